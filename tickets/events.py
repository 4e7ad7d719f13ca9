"""The only writer of history. Called by actions alone, inside their transaction."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from accounts.permissions import Actor

from .enums import EventKind, Visibility
from .models import Message, Promise, Ticket, TicketEvent, Transfer
from .signals import event_recorded


def record(
    ticket: Ticket,
    kind: EventKind,
    *,
    actor: Actor,
    now: datetime,
    visibility: Visibility = Visibility.PUBLIC,
    message: Message | None = None,
    promise: Promise | None = None,
    transfer: Transfer | None = None,
    data: dict[str, Any] | None = None,
) -> TicketEvent:
    """Write one event about the ticket as it stands, and ring the bell once it is committed.

    data holds ids, kinds, dates and old values, never prose: texts live in rows that can be redacted.
    """
    event = TicketEvent.objects.create(
        ticket=ticket,
        kind=kind,
        at=now,
        actor_id=actor.user_id,
        visibility=visibility,
        version=ticket.version,
        status=ticket.status,
        team_id=ticket.team_id,
        holder_id=ticket.holder_id,
        message=message,
        promise=promise,
        transfer=transfer,
        data=data or {},
    )
    transaction.on_commit(
        partial(event_recorded.send_robust, sender=TicketEvent, event_id=event.pk), robust=True
    )
    return event
