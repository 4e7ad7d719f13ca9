"""The news of the demo: notices of the last ten days, mails of the last one, nothing of the months before."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db.models import F

from notifications.actions.deliver import deliver
from notifications.actions.fan_out import fan_out
from notifications.actions.watermark import skip_history
from notifications.enums import Channel, Status
from notifications.models import Delivery
from notifications.receivers import on_event
from tickets.models import TicketEvent
from tickets.signals import event_recorded

from .moment import MOMENT

NOTICES_SINCE = MOMENT - timedelta(days=10)
MAILS_SINCE = MOMENT - timedelta(days=1)
#: Who opened Relais on Monday has read what came before.
READ_UNTIL = MOMENT - timedelta(days=3)


@contextmanager
def silence() -> Iterator[None]:
    """No worker is called for each of a thousand deeds told at once. Put it around the transaction."""
    event_recorded.disconnect(on_event)
    try:
        yield
    finally:
        event_recorded.connect(on_event)


def tell() -> None:
    """Tell each recent event at its own time; consider all that went before as told."""
    recent = TicketEvent.objects.filter(at__gte=NOTICES_SINCE).order_by("at", "pk")
    for event_id, at in recent.values_list("pk", "at"):
        fan_out(event_id=event_id, now=at)
    skip_history()
    Delivery.objects.filter(channel=Channel.EMAIL, created_at__lt=MAILS_SINCE).delete()
    notices = Delivery.objects.filter(channel=Channel.IN_APP, status=Status.WAITING)
    notices.update(status=Status.SENT, sent_at=F("created_at"), attempts=1)
    Delivery.objects.filter(channel=Channel.IN_APP, created_at__lt=READ_UNTIL).update(
        read_at=F("created_at") + timedelta(hours=2)
    )


def send_mails(clock: Callable[[], datetime] = lambda: MOMENT) -> int:
    """Carry the mails of the last day, once the transaction is over. Returns how many left."""
    waiting = Delivery.objects.filter(channel=Channel.EMAIL, status=Status.WAITING)
    ids = list(waiting.order_by("next_try_at", "pk").values_list("pk", flat=True))
    return deliver(ids=ids, clock=clock)[Status.SENT]
