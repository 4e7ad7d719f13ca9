"""Which schools are served: the directory is the accounts', the decision is made where competence is known."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts import clock
from accounts.admin.places import SchoolAdmin
from accounts.models import School
from tickets.actions.serve_school import serve, stop_serving

from .actor import actor_of

#: Refusals told one by one; beyond, their number.
TOLD = 20

admin.site.unregister(School)


@admin.register(School)
class ServedSchoolAdmin(SchoolAdmin):
    actions = ("serve", "stop_serving")

    @admin.action(description="Servir : ouvrir aux demandes", permissions=["change"])
    def serve(self, request: HttpRequest, queryset: QuerySet[School]) -> None:
        ids = list(queryset.values_list("pk", flat=True))
        result = serve(school_ids=ids, actor=actor_of(request), now=clock.now())
        if result.served:
            messages.success(request, f"Établissements servis : {len(result.served)}.")
        for school, reason in list(result.refused.items())[:TOLD]:
            messages.error(request, f"{school} n'est pas servi : {reason}.")
        if len(result.refused) > TOLD:
            messages.error(request, f"Et {len(result.refused) - TOLD} autres ne sont pas servis.")

    @admin.action(description="Ne plus servir", permissions=["change"])
    def stop_serving(self, request: HttpRequest, queryset: QuerySet[School]) -> None:
        ids = list(queryset.values_list("pk", flat=True))
        count = stop_serving(school_ids=ids, actor=actor_of(request))
        messages.success(request, f"Établissements qui ne sont plus servis : {count}.")
