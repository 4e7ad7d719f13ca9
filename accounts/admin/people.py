from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts import clock
from accounts.actions.invite import invite
from accounts.enums import Role
from accounts.models import Affiliation, User
from accounts.permissions import Actor
from accounts.queries.actors import actor_for
from accounts.refusals import Refusal

from .listing import AccentlessSearch, Kept


def _actor(request: HttpRequest) -> Actor:
    """A superuser without roles acts as the system: somebody has to be first."""
    assert request.user.is_authenticated
    actor = actor_for(request.user, clock.today())
    return actor if actor.is_administrator else Actor.system()


class UserForm(forms.ModelForm):
    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class AffiliationInline(admin.TabularInline):
    model = Affiliation
    extra = 1
    autocomplete_fields = ("school", "team")
    can_delete = False


@admin.register(User)
class UserAdmin(AccentlessSearch, Kept):
    """Added by address alone: the person chooses a password through the invitation."""

    form = UserForm
    inlines = (AffiliationInline,)
    list_display = ("sort_name_", "email", "roles", "last_login", "invited", "is_active")
    list_filter = ("is_active", ("affiliations__role", admin.ChoicesFieldListFilter))
    list_select_related = ("invitation",)
    search_fields = ("email", "first_name", "last_name")
    ordering = ("sort_name", "pk")
    readonly_fields = ("last_login", "date_joined")
    actions = ("send_invitation",)

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        identity = ("email", "first_name", "last_name")
        return (*identity, "is_active", "last_login", "date_joined") if obj else identity

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        held = Affiliation.objects.on(clock.today()).select_related("school", "team")
        return (
            super()
            .get_queryset(request)
            .prefetch_related(Prefetch("affiliations", queryset=held, to_attr="held"))
        )

    @admin.display(description="personne", ordering="sort_name")
    def sort_name_(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description="rôles aujourd'hui")
    def roles(self, user: User) -> str:
        held: list[Affiliation] = user.held  # type: ignore[attr-defined]
        places = [(Role(row.role).label, row.school or row.team or row.departement) for row in held]
        return ", ".join(f"{role} ({place})" if place else str(role) for role, place in places)

    @admin.display(description="invitation")
    def invited(self, user: User) -> str:
        if not hasattr(user, "invitation"):
            return ""
        if user.invitation.sent_at:
            return f"envoyée le {timezone.localtime(user.invitation.sent_at):%d/%m/%Y}"
        error = user.invitation.last_error
        return f"pas encore partie : {error}" if error else "va partir"

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        invite(users=[obj], actor=_actor(request), now=clock.now())
        messages.info(request, f"L'invitation de {obj.email} part dans la minute.")

    @admin.action(description="Envoyer une invitation (de nouveau)")
    def send_invitation(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        try:
            count = invite(users=list(queryset), actor=_actor(request), now=clock.now())
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return
        messages.success(request, f"Invitations demandées : {count}. Elles partent dans la minute.")
