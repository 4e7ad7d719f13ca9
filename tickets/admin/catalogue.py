"""Families and request types: edited, closed, never deleted. A type is open once every served school has its team."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from accounts import clock
from tickets.models import Family, RequestType
from tickets.queries.coverage import coverage_of, served
from tickets.rules.questions import why_malformed

UNCLEAR = "HOR-02"


@admin.register(Family)
class FamilyAdmin(admin.ModelAdmin):
    list_display = ("label", "code", "order")
    fields = ("code", "label", "icon", "order")


class RequestTypeForm(forms.ModelForm):
    def clean_questions(self) -> Any:
        if reason := why_malformed(self.cleaned_data["questions"]):
            raise forms.ValidationError(reason)
        return self.cleaned_data["questions"]

    def clean_active(self) -> bool:
        active: bool = self.cleaned_data["active"]
        if not active and self.instance.code == UNCLEAR:
            raise forms.ValidationError("Ce type reçoit les demandes à préciser : il reste actif.")
        if active and not self.initial.get("active"):
            self._refuse_without_team()
        return active

    def _refuse_without_team(self) -> None:
        if self.instance.pk is None:
            raise forms.ValidationError(
                "Enregistrez ce type inactif, écrivez ses règles de compétence, puis activez-le."
            )
        types = RequestType.objects.filter(pk=self.instance.pk)
        found = coverage_of(served(), on=clock.today(), request_types=types).findings
        if found:
            raise forms.ValidationError(
                f"Des établissements servis n'auraient pas de file : {found[0]}. "
                "Écrivez d'abord les règles de compétence de ce type."
            )


@admin.register(RequestType)
class RequestTypeAdmin(admin.ModelAdmin):
    form = RequestTypeForm
    list_display = (
        "code",
        "label",
        "family",
        "urgency",
        "first_answer_days",
        "target_days",
        "active",
    )
    list_filter = ("family", "active", "urgency", "needs_approval")
    search_fields = ("code", "label", "keywords")
    ordering = ("family__order", "code")
    actions = None

    def get_readonly_fields(
        self, request: HttpRequest, obj: RequestType | None = None
    ) -> tuple[str, ...]:
        return ("code",) if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"active": False}

    def has_delete_permission(self, request: HttpRequest, obj: RequestType | None = None) -> bool:
        """Requests of years ago name it."""
        return False
