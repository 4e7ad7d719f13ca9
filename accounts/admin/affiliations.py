from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from accounts import clock
from accounts.models import Affiliation

from .listing import AccentlessSearch, Kept


class HoldsToday(admin.SimpleListFilter):
    title = "date"
    parameter_name = "date"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [("jour", "en cours"), ("venir", "à venir"), ("passe", "passée")]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Affiliation]
    ) -> QuerySet[Affiliation]:
        today = clock.today()
        ended = Q(ends_on__lte=today)
        wanted = {
            "jour": Q(starts_on__lte=today) & ~ended,
            "venir": Q(starts_on__gt=today) & ~ended,
            "passe": ended,
        }
        return queryset.filter(wanted.get(self.value() or "", Q()))


@admin.register(Affiliation)
class AffiliationAdmin(AccentlessSearch, Kept):
    list_display = ("user", "role", "school", "team", "departement", "starts_on", "ends_on")
    list_filter = (HoldsToday, "role", "departement", "school__departement")
    list_select_related = ("user", "school", "team")
    search_fields = (
        *("user__email", "user__first_name", "user__last_name"),
        *("school__uai", "school__name", "team__name"),
    )
    autocomplete_fields = ("user", "school", "team")
    date_hierarchy = "starts_on"
