"""The rules of competence, refused when they would leave a served school without its one team."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts import clock
from accounts.permissions import Actor
from accounts.refusals import Refusal
from tickets.actions.competence import check_rule, delete_rule, save_rule
from tickets.models import CompetenceRule

from .actor import actor_of


class CompetenceRuleForm(forms.ModelForm):
    actor: Actor

    def _post_clean(self) -> None:
        """After the instance is built and before it is written: the check needs all of its columns."""
        super()._post_clean()  # type: ignore[misc]  # Django's own, which its stubs do not know
        if self.errors:
            return
        try:
            check_rule(rule=self.instance, actor=self.actor, now=clock.now())
        except Refusal as refusal:
            self.add_error(None, refusal.message)


@admin.register(CompetenceRule)
class CompetenceRuleAdmin(admin.ModelAdmin):
    form = CompetenceRuleForm
    actions = None
    list_display = (
        "request_type", "school", "managed_by", "departement", "school_kind", "network_side", "team_kind",
        "team", "valid_from", "valid_until",
    )  # fmt: skip
    list_filter = ("request_type__family", "team_kind", "departement", "managed_by")
    search_fields = (
        "request_type__code",
        "request_type__label",
        "note",
        "school__uai",
        "school__name",
    )
    list_select_related = ("request_type", "school", "team")
    autocomplete_fields = ("request_type", "school", "team")

    def get_form(
        self,
        request: HttpRequest,
        obj: CompetenceRule | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type("CompetenceRuleForm", (form,), {"actor": actor_of(request)})

    def save_model(
        self, request: HttpRequest, obj: CompetenceRule, form: Any, change: bool
    ) -> None:
        save_rule(rule=obj, actor=actor_of(request), now=clock.now())

    def delete_model(self, request: HttpRequest, obj: CompetenceRule) -> None:
        delete_rule(rule_id=obj.pk, actor=actor_of(request), now=clock.now())

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect("admin:tickets_competencerule_change", object_id)
