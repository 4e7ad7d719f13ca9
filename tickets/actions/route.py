"""Give a ticket to the team that is competent (R01–R04, R08): the same steps at opening and at qualification."""

from datetime import datetime
from typing import Any, NamedTuple

from accounts.clock import PARIS
from accounts.enums import TeamKind
from accounts.models import Team
from accounts.permissions import Actor
from accounts.queries.calendars import calendar_value
from accounts.refusals import Refusal
from tickets.enums import Clock, Deed, EventKind, Status
from tickets.models import Promise, RequestType, Ticket
from tickets.queries.competence import Destination, destination
from tickets.queries.holders import front_desk_for, head_team, responsible
from tickets.rules import approval, next_action, promises
from tickets.rules.routing import Doubt

from .transition import Ball, move, pass_ball, save, school_calendar


class Routed(NamedTuple):
    """What the route is told as: the kind of event and its data. The caller records it."""

    kind: EventKind
    data: dict[str, Any]


def route_to_front_desk(ticket: Ticket, desk: Team, *, actor: Actor, now: datetime) -> None:
    """A new ticket begins at the front desk, held by its lead, to be qualified within one working day."""
    ticket.team = desk
    due = calendar_value(desk.calendar).add_working_days(now, promises.DAYS_TO_ACT)
    pass_ball(ticket, Ball(responsible(desk), next_action.QUALIFY, due), now=now)
    save(ticket, actor=actor, now=now)


def is_unclear(kind: RequestType) -> bool:
    """HOR-02: the type of what still has to be qualified (R04)."""
    return kind.clock == Clock.QUALIFICATION


def find(ticket: Ticket, *, now: datetime) -> Destination:
    """The competent team of the ticket's type; the front desk when it needs a head whom nobody knows (R08)."""
    found = destination(
        ticket.request_type,
        ticket.school,
        network_side=ticket.network_side,
        on=now.astimezone(PARIS).date(),
    )
    if found.team.kind == TeamKind.FRONT_DESK or not ticket.request_type.needs_approval:
        return found
    try:
        responsible(head_team(ticket.school))
    except Refusal:
        return Destination(front_desk_for(ticket.school), found.rule, Doubt.NO_HEAD)
    return found


def told(found: Destination) -> dict[str, Any]:
    """The decision as the history keeps it: the team, and the rule or the doubt that chose it."""
    return {
        "team": found.team.pk,
        "rule": found.rule and found.rule.pk,
        "doubt": found.doubt and found.doubt.value,
    }


def route(
    ticket: Ticket,
    found: Destination,
    *,
    actor: Actor,
    now: datetime,
    settled: Promise | None = None,
) -> Routed:
    """Send the ticket to the team found, by way of the head's approval when the type needs it (R08)."""
    data = told(found)
    by_the_head = ticket.school_id in actor.heads and ticket.requester_id == actor.user_id
    if ticket.request_type.needs_approval and by_the_head and ticket.approved_at is None:
        ticket.approved_at = now
    if found.team.kind != TeamKind.FRONT_DESK and approval.needed(
        commits_money=ticket.request_type.needs_approval,
        given=ticket.approved_at is not None,
        asked_by_the_head=by_the_head,
    ):
        _ask_the_head(ticket, actor=actor, now=now, settled=settled)
        return Routed(EventKind.WAITING_DECISION, data | {"approval": True})
    move_to_team(ticket, Deed.QUALIFY, found.team, actor=actor, now=now, settled=settled)
    return Routed(EventKind.ROUTED, data)


def move_to_team(
    ticket: Ticket, deed: Deed, team: Team, *, actor: Actor, now: datetime, **changes: Any
) -> None:
    """S2: the team's lead holds by name until somebody takes it, one working day at most (I1)."""
    ticket.team = team
    due = calendar_value(team.calendar).add_working_days(now, promises.DAYS_TO_ACT)
    move(
        ticket,
        deed,
        actor=actor,
        now=now,
        ball=Ball(responsible(team), next_action.TAKE, due),
        **changes,
    )


def to_front_desk(
    ticket: Ticket, deed: Deed, *, actor: Actor, now: datetime, **changes: Any
) -> None:
    """S1: back to the front desk (a refused transfer, a restored request)."""
    desk = front_desk_for(ticket.school)
    ticket.team = desk
    due = calendar_value(desk.calendar).add_working_days(now, promises.DAYS_TO_ACT)
    move(
        ticket,
        deed,
        actor=actor,
        now=now,
        ball=Ball(responsible(desk), next_action.QUALIFY, due),
        **changes,
    )


def _ask_the_head(ticket: Ticket, *, actor: Actor, now: datetime, settled: Promise | None) -> None:
    head = head_team(ticket.school)
    ticket.team = head
    due = school_calendar(ticket).add_working_days(now, promises.DAYS_TO_APPROVE)
    move(
        ticket,
        Deed.QUALIFY,
        actor=actor,
        now=now,
        to=Status.WAITING_DECISION,
        ball=Ball(responsible(head), next_action.APPROVE, due),
        settled=settled,
        approval_pending=True,
        waiting_for="Le chef d'établissement",
        waiting_reason="Accord nécessaire : cette demande engage une dépense",
    )
