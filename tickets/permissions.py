"""Who sees a ticket and who may do what to it: the one place for pages, API, mails and exports.

Pure: `visible`, `sees` and `viewers` are one sentence read from three ends; a property test ties them.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum, auto
from typing import TYPE_CHECKING

from django.db.models import Q

from accounts.enums import Role, TeamKind
from accounts.permissions import Actor

from .enums import Deed, Status
from .rules import workflow

if TYPE_CHECKING:
    from .models import Ticket


class Party(Enum):
    """What a person is to a ticket."""

    # The requester still of the school, or a RUPN of the school: demands are the school's.
    REQUESTER = auto()
    SCHOOL = auto()  # anybody of the school
    HEAD = auto()  # the head of the school, or the deputy
    HOLDER = auto()
    MEMBER = auto()  # of the team that has it
    LEAD = auto()  # of the team in whose hands it is (the decider's while a decision is awaited), or its substitute
    RECEIVER = auto()  # of the team it is offered to
    INVOLVED = auto()  # of a team that had it or was offered it, or above one of them
    REFERENT = auto()  # DRANE, of the département of the school
    FRONT_DESK = auto()
    SYSTEM = auto()


_HANDS = frozenset({Party.HOLDER, Party.LEAD})
_ANYONE = frozenset(Party) - {Party.SYSTEM}

WHO: Mapping[Deed, frozenset[Party]] = {
    Deed.QUALIFY: frozenset({Party.FRONT_DESK, Party.REFERENT}),
    Deed.TAKE: frozenset({Party.MEMBER, Party.LEAD}),
    Deed.PROMISE: _HANDS,
    Deed.MOVE_PROMISE: _HANDS,
    Deed.PLAN: _HANDS,
    Deed.TRANSFER: _HANDS,
    Deed.ACCEPT_TRANSFER: frozenset({Party.RECEIVER}),
    Deed.REFUSE_TRANSFER: frozenset({Party.RECEIVER}),
    Deed.ARBITRATE: frozenset({Party.REFERENT}),
    Deed.ASK: _HANDS | {Party.FRONT_DESK},
    Deed.WAIT_THIRD_PARTY: _HANDS,
    Deed.WAIT_DECISION: _HANDS,
    Deed.APPROVE: _HANDS | {Party.HEAD},
    Deed.DECIDE: _HANDS,
    Deed.ANSWER: _ANYONE,
    Deed.NOTE: _ANYONE - {Party.REQUESTER, Party.SCHOOL, Party.HEAD},
    Deed.RESOLVE: _HANDS,
    Deed.CONFIRM: frozenset({Party.REQUESTER}),
    Deed.DENY: frozenset({Party.REQUESTER}),
    Deed.REOPEN: frozenset({Party.REQUESTER}),
    Deed.REFUSE: _HANDS | {Party.FRONT_DESK},
    Deed.CANCEL: frozenset({Party.REQUESTER}),
    Deed.RESTORE: frozenset({Party.REQUESTER}),
    Deed.MERGE: _HANDS | {Party.FRONT_DESK},
    Deed.SILENT_RESOLUTION: frozenset({Party.SYSTEM}),
    Deed.SILENT_CLOSURE: frozenset({Party.SYSTEM}),
}

#: The front desk and the référents sort what nobody has taken; what a team has taken is that team's.
SORTING = frozenset({Deed.QUALIFY, Deed.ASK, Deed.REFUSE})
_SORTERS = frozenset({Party.FRONT_DESK, Party.REFERENT})
_OF_THE_TEAM = _HANDS | {Party.MEMBER}


def parties(actor: Actor, ticket: "Ticket") -> Iterator[Party]:
    """What this actor is to this ticket (its school must be loaded). Nothing: a stranger, who sees nothing of it.

    Holding a ticket opens nothing to who has left the school or the team.
    """
    if actor.is_system:
        yield Party.SYSTEM
    if actor.is_system or not sees(actor, ticket):
        return
    yield from _of_the_school(actor, ticket)
    if ticket.holder_id == actor.user_id and ticket.status not in workflow.WITH_REQUESTER:
        yield Party.HOLDER
    if ticket.team_id in actor.teams:
        yield Party.MEMBER
    if (ticket.decider_id or ticket.team_id) in actor.led_teams:
        yield Party.LEAD
    if ticket.offered_to_id in actor.teams:
        yield Party.RECEIVER
    if not _concerned(actor).isdisjoint(ticket.seen_by_teams):
        yield Party.INVOLVED
    if ticket.school.departement in actor.departements:
        yield Party.REFERENT
    if actor.is_front_desk:
        yield Party.FRONT_DESK


def _of_the_school(actor: Actor, ticket: "Ticket") -> Iterator[Party]:
    if ticket.school_id not in actor.schools:
        return
    yield Party.SCHOOL
    awaited = ticket.holder_id == actor.user_id and ticket.status in workflow.WITH_REQUESTER
    if ticket.requester_id == actor.user_id or ticket.school_id in actor.rupn_of or awaited:
        yield Party.REQUESTER
    if ticket.school_id in actor.heads:
        yield Party.HEAD


def can(actor: Actor, deed: Deed, ticket: "Ticket") -> bool:
    """Whether this actor may do this deed to this ticket as it stands now."""
    if not workflow.possible(
        deed,
        Status(ticket.status),
        offered=ticket.offered_to_id is not None,
        in_arbitration=ticket.in_arbitration,
        approval_pending=ticket.approval_pending,
    ):
        return False
    if deed is Deed.NOTE and not sees_internal(actor, ticket):
        return False
    return not who(deed, ticket).isdisjoint(_counting(deed, actor, ticket))


def who(deed: Deed, ticket: "Ticket") -> frozenset[Party]:
    """Who may do this deed to this ticket: whoever may agree may refuse to (R08)."""
    return WHO[Deed.APPROVE] if deed is Deed.REFUSE and ticket.approval_pending else WHO[deed]


def _counting(deed: Deed, actor: Actor, ticket: "Ticket") -> frozenset[Party]:
    """What the actor is to the ticket, as far as it counts for this deed."""
    found = frozenset(parties(actor, ticket))
    taken = ticket.status not in workflow.UNCLAIMED
    if deed in SORTING and taken and found.isdisjoint(_OF_THE_TEAM):
        return found - _SORTERS
    return found


def allowed_actions(actor: Actor, ticket: "Ticket") -> list[Deed]:
    """The deeds that a page shows to this actor, in the order of the list of deeds."""
    return [deed for deed in Deed if can(actor, deed, ticket)]


def can_open_for(actor: Actor, school_id: int) -> bool:
    """Whether this actor may open a request for this school: its people, or staff for one who called."""
    return school_id in actor.schools or can_open_on_behalf(actor)


def can_open_on_behalf(actor: Actor) -> bool:
    return actor.serves_schools


def can_open_something(actor: Actor) -> bool:
    """Whether « Nouvelle demande » is offered to this actor."""
    return bool(actor.schools) or can_open_on_behalf(actor)


def can_configure(actor: Actor) -> bool:
    """Whether this actor decides who is competent and which schools are served."""
    return actor.is_system or actor.is_administrator


def sees_internal(actor: Actor, ticket: "Ticket") -> bool:
    """Internal notes are for those who work on it: never for somebody of the school, whatever else he is.

    The office of a head of school is of the school too, even when the substitute comes from elsewhere.
    """
    if actor.is_system:
        return True
    if ticket.school_id in actor.schools:
        return False
    return (
        actor.is_administrator
        or actor.is_front_desk
        or ticket.school.departement in actor.departements
        or not (_concerned(actor) - actor.offices).isdisjoint(ticket.seen_by_teams)
    )


def visible(actor: Actor) -> Q:
    """The tickets that this actor sees. An observer sees figures and cards, no ticket.

    Holding one opens nothing by itself: who leaves a school or a team sees nothing of it any more.
    """
    if actor.is_system or actor.is_front_desk or actor.is_administrator:
        return Q()
    seen = Q(school_id__in=actor.schools)
    if teams := _concerned(actor):
        seen |= Q(seen_by_teams__overlap=sorted(teams))
    if actor.departements:
        seen |= Q(school__departement__in=actor.departements)
    return seen


def sees(actor: Actor, ticket: "Ticket") -> bool:
    """`visible`, asked of a ticket at hand (its school must be loaded)."""
    return (
        actor.is_system
        or actor.is_front_desk
        or actor.is_administrator
        or ticket.school_id in actor.schools
        or not _concerned(actor).isdisjoint(ticket.seen_by_teams)
        or ticket.school.departement in actor.departements
    )


def _concerned(actor: Actor) -> frozenset[int]:
    """Whose requests concern this person: the teams he is of, and those whose escalations reach him."""
    return actor.teams | actor.overseen


def viewers(ticket: "Ticket", on: date) -> Q:
    """The people who see this ticket on this day, as a condition on users (use distinct())."""
    holds_that_day = Q(affiliations__starts_on__lte=on) & (
        Q(affiliations__ends_on=None) | Q(affiliations__ends_on__gt=on)
    )
    by_role = (
        Q(affiliations__school_id=ticket.school_id)
        | Q(affiliations__team_id__in=ticket.seen_by_teams)
        | Q(affiliations__departement=ticket.school.departement, affiliations__role=Role.REFERENT)
        | Q(affiliations__team__kind=TeamKind.FRONT_DESK)
        | Q(affiliations__role=Role.ADMINISTRATOR)
    )
    by_lead = Q()
    for led in ("teams_led", "teams_substituted"):
        of_it = Q(**{f"{led}__in": ticket.seen_by_teams}) | Q(
            **{f"{led}__kind": TeamKind.FRONT_DESK}
        )
        by_lead |= Q(**{f"{led}__active": True}) & of_it
    by_lead |= Q(teams_escalating__active=True, teams_escalating__in=ticket.seen_by_teams)
    return Q(is_active=True) & ((holds_that_day & by_role) | by_lead)
