"""Decisions: the head approves (R08), the decider decides, a request is refused with its motive."""

from datetime import datetime

from django.db import transaction

from accounts.clock import PARIS
from accounts.permissions import Actor
from accounts.queries.calendars import calendar_value
from tickets.enums import Deed, EventKind, MessageKind, Motive, Outcome
from tickets.events import record
from tickets.models import Ticket
from tickets.queries.competence import destination
from tickets.queries.holders import back_to
from tickets.rules import next_action, promises

from .ledger import settle
from .lock import lock
from .route import move_to_team
from .transition import Ball, move
from .write import write


@transaction.atomic
def approve(*, number: int, actor: Actor, now: datetime, version: int | None = None) -> Ticket:
    """The head agrees: the request goes to the competent team."""
    ticket = lock(number, actor=actor, deed=Deed.APPROVE, version=version)
    found = destination(
        ticket.request_type,
        ticket.school,
        network_side=ticket.network_side,
        on=now.astimezone(PARIS).date(),
    )
    move_to_team(
        ticket,
        Deed.APPROVE,
        found.team,
        actor=actor,
        now=now,
        approved_at=now,
        approval_pending=False,
    )
    record(
        ticket,
        EventKind.APPROVED,
        actor=actor,
        now=now,
        data={"team": found.team.pk, "rule": found.rule and found.rule.pk},
    )
    return ticket


@transaction.atomic
def decide(
    *, number: int, decision: str, actor: Actor, now: datetime, version: int | None = None
) -> Ticket:
    """S7 → S3: the decision is yes, in words the requester reads; who asked for it has one day to give a date.

    A no is `refuse`, with its motive.
    """
    ticket = lock(number, actor=actor, deed=Deed.DECIDE, version=version)
    message = write(
        ticket, decision, kind=MessageKind.ANSWER, actor=actor, now=now,
        field="decision", missing="Écrivez la décision : le demandeur la lira.",
    )  # fmt: skip
    settled = settle(ticket, Outcome.KEPT, now=now)
    due = calendar_value(ticket.team.calendar).add_working_days(now, promises.DAYS_TO_ACT)
    holder = back_to(ticket, now.astimezone(PARIS).date())
    move(
        ticket,
        Deed.DECIDE,
        actor=actor,
        now=now,
        ball=Ball(holder, next_action.CARRY_OUT_DECISION, due),
        settled=settled,
    )
    record(ticket, EventKind.DECIDED, actor=actor, now=now, message=message)
    return ticket


@transaction.atomic
def refuse(
    *,
    number: int,
    motive: Motive,
    explanation: str,
    actor: Actor,
    now: datetime,
    version: int | None = None,
) -> Ticket:
    """S12: a refusal is an answer: a motive, and words for the requester, who may ask once for it to be looked at again."""
    ticket = lock(number, actor=actor, deed=Deed.REFUSE, version=version)
    message = write(
        ticket, explanation, kind=MessageKind.REASON, actor=actor, now=now,
        field="explanation", missing="Expliquez le refus : le demandeur doit pouvoir le comprendre.",
    )  # fmt: skip
    settled = settle(ticket, Outcome.RELEASED, now=now)
    motive = Motive.NOT_APPROVED if ticket.approval_pending else motive
    move(
        ticket,
        Deed.REFUSE,
        actor=actor,
        now=now,
        ball=None,
        settled=settled,
        outcome_motive=motive,
        last_holder=ticket.holder,
    )
    record(
        ticket,
        EventKind.REFUSED,
        actor=actor,
        now=now,
        message=message,
        data={"motive": motive.value},
    )
    return ticket
