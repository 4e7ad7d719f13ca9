"""The promise ledger: made, then settled once, for ever (I3, I8)."""

from datetime import date, datetime

from accounts.clock import PARIS
from accounts.permissions import Actor
from accounts.refusals import Invalid
from tickets.enums import EventKind, Outcome, Priority
from tickets.events import record
from tickets.models import Promise, Ticket
from tickets.rules import promises

from .transition import holder_calendar, school_calendar

_EVENT = {
    Outcome.KEPT: EventKind.PROMISE_KEPT,
    Outcome.BROKEN: EventKind.PROMISE_BROKEN,
    Outcome.MOVED: EventKind.PROMISE_MOVED,
}


def check(ticket: Ticket, action: str, day: date, *, now: datetime, visit: bool = False) -> str:
    """The action, cleaned, once action and day can be promised. Raises Invalid on the field at fault."""
    action = action.strip()
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
        calendar=holder_calendar(ticket),
        visit=school_calendar(ticket) if visit else None,
    )
    if reason is not None:
        raise Invalid(reason.code, reason.message, field="promised_on")
    if due_at(ticket, day) <= now:
        raise Invalid(
            "day-over",
            "La journée de travail est finie : promettez un jour à venir.",
            field="promised_on",
        )
    return action


def due_at(ticket: Ticket, day: date) -> datetime:
    """The last working instant of a promised day, by the holder's calendar."""
    return holder_calendar(ticket).end_of_day(day)


def make(ticket: Ticket, action: str, day: date, *, actor: Actor, now: datetime) -> Promise:
    """Write a promise that `check` accepted; the earlier one must be settled."""
    return Promise.objects.create(
        ticket=ticket,
        action=action,
        promised_on=day,
        due_at=due_at(ticket, day),
        made_by_id=actor.person_id,
        made_at=now,
    )


def current(ticket: Ticket) -> Promise | None:
    return Promise.objects.filter(ticket=ticket, outcome=Outcome.OPEN).first()


def settle(
    ticket: Ticket, outcome: Outcome, *, actor: Actor, now: datetime, reason: str = ""
) -> Promise | None:
    """Settle the open promise, if any, and record it. After its date it is broken, whatever the act."""
    promise = current(ticket)
    if promise is None:
        return None
    today = now.astimezone(PARIS).date()
    promise.outcome = promises.settled(outcome, promised_on=promise.promised_on, today=today)
    promise.settled_at = now
    promise.reason = reason if promise.outcome == Outcome.MOVED else ""
    promise.save()
    if kind := _EVENT.get(Outcome(promise.outcome)):
        record(
            ticket,
            kind,
            actor=actor,
            now=now,
            promise=promise,
            data={"promised_on": promise.promised_on.isoformat()},
        )
    return promise
