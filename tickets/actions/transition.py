"""The write step of every deed: the ball passes, the clocks follow, the engine is told when to wake."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.queries.calendars import calendar_value

from accounts.clock import PARIS
from accounts.models import User
from accounts.permissions import Actor
from accounts.rules.calendar import WorkingCalendar
from tickets.enums import ENDED, Deed, Status
from tickets.models import Ticket
from tickets.rules import escalation, targets, workflow

#: Deeds of the service that name holder, action and date to the requester: the first one is the first answer.
FIRST_ANSWERS = frozenset(
    {
        Deed.TAKE,
        Deed.PROMISE,
        Deed.PLAN,
        Deed.ASK,
        Deed.RESOLVE,
        Deed.REFUSE,
        Deed.WAIT_THIRD_PARTY,
        Deed.DECIDE,
    }
)


@dataclass(frozen=True)
class Ball:
    """What every open ticket has: one holder, one next action, one instant."""

    holder: User
    next_action: str
    due_at: datetime


def holder_calendar(ticket: Ticket) -> WorkingCalendar:
    """The calendar by which the holder's dates are counted: the team's."""
    return calendar_value(ticket.team.calendar)


def school_calendar(ticket: Ticket) -> WorkingCalendar:
    """School days: those of reminders to schools and of visits."""
    return calendar_value(ticket.school.calendar or ticket.team.calendar)


def move(
    ticket: Ticket,
    deed: Deed,
    *,
    actor: Actor,
    now: datetime,
    ball: Ball | None,
    to: Status | None = None,
    **changes: Any,
) -> None:
    """Write the ticket's new state; the caller records the event.

    ball: None when the ticket ends. changes: other columns of the ticket. The target is `to`, or the usual one.
    """
    before = Status(ticket.status)
    after = workflow.target(deed, before, to)
    ticket.status = after
    if after is not Status.REFUSED:
        ticket.outcome_motive = ""
    if after is not Status.MERGED:
        ticket.parent = None
    if after not in (Status.WAITING_REQUESTER, Status.WAITING_THIRD_PARTY, Status.WAITING_DECISION):
        ticket.waiting_for = ticket.waiting_reason = ""
    if after is not Status.WAITING_DECISION:
        ticket.approval_pending = False
    ticket.reminders = 0
    for name, value in changes.items():
        setattr(ticket, name, value)
    _run_clocks(ticket, before, after, now)
    if deed in FIRST_ANSWERS and not actor.is_system and ticket.first_answer_at is None:
        ticket.first_answer_at = now
    pass_ball(ticket, ball, now=now)
    ticket.closed_at = now if after in ENDED else None
    save(ticket, actor=actor, now=now)


def pass_ball(ticket: Ticket, ball: Ball | None, *, now: datetime) -> None:
    """Give the ticket its holder, action and date; time in hand starts anew when the holder changes."""
    if ball is None:
        ticket.holder = ticket.held_since = ticket.due_at = ticket.promised_on = None
        ticket.next_action = ""
        return
    if ticket.holder_id != ball.holder.pk:
        ticket.held_since = now
    ticket.holder = ball.holder
    ticket.next_action = ball.next_action[:200]
    ticket.due_at = ball.due_at
    ticket.promised_on = ball.due_at.astimezone(PARIS).date()


def save(ticket: Ticket, *, actor: Actor, now: datetime) -> None:
    """One version more, the engine's next instant, and the row."""
    if ticket.team_id not in ticket.seen_by_teams:
        ticket.seen_by_teams = [*ticket.seen_by_teams, ticket.team_id]
    ticket.version += 1
    ticket.updated_at = now
    if not actor.is_system:
        ticket.last_human_news_at = now
    ticket.wake_at = wake_at(ticket)
    ticket.save()


def wake_at(ticket: Ticket) -> datetime | None:
    """The next instant at which the engine has something to do; an ended ticket sleeps for ever."""
    if ticket.due_at is None or ticket.promised_on is None or ticket.held_since is None:
        return None
    return escalation.next_due(
        watch(ticket),
        holder_calendar=holder_calendar(ticket),
        school_calendar=school_calendar(ticket),
    ).at


def watch(ticket: Ticket) -> escalation.Watch:
    """What of an open ticket the engine looks at."""
    assert ticket.due_at and ticket.promised_on and ticket.held_since, (
        "only an open ticket is watched"
    )
    return escalation.Watch(
        status=Status(ticket.status),
        promised_on=ticket.promised_on,
        due_at=ticket.due_at,
        held_since=ticket.held_since,
        reminders=ticket.reminders,
    )


def _run_clocks(ticket: Ticket, before: Status, after: Status, now: datetime) -> None:
    stopped, stops = before in workflow.WITH_REQUESTER, after in workflow.WITH_REQUESTER
    if stops and not stopped:
        ticket.clock_stopped_at = now
    elif stopped and not stops and ticket.clock_stopped_at is not None:
        calendar = holder_calendar(ticket)
        for name in ("target_at", "first_answer_due_at"):
            moved = targets.after_pause(
                getattr(ticket, name),
                stopped_at=ticket.clock_stopped_at,
                now=now,
                calendar=calendar,
            )
            setattr(ticket, name, moved)
        ticket.clock_stopped_at = None
