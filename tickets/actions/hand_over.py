"""Who leaves leaves nothing behind: every open request gets a new holder the same day (R09)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts.clock import PARIS
from accounts.enums import TeamKind
from accounts.models import User
from accounts.permissions import Actor
from tickets.enums import EventKind
from tickets.events import record
from tickets.models import Ticket
from tickets.queries.holders import in_charge, may_hold, referents, requester_side, was_referent
from tickets.rules.workflow import WITH_REQUESTER

from .lock import AROUND, hold
from .transition import Ball, pass_ball, save


@dataclass(frozen=True)
class HandedOver:
    """One request that passed from a leaver to a new holder."""

    number: int
    title: str
    new_holder: User


@transaction.atomic
def hand_over(*, leaver: User, actor: Actor, now: datetime) -> list[HandedOver]:
    """Pass every open request that this person may no longer hold. Dates and actions stay.

    Called once the person's roles have ended or the account is disabled. Raises Refusal when nobody is left,
    not even at the front desk.
    """
    today = now.astimezone(PARIS).date()
    ids = hold(holder=leaver)
    tickets = Ticket.objects.open().filter(pk__in=ids, holder=leaver)
    people = ("lead", "substitute", "escalation_contact")
    around = (f"{team}__{person}" for team in ("team", "decider") for person in people)
    passed = []
    for ticket in tickets.select_related(*AROUND, *around).order_by("number"):
        if may_hold(leaver, ticket, today):
            continue
        successor = _successor(ticket, leaver, today)
        assert ticket.due_at is not None
        pass_ball(ticket, Ball(successor, ticket.next_action, ticket.due_at), now=now)
        save(ticket, actor=actor, now=now)
        record(
            ticket,
            EventKind.HOLDER_REPLACED,
            actor=actor,
            now=now,
            data={"from": leaver.pk, "to": successor.pk},
        )
        passed.append(HandedOver(ticket.number, ticket.title, successor))
    return passed


def _successor(ticket: Ticket, leaver: User, today: date) -> User:
    if ticket.status in WITH_REQUESTER:
        return requester_side(ticket, today, but=leaver.pk)
    if ticket.hands.kind == TeamKind.DRANE and was_referent(leaver, ticket.school.departement):
        judges = referents(ticket.school.departement, today)
        if others := [judge for judge in judges if judge.pk != leaver.pk]:
            return others[0]
    return in_charge(ticket.hands, ticket.school, but=leaver.pk)
