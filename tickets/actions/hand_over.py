"""Who leaves leaves nothing behind: every open request gets a new holder the same day (R09)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.clock import PARIS
from accounts.models import User
from accounts.permissions import Actor
from tickets.enums import EventKind
from tickets.events import record
from tickets.models import Ticket
from tickets.queries.holders import requester_side, responsible
from tickets.rules.workflow import WITH_REQUESTER

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

    Called once the person's roles have ended or the account is disabled.
    """
    today = now.astimezone(PARIS).date()
    tickets = (
        Ticket.objects.open()
        .filter(holder=leaver)
        .select_for_update(of=("self",))
        .select_related(
            "school__calendar",
            "team__calendar",
            "team__lead",
            "team__substitute",
            "team__escalation_contact",
            "requester",
        )
        .order_by("number")
    )
    passed = []
    for ticket in tickets:
        if ticket.status in WITH_REQUESTER:
            successor = requester_side(ticket, today)
        else:
            successor = responsible(ticket.team)
        if successor.pk == leaver.pk:
            continue
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
