from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from accounts.models import Network, Organisation, School

from .listing import AccentlessSearch, Kept

#: What decides who is competent for a school: fixed while it is served, so that no hole can open.
ROUTING = ("kind", "departement", "managed_by", "network")


class SchoolForm(forms.ModelForm):
    def clean(self) -> dict[str, Any] | None:
        """The constraint of the table, said in French: `served` is not in the form, so Django skips it."""
        cleaned = super().clean()
        if self.instance.served and cleaned is not None:
            for field, wrong in (
                ("closed_on", cleaned.get("closed_on") is not None),
                ("calendar", cleaned.get("calendar") is None),
            ):
                if wrong:
                    self.add_error(
                        field, "Cet établissement est servi : cessez d'abord de le servir."
                    )
        return cleaned

    def clean_uai(self) -> str:
        return str(self.cleaned_data["uai"]).upper()


@admin.register(School)
class SchoolAdmin(AccentlessSearch, Kept):
    """`served` is not edited here: the app that knows who is competent adds its own actions."""

    form = SchoolForm
    list_display = (
        *("name", "uai", "kind", "commune", "departement"),
        *("managed_by", "network", "served", "closed_on"),
    )
    list_filter = ("served", "departement", "kind", "status", "managed_by", "network", "academy")
    list_select_related = ("network",)
    search_fields = ("uai", "name", "commune")
    autocomplete_fields = ("network", "calendar")
    fieldsets = (
        (None, {"fields": ("uai", "name", "kind", "kind_label", "status", "served", "closed_on")}),
        (
            "Lieu",
            {"fields": ("commune", "departement", "academy", "postal_code", "address", "site")},
        ),
        ("Rattachement", {"fields": ("managed_by", "network", "calendar")}),
        ("Contact", {"fields": ("phone", "email")}),
        ("Équipement", {"fields": ("pupils", "ent", "ent_since", "bandwidth_mbps")}),
    )

    def get_readonly_fields(
        self, request: HttpRequest, obj: School | None = None
    ) -> tuple[str, ...]:
        return ("served", *ROUTING) if obj and obj.served else ("served",)


@admin.register(Organisation)
class OrganisationAdmin(AccentlessSearch, Kept):
    list_display = ("name", "code", "kind")
    search_fields = ("name", "code")


@admin.register(Network)
class NetworkAdmin(AccentlessSearch, Kept):
    list_display = ("name", "code")
    search_fields = ("name", "code")
