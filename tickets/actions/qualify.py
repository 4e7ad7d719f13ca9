"""Qualify: the front desk says what a request is, and the rules say who gets it (R04)."""

from datetime import datetime

from django.db import transaction

from accounts.permissions import Actor
from accounts.refusals import Invalid
from tickets.enums import Deed, EventKind, Outcome
from tickets.events import record
from tickets.models import RequestType, Ticket

from .ledger import settle
from .lock import lock
from .route import route


@transaction.atomic
def qualify(
    *,
    number: int,
    request_type: RequestType,
    actor: Actor,
    now: datetime,
    version: int | None = None,
    network_side: str | None = None,
) -> Ticket:
    """Give the ticket its type and send it to the competent team.

    Raises Invalid when the type is closed, and what `lock` raises.
    """
    ticket = lock(number, actor=actor, deed=Deed.QUALIFY, version=version)
    if not request_type.active:
        raise Invalid("type-closed", "Ce type de demande n'est plus proposé.", field="request_type")
    settle(ticket, Outcome.RELEASED, actor=actor, now=now)
    before = ticket.request_type.code
    ticket.request_type = request_type
    if network_side is not None:
        ticket.network_side = network_side
    record(
        ticket,
        EventKind.QUALIFIED,
        actor=actor,
        now=now,
        data={"from": before, "to": request_type.code},
    )
    route(ticket, actor=actor, now=now)
    return ticket
