"""Ask the requester, answer, note: the words around a ticket."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.clock import PARIS
from accounts.permissions import Actor
from tickets.enums import Deed, EventKind, MessageKind, Outcome, Status, Visibility
from tickets.events import record
from tickets.models import Message, Ticket
from tickets.permissions import Party, parties
from tickets.queries.holders import back_to
from tickets.rules import next_action, promises

from .attach import Upload
from .ledger import settle
from .lock import lock
from .transition import Ball, holder_calendar, move, requester_ball, save, touch
from .write import write


@transaction.atomic
def ask(
    *,
    number: int,
    question: str,
    actor: Actor,
    now: datetime,
    files: Sequence[Upload] = (),
    version: int | None = None,
) -> Ticket:
    """S5: the ball goes to the requester's side with a question; the targets stand still until it comes back."""
    ticket = lock(number, actor=actor, deed=Deed.ASK, version=version)
    message = write(
        ticket, question, kind=MessageKind.QUESTION, actor=actor, now=now, files=files,
        field="question", missing="Posez votre question.",
    )  # fmt: skip
    settled = settle(ticket, Outcome.RELEASED, now=now)
    move(
        ticket,
        Deed.ASK,
        actor=actor,
        now=now,
        ball=requester_ball(ticket, next_action.ANSWER_QUESTION, Status.WAITING_REQUESTER, now=now),
        settled=settled,
        # A decider's question is answered to who asked for the decision.
        last_holder=ticket.last_holder if ticket.decider else ticket.holder,
        waiting_for="Le demandeur",
        waiting_reason="Une question lui est posée",
    )
    record(ticket, EventKind.ASKED, actor=actor, now=now, message=message)
    return ticket


@transaction.atomic
def answer(
    *,
    number: int,
    body: str,
    actor: Actor,
    now: datetime,
    files: Sequence[Upload] = (),
    version: int | None = None,
) -> Message:
    """A public message. From the requester's side it ends the wait (S5): the last holder has the ball again.

    Never in conflict: two answers written at once are both kept.
    """
    ticket = lock(number, actor=actor, deed=Deed.ANSWER, version=version)
    message = write(ticket, body, kind=MessageKind.ANSWER, actor=actor, now=now, files=files)
    awaited = ticket.status == Status.WAITING_REQUESTER
    if awaited and _answers_for_the_school(actor, ticket):
        due = holder_calendar(ticket).add_working_days(now, promises.DAYS_TO_ACT)
        holder = back_to(ticket, now.astimezone(PARIS).date())
        ball = Ball(holder, next_action.PICK_UP, due)
        move(ticket, Deed.ANSWER, actor=actor, now=now, to=Status.TAKEN, ball=ball)
    else:
        save(ticket, actor=actor, now=now)
    record(
        ticket, EventKind.ANSWERED, actor=actor, now=now, message=message, data={"awaited": awaited}
    )
    return message


@transaction.atomic
def note(
    *,
    number: int,
    body: str,
    actor: Actor,
    now: datetime,
    files: Sequence[Upload] = (),
    version: int | None = None,
) -> Message:
    """An internal note: never shown to anybody of the school, by any path."""
    ticket = lock(number, actor=actor, deed=Deed.NOTE, version=version)
    message = write(ticket, body, kind=MessageKind.NOTE, actor=actor, now=now, files=files)
    touch(ticket, now=now)
    record(
        ticket,
        EventKind.NOTED,
        actor=actor,
        now=now,
        message=message,
        visibility=Visibility.INTERNAL,
    )
    return message


def _answers_for_the_school(actor: Actor, ticket: Ticket) -> bool:
    """Anybody of the school, except a head who asked the question himself and adds to it."""
    return Party.SCHOOL in set(parties(actor, ticket)) and (
        actor.user_id != ticket.last_holder_id or actor.user_id == ticket.holder_id
    )
