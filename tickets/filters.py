"""What a list of tickets can be narrowed to: the screen and the API share it.

It narrows what the caller may already see, so it never needs to know whose ticket is whose. The request
carries the actor (`request.actor`). Each field is one query parameter, in the address of the page.
"""

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet

from accounts.enums import TeamKind
from accounts.models import School, Team
from accounts.permissions import Actor

from .enums import ENDED, Status
from .models import Family, RequestType, Ticket

#: Beyond, a number is no ticket's: the column would not hold it.
_DIGITS = 15


def sees_all_teams(actor: Actor) -> bool:
    return actor.is_front_desk or actor.is_administrator or bool(actor.departements)


def teams_to_choose(actor: Actor) -> QuerySet[Team]:
    """One's own teams; all of them for who sees beyond. A head's office says nothing: left out."""
    teams = Team.objects.filter(active=True).exclude(kind=TeamKind.HEAD)
    return teams if sees_all_teams(actor) else teams.filter(pk__in=actor.teams)


def _teams(request: Any) -> QuerySet[Team]:
    return Team.objects.none() if request is None else teams_to_choose(request.actor)


class TicketFilter(filters.FilterSet):
    q = filters.CharFilter(method="with_words", max_length=100, label="Numéro ou mots de l'objet")
    state = filters.ChoiceFilter(
        method="in_state",
        choices=[("open", "en cours"), ("ended", "terminées")],
        label="En cours ou terminées",
    )
    status = filters.ChoiceFilter(choices=Status.choices, label="État")
    family = filters.ModelChoiceFilter(
        field_name="request_type__family",
        queryset=Family.objects.all(),
        to_field_name="code",
        label="Famille",
    )
    type = filters.ModelChoiceFilter(
        field_name="request_type",
        queryset=RequestType.objects.all(),
        to_field_name="code",
        label="Type",
    )
    school = filters.CharFilter(
        method="of_school", max_length=100, label="Établissement (nom, commune ou UAI)"
    )
    team = filters.ModelChoiceFilter(queryset=_teams, to_field_name="code", label="File")
    holder = filters.ChoiceFilter(method="held", choices=[("me", "moi")], label="Porteur")
    opened_after = filters.DateFilter(
        field_name="opened_at", lookup_expr="date__gte", label="Ouverte depuis le"
    )
    opened_before = filters.DateFilter(
        field_name="opened_at", lookup_expr="date__lte", label="Ouverte jusqu'au"
    )
    sort = filters.ChoiceFilter(
        method="sorted_by",
        choices=[("recent", "les plus récentes"), ("due", "la date promise")],
        label="Trier par",
    )

    class Meta:
        model = Ticket
        fields: list[str] = []

    @property
    def by_due(self) -> bool:
        """Whether the promised date sorts the list: open tickets only, the others have none."""
        return (
            self.is_bound
            and not self.errors.get("sort")
            and self.form.cleaned_data["sort"] == "due"
        )

    def with_words(self, rows: QuerySet[Ticket], name: str, value: str) -> QuerySet[Ticket]:
        words = value.strip()
        number = words.removeprefix("n°").strip()
        if number.isdecimal() and len(number) <= _DIGITS:
            return rows.filter(Q(number=int(number)) | Q(title__contains=number))
        return rows.filter(title__unaccent__icontains=words)

    def in_state(self, rows: QuerySet[Ticket], name: str, value: str) -> QuerySet[Ticket]:
        ended = Q(status__in=ENDED)
        return rows.filter(ended if value == "ended" else ~ended)

    def of_school(self, rows: QuerySet[Ticket], name: str, value: str) -> QuerySet[Ticket]:
        words = value.strip()
        found = School.objects.filter(
            Q(uai=words.upper())
            | Q(name__unaccent__icontains=words)
            | Q(commune__unaccent__icontains=words)
        )
        return rows.filter(school__in=found)

    def held(self, rows: QuerySet[Ticket], name: str, value: str) -> QuerySet[Ticket]:
        return rows.filter(holder_id=self.request.actor.user_id)

    def sorted_by(self, rows: QuerySet[Ticket], name: str, value: str) -> QuerySet[Ticket]:
        return rows.exclude(status__in=ENDED) if value == "due" else rows
