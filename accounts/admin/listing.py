"""What the lists of the administration share."""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest


class AccentlessSearch(admin.ModelAdmin):
    """« verines » finds « Vérines-en-Bocage »: each word in one of `search_fields`."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        for word in search_term.split():
            found = [Q(**{f"{field}__unaccent__icontains": word}) for field in self.search_fields]
            queryset = queryset.filter(reduce(or_, found))
        return queryset, False


class Kept(admin.ModelAdmin):
    """Rows that history refers to: they end, they are not deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
