"""Who is acting today: one query over the affiliations, one over the teams led, replaced or overseen."""

from datetime import date

from django.db.models import Q

from accounts.enums import SCHOOL_ROLES, Role, TeamKind
from accounts.models import Affiliation, Team, User
from accounts.permissions import Actor


def actor_for(user: User, on: date) -> Actor:
    """The person with the roles of this day; an inactive account opens nothing."""
    if not user.is_active:
        return Actor(user_id=user.pk, name=user.get_full_name())
    rows = list(
        Affiliation.objects.on(on)
        .filter(user=user)
        .values_list("role", "school_id", "team_id", "departement", "team__kind")
    )
    named = list(
        Team.objects.filter(
            Q(lead=user) | Q(substitute=user) | Q(escalation_contact=user), active=True
        ).values_list("pk", "kind", "lead_id", "substitute_id")
    )
    led = {team: kind for team, kind, *leads in named if user.pk in leads}
    kind_of = {team: kind for _, _, team, _, kind in rows if team} | led
    overseen = {team: kind for team, kind, *_ in named if team not in led}
    return Actor(
        user_id=user.pk,
        name=user.get_full_name(),
        roles=frozenset(Role(role) for role, *_ in rows),
        schools=frozenset(s for role, s, *_ in rows if role in SCHOOL_ROLES and s is not None),
        rupn_of=frozenset(s for role, s, *_ in rows if role == Role.RUPN and s is not None),
        heads=frozenset(
            s for role, s, *_ in rows if role in (Role.HEAD, Role.DEPUTY) and s is not None
        ),
        teams=frozenset(kind_of),
        led_teams=frozenset(led),
        offices=frozenset(
            team for team, kind in (kind_of | overseen).items() if kind == TeamKind.HEAD
        ),
        overseen=frozenset(overseen),
        departements=frozenset(d for role, _, _, d, _ in rows if role == Role.REFERENT),
        is_front_desk=TeamKind.FRONT_DESK in kind_of.values(),
    )
