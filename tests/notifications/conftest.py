"""What the tests of the outbox share."""

from collections.abc import Callable
from datetime import datetime

import pytest

from notifications.actions.deliver import deliver
from notifications.actions.fan_out import fan_out
from notifications.enums import Channel
from notifications.models import Delivery
from tests.factories.tickets import NOW
from tickets.models import TicketEvent

Tell = Callable[..., list[Delivery]]


@pytest.fixture
def tell() -> Tell:
    """Fan an event out; its e-mail deliveries."""

    def tell_it(event: TicketEvent, now: datetime = NOW) -> list[Delivery]:
        fan_out(event_id=event.pk, now=now)
        return list(Delivery.objects.filter(event=event, channel=Channel.EMAIL).order_by("pk"))

    return tell_it


@pytest.fixture
def send() -> Callable[..., object]:
    """Carry everything that is due at this instant."""

    def send_it(now: datetime = NOW) -> object:
        ids = list(Delivery.objects.due(now).order_by("pk").values_list("pk", flat=True))
        return deliver(ids=ids, clock=lambda: now)

    return send_it
