"""How old the oldest news is that has not left."""

from datetime import timedelta

import pytest

from notifications.actions.fan_out import fan_out
from notifications.enums import Status
from notifications.models import Delivery
from notifications.queries.outbox import due_deliveries, oldest_unsent_age
from tests.factories.tickets import NOW, EventFactory, TicketFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=7)


def test_nothing_to_send_has_no_age() -> None:
    assert oldest_unsent_age(NOW) is None


def test_an_event_nobody_was_told_of_counts_from_its_instant() -> None:
    EventFactory()
    assert oldest_unsent_age(LATER) == timedelta(minutes=7)


def test_a_message_counts_until_it_is_sent_or_given_up() -> None:
    event = EventFactory()
    fan_out(event_id=event.pk, now=NOW + timedelta(minutes=2))
    assert oldest_unsent_age(LATER) == timedelta(minutes=5)
    Delivery.objects.update(status=Status.SENT, sent_at=NOW)
    assert oldest_unsent_age(LATER) is None


def test_the_urgent_leave_first() -> None:
    for urgent in (False, True):
        fan_out(event_id=EventFactory(ticket=TicketFactory()).pk, now=NOW)
        Delivery.objects.filter(urgent=False).update(urgent=urgent)
    flags = list(due_deliveries(now=NOW).values_list("urgent", flat=True))
    assert flags == sorted(flags, reverse=True)
