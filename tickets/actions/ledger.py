"""The promise ledger: made, then settled once, for ever (I3, I8)."""

from datetime import date, datetime

from accounts.clock import PARIS
from accounts.permissions import Actor
from accounts.refusals import Invalid
from accounts.rules.calendar import WorkingCalendar
from tickets.enums import Outcome, Priority
from tickets.models import Promise, Ticket
from tickets.rules import promises, texts

from .transition import holder_calendar, school_calendar


def check(
    ticket: Ticket,
    action: str,
    day: date,
    *,
    now: datetime,
    visit: bool = False,
    calendar: WorkingCalendar | None = None,
) -> str:
    """The action, cleaned, once action and day can be promised. Raises Invalid on the field at fault.

    calendar: of who will have to keep it, the holder's by default; visit: the school must be open too.
    """
    calendar = calendar or holder_calendar(ticket)
    action = texts.line(action)
    if not action:
        raise Invalid("next-action-missing", "Dites ce que vous allez faire.", field="next_action")
    if len(action) > 200:
        raise Invalid(
            "next-action-too-long",
            "200 caractères au plus : allez à l'essentiel.",
            field="next_action",
        )
    reason = promises.why_not(
        day,
        today=now.astimezone(PARIS).date(),
        priority=Priority(ticket.priority),
        calendar=calendar,
        visit=school_calendar(ticket) if visit else None,
    )
    if reason is not None:
        raise Invalid(reason.code, reason.message, field="promised_on")
    if calendar.end_of_day(day) <= now:
        raise Invalid(
            "day-over",
            "La journée de travail est finie : promettez un jour à venir.",
            field="promised_on",
        )
    return action


def make(
    ticket: Ticket,
    action: str,
    day: date,
    *,
    actor: Actor,
    now: datetime,
    calendar: WorkingCalendar | None = None,
) -> Promise:
    """Write a promise that `check` accepted; the earlier one must be settled. Due at the end of that working day."""
    return Promise.objects.create(
        ticket=ticket,
        action=action,
        promised_on=day,
        due_at=(calendar or holder_calendar(ticket)).end_of_day(day),
        made_by_id=actor.person_id,
        made_at=now,
    )


def current(ticket: Ticket) -> Promise | None:
    return Promise.objects.filter(ticket=ticket, outcome=Outcome.OPEN).first()


def settle(ticket: Ticket, outcome: Outcome, *, now: datetime, reason: str = "") -> Promise | None:
    """Settle the open promise, if any; `move` or `record_settled` tells it. After its date it is broken, whatever the act."""
    promise = current(ticket)
    if promise is None:
        return None
    today = now.astimezone(PARIS).date()
    promise.outcome = promises.settled(outcome, promised_on=promise.promised_on, today=today)
    promise.settled_at = now
    promise.reason = reason if promise.outcome == Outcome.MOVED else ""
    promise.save()
    return promise
