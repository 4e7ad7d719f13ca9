"""Take, promise, move a promise, plan: the holder says what comes next and when (I2)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.permissions import Actor
from accounts.refusals import Invalid
from tickets.enums import Deed, EventKind, Outcome, Status
from tickets.events import record
from tickets.models import Ticket

from .ledger import check, current, make, settle
from .lock import lock
from .transition import Ball, move


@transaction.atomic
def take(
    *,
    number: int,
    next_action: str,
    promised_on: date,
    actor: Actor,
    now: datetime,
    version: int | None = None,
) -> Ticket:
    """Hold the ticket by name, with a next action and a promised day."""
    return _commit_to(
        Deed.TAKE, EventKind.TAKEN, number, next_action, promised_on, actor, now, version
    )


@transaction.atomic
def promise(
    *,
    number: int,
    next_action: str,
    promised_on: date,
    actor: Actor,
    now: datetime,
    version: int | None = None,
) -> Ticket:
    """What was promised is done (kept, if in time): here is the next action and its day."""
    return _commit_to(
        Deed.PROMISE, EventKind.PROMISED, number, next_action, promised_on, actor, now, version
    )


@transaction.atomic
def plan(
    *,
    number: int,
    next_action: str,
    promised_on: date,
    actor: Actor,
    now: datetime,
    visit: bool = True,
    version: int | None = None,
) -> Ticket:
    """S4: a dated intervention. visit: somebody comes, so the school must be open that day too."""
    return _commit_to(
        Deed.PLAN, EventKind.PLANNED, number, next_action, promised_on, actor, now, version, visit
    )


@transaction.atomic
def move_promise(
    *,
    number: int,
    promised_on: date,
    reason: str,
    actor: Actor,
    now: datetime,
    version: int | None = None,
) -> Ticket:
    """Another day for the same action, before the promised one is over, with a reason the requester reads (I8).

    Raises Invalid `reason-missing`; after the date the promise is broken, and `promise` gives the new one.
    """
    ticket = lock(number, actor=actor, deed=Deed.MOVE_PROMISE, version=version)
    reason = reason.strip()
    if not reason:
        raise Invalid(
            "reason-missing", "Dites au demandeur pourquoi la date change.", field="reason"
        )
    if len(reason) > 300:
        raise Invalid("reason-too-long", "300 caractères au plus.", field="reason")
    moved = current(ticket)
    if moved is None:
        raise Invalid(
            "no-promise", "Aucune date n'est promise : promettez-en une.", field="promised_on"
        )
    if moved.promised_on == promised_on:
        raise Invalid("same-date", "C'est déjà la date promise.", field="promised_on")
    action = check(ticket, moved.action, promised_on, now=now)
    settle(ticket, Outcome.MOVED, actor=actor, now=now, reason=reason)
    made = make(ticket, action, promised_on, actor=actor, now=now)
    move(
        ticket,
        Deed.MOVE_PROMISE,
        actor=actor,
        now=now,
        ball=Ball(_holder(ticket), action, made.due_at),
        moves=ticket.moves + 1,
    )
    record(
        ticket, EventKind.PROMISED, actor=actor, now=now, promise=made, data={"moves": ticket.moves}
    )
    return ticket


def _commit_to(
    deed: Deed,
    kind: EventKind,
    number: int,
    next_action: str,
    day: date,
    actor: Actor,
    now: datetime,
    version: int | None,
    visit: bool = False,
) -> Ticket:
    ticket = lock(number, actor=actor, deed=deed, version=version)
    action = check(ticket, next_action, day, now=now, visit=visit)
    settle(ticket, Outcome.KEPT, actor=actor, now=now)
    made = make(ticket, action, day, actor=actor, now=now)
    holder = User.objects.get(pk=actor.person_id) if deed is Deed.TAKE else _holder(ticket)
    changes: dict[str, Any] = {"taken_at": ticket.taken_at or now} if deed is Deed.TAKE else {}
    move(
        ticket,
        deed,
        actor=actor,
        now=now,
        ball=Ball(holder, action, made.due_at),
        moves=0,
        **changes,
    )
    record(ticket, kind, actor=actor, now=now, promise=made, data={"promised_on": day.isoformat()})
    return ticket


def _holder(ticket: Ticket) -> User:
    """A deed of the lead leaves the ball where it is; a decision's date stays the decider's."""
    assert ticket.holder is not None, Status(ticket.status)
    return ticket.holder
