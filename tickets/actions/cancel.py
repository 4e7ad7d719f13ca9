"""Cancel and restore: the requester's own, from any open state."""

from datetime import datetime

from django.db import transaction

from accounts.permissions import Actor
from tickets.enums import Deed, EventKind, Outcome
from tickets.events import record
from tickets.models import Ticket

from .ledger import settle
from .lock import lock
from .route import to_front_desk
from .transfer import drop_pending
from .transition import move


@transaction.atomic
def cancel(*, number: int, actor: Actor, now: datetime, version: int | None = None) -> Ticket:
    """S13: no longer needed."""
    ticket = lock(number, actor=actor, deed=Deed.CANCEL, version=version)
    settled = settle(ticket, Outcome.RELEASED, now=now)
    drop_pending(ticket, now=now)
    move(
        ticket, Deed.CANCEL, actor=actor, now=now, ball=None, settled=settled,
        offered_to=None, in_arbitration=False, last_holder=ticket.holder,
    )  # fmt: skip
    record(ticket, EventKind.CANCELLED, actor=actor, now=now)
    return ticket


@transaction.atomic
def restore(*, number: int, actor: Actor, now: datetime, version: int | None = None) -> Ticket:
    """S13 → S1: needed after all; the front desk sends it on its way again."""
    ticket = lock(number, actor=actor, deed=Deed.RESTORE, version=version)
    to_front_desk(ticket, Deed.RESTORE, actor=actor, now=now)
    record(ticket, EventKind.RESTORED, actor=actor, now=now)
    return ticket
