"""What the time engine does to one ticket: remind, write a broken promise, escalate, take silence for an answer."""

from datetime import datetime

from django.db import transaction

from accounts.clock import PARIS
from accounts.permissions import Actor
from tickets.enums import Deed, EventKind, Level, Outcome, Status
from tickets.events import record
from tickets.models import Ticket
from tickets.queries.holders import above, referent, requester_side
from tickets.rules import escalation, next_action, promises
from tickets.rules.escalation import Step

from .escalate import record_escalation
from .ledger import settle
from .lock import AROUND, hold
from .transition import (
    Ball,
    holder_calendar,
    move,
    pass_ball,
    record_settled,
    requester_ball,
    save,
    school_calendar,
    watch,
)

SYSTEM = Actor.system()


@transaction.atomic
def wake(ticket_id: int, *, now: datetime) -> Step | None:
    """Do the next step of a ticket if it is due, under its lock. None: another sweep did it, or it is not due."""
    if not hold(skip_locked=True, pk=ticket_id, wake_at__lte=now):
        return None
    ticket = Ticket.objects.select_related(*AROUND, "offered_to").get(pk=ticket_id)
    if not ticket.is_open:
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
    data = {"promised_on": str(ticket.promised_on)}
    record(ticket, EventKind.REMINDED, actor=SYSTEM, now=now, data=data)


def _break(ticket: Ticket, now: datetime) -> None:
    """I3: the date was not kept: it is written, the requester told, a new date asked for, the lead warned (E1)."""
    broken = settle(ticket, Outcome.BROKEN, now=now)
    missed = ticket.promised_on
    assert ticket.holder is not None and missed is not None
    due = promises.new_date_before(
        missed, today=now.astimezone(PARIS).date(), calendar=holder_calendar(ticket)
    )
    # A head whose approval is awaited owes a yes or a no, not a date (R08).
    action = ticket.next_action if ticket.approval_pending else next_action.PROMISE_AGAIN
    pass_ball(ticket, Ball(ticket.holder, action, due), now=now)
    ticket.escalation = max(ticket.escalation, Level.E1)
    save(ticket, actor=SYSTEM, now=now)
    record_settled(ticket, broken, actor=SYSTEM, now=now)
    record_escalation(
        ticket,
        Level.E1,
        why="promise_broken" if broken else "date_passed",
        person=above(ticket.hands, ticket.holder_id),
        actor=SYSTEM,
        now=now,
        missed=str(missed),
    )


def _unclaimed(ticket: Ticket, now: datetime) -> None:
    """One working day without anybody taking it, or without an answer to a transfer, is E1; an arbitration that
    does not come is told to the référent again.
    """
    level = Level.E2 if ticket.in_arbitration else Level.E1
    if ticket.in_arbitration:
        why = "arbitration_late"
        person = referent(ticket.school.departement, now.astimezone(PARIS).date())
    else:
        why = "transfer_unanswered" if ticket.offered_to else "unclaimed"
        person = above(ticket.offered_to or ticket.team, ticket.holder_id)
    due = holder_calendar(ticket).add_working_days(now, promises.DAYS_TO_ACT)
    assert ticket.holder is not None
    pass_ball(ticket, Ball(ticket.holder, ticket.next_action, due), now=now)
    ticket.escalation = max(ticket.escalation, level)
    save(ticket, actor=SYSTEM, now=now)
    record_escalation(ticket, level, why=why, person=person, actor=SYSTEM, now=now)


def _remind_requester(ticket: Ticket, now: datetime) -> None:
    """A question or a confirmation still waits: said again, on school days only. Who has left the school is
    replaced first, and has the whole time.
    """
    person = requester_side(ticket, now.astimezone(PARIS).date())
    if person.pk != ticket.holder_id:
        data = {"from": ticket.holder_id, "to": person.pk}
        action, status = ticket.next_action, Status(ticket.status)
        pass_ball(ticket, requester_ball(ticket, action, status, now=now), now=now)
        save(ticket, actor=SYSTEM, now=now)
        record(ticket, EventKind.HOLDER_REPLACED, actor=SYSTEM, now=now, data=data)
        return
    reminders = ticket.reminders + 1
    ticket.reminders = reminders
    following = escalation.next_due(
        watch(ticket),
        holder_calendar=holder_calendar(ticket),
        school_calendar=school_calendar(ticket),
    )
    pass_ball(ticket, Ball(person, ticket.next_action, following.at), now=now)
    ticket.reminders = reminders
    save(ticket, actor=SYSTEM, now=now)
    data = {"reminder": reminders}
    record(ticket, EventKind.REQUESTER_REMINDED, actor=SYSTEM, now=now, data=data)


def _take_silence(ticket: Ticket, now: datetime) -> None:
    """S5 → S8 and S8 → S9 after the reminders, never in holidays, counted apart (DOMAIN §0)."""
    if ticket.status == Status.RESOLVED:
        move(ticket, Deed.SILENT_CLOSURE, actor=SYSTEM, now=now, ball=None, closed_silently=True)
        record(ticket, EventKind.CLOSED_SILENTLY, actor=SYSTEM, now=now)
        return
    move(
        ticket,
        Deed.SILENT_RESOLUTION,
        actor=SYSTEM,
        now=now,
        ball=requester_ball(ticket, next_action.CONFIRM, Status.RESOLVED, now=now),
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
