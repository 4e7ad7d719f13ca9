"""Give a ticket to the team that is competent (R01–R04, R08): the same steps at opening and at qualification."""

from datetime import datetime
from typing import Any

from accounts.clock import PARIS
from accounts.enums import TeamKind
from accounts.models import Team
from accounts.permissions import Actor
from accounts.queries.calendars import calendar_value
from tickets.enums import Deed, EventKind, Status
from tickets.events import record
from tickets.models import Ticket
from tickets.queries.competence import Destination, destination
from tickets.queries.holders import front_desk_for, head_team, responsible
from tickets.rules import approval, next_action, promises

from .transition import Ball, move, pass_ball, save, school_calendar


def route_to_front_desk(ticket: Ticket, desk: Team, *, actor: Actor, now: datetime) -> None:
    """A new ticket begins at the front desk, held by its lead, to be qualified within one working day."""
    ticket.team = desk
    due = calendar_value(desk.calendar).add_working_days(now, promises.DAYS_TO_ACT)
    pass_ball(ticket, Ball(responsible(desk), next_action.QUALIFY, due), now=now)
    save(ticket, actor=actor, now=now)


def route(ticket: Ticket, *, actor: Actor, now: datetime) -> Destination:
    """Send the ticket to the competent team, by way of the head's approval when the type needs it (R08).

    The front desk keeps what no rule places, and what is its own (HOR): the decision is recorded with its rule.
    """
    found = destination(
        ticket.request_type,
        ticket.school,
        network_side=ticket.network_side,
        on=now.astimezone(PARIS).date(),
    )
    data = {
        "team": found.team.pk,
        "rule": found.rule and found.rule.pk,
        "doubt": found.doubt and found.doubt.value,
    }
    if found.team.kind == TeamKind.FRONT_DESK:
        if ticket.status != Status.NEW or ticket.team_id != found.team.pk:
            move_to_team(ticket, Deed.QUALIFY, found.team, actor=actor, now=now)
        record(ticket, EventKind.ROUTED, actor=actor, now=now, data=data)
        return found
    if _needs_approval(ticket, actor):
        _ask_the_head(ticket, actor=actor, now=now)
        record(
            ticket, EventKind.WAITING_DECISION, actor=actor, now=now, data=data | {"approval": True}
        )
        return found
    move_to_team(ticket, Deed.QUALIFY, found.team, actor=actor, now=now)
    record(ticket, EventKind.ROUTED, actor=actor, now=now, data=data)
    return found


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


def _needs_approval(ticket: Ticket, actor: Actor) -> bool:
    return approval.needed(
        commits_money=ticket.request_type.needs_approval,
        given=ticket.approved_at is not None,
        asked_by_the_head=ticket.school_id in actor.heads and ticket.requester_id == actor.user_id,
    )


def _ask_the_head(ticket: Ticket, *, actor: Actor, now: datetime) -> None:
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
        approval_pending=True,
        waiting_for="Le chef d'établissement",
        waiting_reason="Accord nécessaire : cette demande engage une dépense",
    )
