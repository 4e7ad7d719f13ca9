"""What the time engine does to one ticket: remind, write a broken promise, escalate, take silence for an answer."""

from datetime import datetime

from django.db import transaction

from accounts.clock import PARIS
from accounts.permissions import Actor
from tickets.enums import Deed, EventKind, Level, Outcome, Status
from tickets.events import record
from tickets.models import Ticket
from tickets.queries.holders import above, requester_side
from tickets.rules import escalation, next_action, promises
from tickets.rules.escalation import Step

from .ledger import settle
from .transition import Ball, holder_calendar, move, pass_ball, save, school_calendar, watch

SYSTEM = Actor.system()


@transaction.atomic
def wake(ticket_id: int, *, now: datetime) -> Step | None:
    """Do the next step of a ticket if it is due, under its lock. None: another sweep did it, or it is not due."""
    ticket = (
        Ticket.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("school__calendar", "team__calendar", "team__lead", "holder")
        .filter(pk=ticket_id, wake_at__lte=now)
        .first()
    )
    if ticket is None or not ticket.is_open:
        return None
    due = escalation.next_due(
        watch(ticket),
        holder_calendar=holder_calendar(ticket),
        school_calendar=school_calendar(ticket),
    )
    if due.at > now:
        Ticket.objects.filter(pk=ticket.pk).update(wake_at=due.at)
        return None
    _STEPS[due.step](ticket, now)
    return due.step


def _remind(ticket: Ticket, now: datetime) -> None:
    """E0: the day of the promise, in the holder's time."""
    ticket.reminders += 1
    save(ticket, actor=SYSTEM, now=now)
    record(
        ticket,
        EventKind.REMINDED,
        actor=SYSTEM,
        now=now,
        data={"promised_on": str(ticket.promised_on)},
    )


def _break(ticket: Ticket, now: datetime) -> None:
    """I3: the date was not kept: it is written, the requester told, a new date asked for, the lead warned (E1)."""
    broken = settle(ticket, Outcome.BROKEN, actor=SYSTEM, now=now)
    missed = ticket.promised_on
    assert ticket.holder is not None and missed is not None
    due = promises.new_date_before(
        missed, today=now.astimezone(PARIS).date(), calendar=holder_calendar(ticket)
    )
    pass_ball(ticket, Ball(ticket.holder, next_action.PROMISE_AGAIN, due), now=now)
    ticket.reminders = 0
    _escalate(
        ticket,
        Level.E1,
        now=now,
        why="promise_broken" if broken else "date_passed",
        missed=str(missed),
    )


def _unclaimed(ticket: Ticket, now: datetime) -> None:
    """One working day without anybody taking it, or without an answer to a transfer, is E1."""
    due = holder_calendar(ticket).add_working_days(now, promises.DAYS_TO_ACT)
    assert ticket.holder is not None
    pass_ball(ticket, Ball(ticket.holder, ticket.next_action, due), now=now)
    _escalate(
        ticket,
        Level.E1,
        now=now,
        why="transfer_unanswered" if ticket.offered_to_id else "unclaimed",
    )


def _escalate(ticket: Ticket, level: Level, *, now: datetime, why: str, **facts: str) -> None:
    """Add a person who must act by a date; the holder stays. Nobody to add is an alarm, never a silence."""
    team = ticket.offered_to or ticket.team
    person = above(team, ticket.holder_id)
    ticket.escalation = max(ticket.escalation, level)
    save(ticket, actor=SYSTEM, now=now)
    assert ticket.due_at is not None
    data = {"level": level.value, "why": why, "act_before": ticket.due_at.isoformat(), **facts}
    data |= {"person": person.pk} if person else {"alarm": True}
    record(ticket, EventKind.ESCALATED, actor=SYSTEM, now=now, data=data)


def _remind_requester(ticket: Ticket, now: datetime) -> None:
    """A question or a confirmation still waits: said again, on school days only."""
    ticket.reminders += 1
    following = escalation.next_due(
        watch(ticket),
        holder_calendar=holder_calendar(ticket),
        school_calendar=school_calendar(ticket),
    )
    person = requester_side(ticket, now.astimezone(PARIS).date())
    pass_ball(ticket, Ball(person, ticket.next_action, following.at), now=now)
    save(ticket, actor=SYSTEM, now=now)
    record(
        ticket,
        EventKind.REQUESTER_REMINDED,
        actor=SYSTEM,
        now=now,
        data={"reminder": ticket.reminders},
    )


def _take_silence(ticket: Ticket, now: datetime) -> None:
    """S5 → S8 and S8 → S9 after the reminders, never in holidays, counted apart (DOMAIN §0)."""
    if ticket.status == Status.RESOLVED:
        move(ticket, Deed.SILENT_CLOSURE, actor=SYSTEM, now=now, ball=None, closed_silently=True)
        record(ticket, EventKind.CLOSED_SILENTLY, actor=SYSTEM, now=now)
        return
    days = escalation.REQUESTER_REMINDER_DAYS[Status.RESOLVED]
    due = school_calendar(ticket).add_working_days(now, days)
    holder = requester_side(ticket, now.astimezone(PARIS).date())
    ticket.held_since = now
    move(
        ticket,
        Deed.SILENT_RESOLUTION,
        actor=SYSTEM,
        now=now,
        ball=Ball(holder, next_action.CONFIRM, due),
        resolved_at=now,
    )
    record(ticket, EventKind.RESOLVED_SILENTLY, actor=SYSTEM, now=now)


_STEPS = {
    Step.REMIND: _remind,
    Step.BREAK: _break,
    Step.UNCLAIMED: _unclaimed,
    Step.REMIND_REQUESTER: _remind_requester,
    Step.TAKE_SILENCE: _take_silence,
}
