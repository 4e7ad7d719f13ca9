"""Everything that I see: the list behind the filters."""

from accounts.permissions import Actor
from tickets.models import Family, RequestType, Ticket
from tickets.models.ticket import TicketQuerySet

from .rows import for_rows


def all_tickets(actor: Actor) -> TicketQuerySet:
    """What this actor sees, ready for rows; the caller orders it and takes a page."""
    return for_rows(Ticket.objects.visible_to(actor))


def types_by_family() -> list[tuple[Family, list[RequestType]]]:
    """The catalogue as a select shows it: one query."""
    grouped: dict[int, tuple[Family, list[RequestType]]] = {}
    found = RequestType.objects.filter(active=True).select_related("family")
    for kind in found.only("code", "label", "family__code", "family__label", "family__order"):
        grouped.setdefault(kind.family_id, (kind.family, []))[1].append(kind)
    return list(grouped.values())
