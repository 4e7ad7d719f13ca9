"""What waits to leave, and for how long."""

from datetime import datetime, timedelta

from django.db.models import Exists, Min, OuterRef, QuerySet

from notifications.enums import UNSENT
from notifications.models import Delivery, FanOut, Watermark
from tickets.models import TicketEvent


def untold_events(*, above: int = 0) -> QuerySet[TicketEvent]:
    """Events that nobody was told of, oldest first.

    The anti-join starts at the high-water mark (actions/watermark.py): it costs what came since, not what
    the history weighs.
    """
    done = Watermark.objects.filter(pk=1).values_list("done_up_to", flat=True).first() or 0
    told = FanOut.objects.filter(event=OuterRef("pk"))
    return TicketEvent.objects.filter(~Exists(told), pk__gt=max(done, above)).order_by("pk")


def due_deliveries(*, now: datetime) -> QuerySet[Delivery]:
    """What is to be sent now, the urgent first."""
    return Delivery.objects.due(now).order_by("-urgent", "next_try_at", "pk")


def oldest_unsent_age(now: datetime) -> timedelta | None:
    """The age of the oldest news that has not left, told or not yet; None: everything left."""
    told = Delivery.objects.filter(status__in=UNSENT).aggregate(at=Min("created_at"))["at"]
    untold = untold_events().values_list("at", flat=True).first()
    oldest = min((at for at in (told, untold) if at is not None), default=None)
    return None if oldest is None else max(now - oldest, timedelta(0))
