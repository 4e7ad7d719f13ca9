"""The write step of every deed: the ball passes, the clocks follow, the engine is told when to wake."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.clock import PARIS
from accounts.models import User
from accounts.permissions import Actor
from accounts.queries.calendars import calendar_value
from accounts.rules.calendar import WorkingCalendar
from tickets.enums import ENDED, Deed, EventKind, Outcome, Status
from tickets.events import record
from tickets.models import Promise, Ticket
from tickets.queries.holders import requester_side
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
    """The calendar by which the holder's dates are counted: that of the team whose hands it is in."""
    return calendar_value(ticket.hands.calendar)


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
    settled: Promise | None = None,
    **changes: Any,
) -> None:
    """Write the ticket's new state and tell what became of its promise; the caller records the deed itself.

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
        ticket.approval_pending, ticket.decider = False, None
    if after not in (Status.RESOLVED, Status.CLOSED):
        ticket.resolved_at = None
    for name, value in changes.items():
        setattr(ticket, name, value)
    _run_clocks(ticket, before, after, now)
    if deed in FIRST_ANSWERS and not actor.is_system and ticket.first_answer_at is None:
        ticket.first_answer_at = now
    if after is not before and (
        before in workflow.WITH_REQUESTER or after in workflow.WITH_REQUESTER
    ):
        ticket.held_since = None
    pass_ball(ticket, ball, now=now)
    ticket.closed_at = now if after in ENDED else None
    save(ticket, actor=actor, now=now)
    record_settled(ticket, settled, actor=actor, now=now)


_TOLD = {
    Outcome.KEPT: EventKind.PROMISE_KEPT,
    Outcome.BROKEN: EventKind.PROMISE_BROKEN,
    Outcome.MOVED: EventKind.PROMISE_MOVED,
}


def record_settled(ticket: Ticket, promise: Promise | None, *, actor: Actor, now: datetime) -> None:
    """A promise kept, broken or moved is an event of its own; one that is lifted goes with the deed that lifts it."""
    kind = _TOLD.get(Outcome(promise.outcome)) if promise else None
    if promise and kind:
        data = {"promised_on": promise.promised_on.isoformat()}
        record(ticket, kind, actor=actor, now=now, promise=promise, data=data)


def requester_ball(ticket: Ticket, action: str, status: Status, *, now: datetime) -> Ball:
    """The requester's side has the ball until its first reminder, in school days."""
    person = requester_side(ticket, now.astimezone(PARIS).date())
    return Ball(person, action, escalation.requester_due(status, now, school_calendar(ticket)))


def pass_ball(ticket: Ticket, ball: Ball | None, *, now: datetime) -> None:
    """Give the ticket its holder, action and date; time in hand starts anew when the holder changes.

    Reminders start anew too: those that a date set now leaves behind count as given.
    """
    if ball is None:
        ticket.holder = ticket.held_since = ticket.due_at = ticket.promised_on = None
        ticket.next_action, ticket.reminders = "", 0
        return
    if ticket.holder_id != ball.holder.pk or ticket.held_since is None:
        ticket.held_since = now
    ticket.holder = ball.holder
    ticket.next_action = ball.next_action[:200]
    ticket.due_at = ball.due_at
    ticket.promised_on = ball.due_at.astimezone(PARIS).date()
    ticket.reminders = 0
    ticket.reminders = escalation.reminders_missed(
        watch(ticket),
        now=now,
        holder_calendar=holder_calendar(ticket),
        school_calendar=school_calendar(ticket),
    )


def save(ticket: Ticket, *, actor: Actor, now: datetime) -> None:
    """One version more, the engine's next instant, and the row."""
    concerned = (ticket.team_id, ticket.offered_to_id, ticket.decider_id)
    for team in concerned:
        if team is not None and team not in ticket.seen_by_teams:
            ticket.seen_by_teams = [*ticket.seen_by_teams, team]
    ticket.version += 1
    ticket.updated_at = now
    if not actor.is_system:
        ticket.last_human_news_at = now
    ticket.wake_at = wake_at(ticket)
    ticket.save()


def touch(ticket: Ticket, *, now: datetime) -> None:
    """One version more, for what changes nothing of the ball."""
    ticket.version += 1
    ticket.updated_at = now
    ticket.save(update_fields=["version", "updated_at"])


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
        approval_pending=ticket.approval_pending,
    )


def _run_clocks(ticket: Ticket, before: Status, after: Status, now: datetime) -> None:
    """The targets stand still while the requester holds, and once it is over: reopened, they have not run meanwhile."""
    stopped, stops = before in workflow.STILL, after in workflow.STILL
    if stops and not stopped:
        ticket.clock_stopped_at = now
    elif stopped and not stops and ticket.clock_stopped_at is not None:
        names = [] if ticket.is_dated else ["target_at"]
        names += [] if ticket.first_answer_at else ["first_answer_due_at"]
        for name in names:
            moved = targets.after_pause(
                getattr(ticket, name),
                stopped_at=ticket.clock_stopped_at,
                now=now,
                calendar=holder_calendar(ticket),
            )
            setattr(ticket, name, moved)
        ticket.clock_stopped_at = None
