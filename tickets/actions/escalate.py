"""Escalation adds a person who must act by a date; it never takes the ball from the holder (§4.2)."""

from datetime import datetime

from accounts.models import User
from accounts.permissions import Actor
from tickets.enums import EventKind, Level
from tickets.events import record
from tickets.models import Ticket, Transfer


def record_escalation(
    ticket: Ticket,
    level: Level,
    *,
    why: str,
    person: User | None,
    actor: Actor,
    now: datetime,
    transfer: Transfer | None = None,
    **facts: str,
) -> None:
    """Told once the ticket is saved with its level. Nobody to add is an alarm, never a silence."""
    assert ticket.due_at is not None, "only an open ticket is escalated"
    data = {"level": level.value, "why": why, "act_before": ticket.due_at.isoformat(), **facts}
    data |= {"person": person.pk} if person else {"alarm": True}
    record(ticket, EventKind.ESCALATED, actor=actor, now=now, transfer=transfer, data=data)
