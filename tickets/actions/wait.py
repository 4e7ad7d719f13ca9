"""Wait for a third party or a decision: only with a motive, an addressee and an end date (I4)."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import Team
from accounts.permissions import Actor
from accounts.queries.calendars import calendar_value
from accounts.refusals import Invalid
from tickets.enums import Deed, EventKind, Outcome
from tickets.events import record
from tickets.models import Ticket
from tickets.queries.holders import responsible
from tickets.rules import next_action, texts

from .ledger import check, make, settle
from .lock import lock
from .transition import Ball, move


@transaction.atomic
def wait_third_party(
    *,
    number: int,
    third_party: str,
    reason: str,
    until: date,
    actor: Actor,
    now: datetime,
    version: int | None = None,
) -> Ticket:
    """S6: the inside person stays the holder, and the clock runs. Raises Invalid on the field at fault."""
    ticket = lock(number, actor=actor, deed=Deed.WAIT_THIRD_PARTY, version=version)
    third_party = _said(
        third_party, "third_party", "Dites qui vous attendez (fournisseur, opérateur…).", 160
    )
    reason = _said(
        reason, "reason", "Dites ce que vous attendez, pour que le demandeur le sache.", 300
    )
    action = check(ticket, next_action.hear_from(third_party), until, now=now)
    settled = settle(ticket, Outcome.KEPT, now=now)
    made = make(ticket, action, until, actor=actor, now=now)
    assert ticket.holder is not None
    move(
        ticket,
        Deed.WAIT_THIRD_PARTY,
        actor=actor,
        now=now,
        ball=Ball(ticket.holder, action, made.due_at),
        settled=settled,
        waiting_for=third_party,
        waiting_reason=reason,
        moves=0,
    )
    record(
        ticket,
        EventKind.WAITING_THIRD_PARTY,
        actor=actor,
        now=now,
        promise=made,
        data={"until": until.isoformat()},
    )
    return ticket


@transaction.atomic
def wait_decision(
    *,
    number: int,
    decider: Team,
    reason: str,
    until: date,
    actor: Actor,
    now: datetime,
    version: int | None = None,
) -> Ticket:
    """S7: the decider's lead holds until the decision; the ball then comes back to who asked."""
    ticket = lock(number, actor=actor, deed=Deed.WAIT_DECISION, version=version)
    reason = _said(reason, "reason", "Dites quelle décision vous attendez.", 300)
    if not decider.can_receive:
        raise Invalid(
            "team-cannot-receive",
            "Cette file n'a pas de responsable : choisissez-en une autre.",
            field="decider",
        )
    theirs = calendar_value(decider.calendar)
    action = check(ticket, next_action.RENDER_DECISION, until, now=now, calendar=theirs)
    settled = settle(ticket, Outcome.KEPT, now=now)
    made = make(ticket, action, until, actor=actor, now=now, calendar=theirs)
    move(
        ticket,
        Deed.WAIT_DECISION,
        actor=actor,
        now=now,
        ball=Ball(responsible(decider), action, made.due_at),
        settled=settled,
        last_holder=ticket.holder,
        decider=decider,
        waiting_for=decider.name[:160],
        waiting_reason=reason,
        moves=0,
    )
    record(
        ticket,
        EventKind.WAITING_DECISION,
        actor=actor,
        now=now,
        promise=made,
        data={"decider": decider.pk, "until": until.isoformat()},
    )
    return ticket


def _said(text: str, field: str, missing: str, limit: int) -> str:
    text = texts.line(text)
    if not text:
        raise Invalid(f"{field}-missing", missing, field=field)
    if len(text) > limit:
        raise Invalid(f"{field}-too-long", f"{limit} caractères au plus.", field=field)
    return text
