from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from accounts.models import Team

from .listing import AccentlessSearch, Kept


class CanReceive(admin.SimpleListFilter):
    """R09 at a glance."""

    title = "peut recevoir"
    parameter_name = "recoit"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [("oui", "oui"), ("non", "non : inactive ou sans responsable")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Team]) -> QuerySet[Team]:
        able = {"active": True, "lead__isnull": False}
        if self.value() == "oui":
            return queryset.filter(**able)
        return queryset.exclude(**able) if self.value() == "non" else queryset


@admin.register(Team)
class TeamAdmin(AccentlessSearch, Kept):
    list_display = (
        *("name", "code", "kind", "organisation", "lead", "substitute"),
        *("coverage", "departement", "network", "school_count", "active"),
    )
    list_filter = (CanReceive, "kind", "coverage", "departement", "organisation", "active")
    list_select_related = ("organisation", "lead", "substitute", "network")
    search_fields = ("name", "code")
    autocomplete_fields = (
        *("organisation", "calendar", "lead", "substitute", "escalation_contact", "network"),
        "schools",
    )
    fieldsets = (
        (None, {"fields": ("name", "code", "kind", "organisation", "active")}),
        ("Qui répond", {"fields": ("lead", "substitute", "escalation_contact")}),
        ("Ressort", {"fields": ("coverage", "departement", "network", "schools")}),
        ("Travail", {"fields": ("calendar", "email", "external_tool", "capacity")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Team]:
        return super().get_queryset(request).annotate(school_count=Count("schools"))

    @admin.display(description="établissements nommés", ordering="school_count")
    def school_count(self, team: Team) -> int:
        return team.school_count  # type: ignore[attr-defined]
