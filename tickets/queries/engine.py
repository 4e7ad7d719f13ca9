"""What the time engine has to do now."""

from datetime import datetime

from django.db.models import F, Q

from tickets.models import Ticket


def due_ids(now: datetime, *, limit: int) -> list[int]:
    """The tickets to wake, the longest due first; those set aside wait for their hour."""
    return list(
        Ticket.objects.filter(wake_at__lte=now)
        .filter(Q(set_aside_until=None) | Q(set_aside_until__lte=now))
        .order_by(F("wake_at"), "pk")
        .values_list("pk", flat=True)[:limit]
    )


def set_aside(ticket_id: int, *, until: datetime) -> None:
    """Leave a failing ticket alone until then: its date and holder are untouched, the log tells the operator."""
    Ticket.objects.filter(pk=ticket_id).update(set_aside_until=until)
