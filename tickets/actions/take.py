"""Take, promise, move a promise, plan: the holder says what comes next and when (I2)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.permissions import Actor
from accounts.refusals import Invalid
from tickets.enums import Deed, EventKind, Level, Outcome, Status
from tickets.events import record
from tickets.models import Ticket
from tickets.queries.holders import above
from tickets.rules import promises, texts

from .escalate import record_escalation
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
    """Another day for the same action, with a reason the requester reads; the second move in a row is E1 (I8).

    Once the promised day is over nothing moves any more: that promise is broken, and this is a new one.
    Raises Invalid on the field at fault.
    """
    ticket = lock(number, actor=actor, deed=Deed.MOVE_PROMISE, version=version)
    reason = texts.line(reason)
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
    settled = settle(ticket, Outcome.MOVED, now=now, reason=reason)
    moves = ticket.moves + 1 if settled and settled.outcome == Outcome.MOVED else 0
    made = make(ticket, action, promised_on, actor=actor, now=now)
    again = moves >= promises.MOVES_BEFORE_ESCALATION
    move(
        ticket,
        Deed.MOVE_PROMISE,
        actor=actor,
        now=now,
        ball=Ball(_holder(ticket), action, made.due_at),
        settled=settled,
        moves=moves,
        escalation=max(ticket.escalation, Level.E1) if again else ticket.escalation,
    )
    record(ticket, EventKind.PROMISED, actor=actor, now=now, promise=made, data={"moves": moves})
    if again:
        person = above(ticket.hands, ticket.holder_id)
        record_escalation(ticket, Level.E1, why="moved_again", person=person, actor=actor, now=now)
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
    settled = settle(ticket, Outcome.KEPT, now=now)
    made = make(ticket, action, day, actor=actor, now=now)
    holder = User.objects.get(pk=actor.person_id) if deed is Deed.TAKE else _holder(ticket)
    changes: dict[str, Any] = {"taken_at": ticket.taken_at or now} if deed is Deed.TAKE else {}
    if deed is Deed.PLAN:
        # Who decides and says when carries it out: the request is in that team's hands from then on.
        changes["team"] = ticket.hands
    move(
        ticket,
        deed,
        actor=actor,
        now=now,
        ball=Ball(holder, action, made.due_at),
        settled=settled,
        moves=0,
        **changes,
    )
    record(ticket, kind, actor=actor, now=now, promise=made, data={"promised_on": day.isoformat()})
    return ticket


def _holder(ticket: Ticket) -> User:
    """A deed of the lead leaves the ball where it is; a decision's date stays the decider's."""
    assert ticket.holder is not None, Status(ticket.status)
    return ticket.holder
