"""Qualify: the front desk says what a request is, and the rules say who gets it (R04)."""

from datetime import datetime

from django.db import transaction

from accounts.permissions import Actor
from accounts.refusals import Invalid
from tickets.enums import Deed, EventKind, Outcome
from tickets.events import record
from tickets.models import RequestType, Ticket
from tickets.permissions import Party, parties

from .aim import aim
from .ledger import settle
from .lock import lock
from .route import find, is_unclear, route
from .transfer import refuse_if_arbitrated


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
    """Give the ticket its type, its priority and its targets, and send it to the competent team.

    Raises Invalid when the type is closed or is itself to be qualified, Refusal `already-arbitrated`, and
    what `lock` raises.
    """
    ticket = lock(number, actor=actor, deed=Deed.QUALIFY, version=version)
    if not request_type.active:
        raise Invalid("type-closed", "Ce type de demande n'est plus proposé.", field="request_type")
    if is_unclear(request_type):
        raise Invalid(
            "type-unclear",
            "Dites ce que c'est ; s'il manque quelque chose pour le savoir, posez la question.",
            field="request_type",
        )
    if Party.REFERENT not in set(parties(actor, ticket)):
        refuse_if_arbitrated(ticket)
    before = ticket.request_type.code
    ticket.request_type = request_type
    if network_side is not None:
        ticket.network_side = network_side
    found = find(ticket, now=now)
    aim(ticket, found.team)
    settled = settle(ticket, Outcome.RELEASED, now=now)
    routed = route(ticket, found, actor=actor, now=now, settled=settled)
    data = {"from": before, "to": request_type.code}
    record(ticket, EventKind.QUALIFIED, actor=actor, now=now, data=data)
    record(ticket, routed.kind, actor=actor, now=now, data=routed.data)
    return ticket
