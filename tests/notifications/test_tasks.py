"""The minute sweep finds what no bell announced, and stops at nothing."""

from typing import Any

import pytest
import time_machine
from django.core import mail

from notifications import tasks
from notifications.enums import Status
from notifications.models import Delivery, FanOut
from notifications.rules.retry import LEASE
from tests.factories.tickets import NOW, EventFactory, TicketFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_ten() -> Any:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_what_no_bell_announced_is_told_and_sent() -> None:
    events = [EventFactory(ticket=TicketFactory()) for _ in range(3)]
    tasks.sweep()
    assert len(mail.outbox) == 3
    tasks.sweep()
    assert len(mail.outbox) == 3
    assert set(FanOut.objects.values_list("event_id", flat=True)) == {event.pk for event in events}


def test_what_a_dead_worker_had_taken_leaves(at_ten: Any) -> None:
    event = EventFactory()
    tasks.telling.fan_out(event_id=event.pk, now=NOW)
    Delivery.objects.update(status=Status.LEASED, lease_until=NOW + LEASE, attempts=1)
    tasks.sweep()
    assert mail.outbox == []
    at_ten.shift(LEASE)
    tasks.sweep()
    assert len(mail.outbox) == 1


def test_an_event_that_cannot_be_told_stops_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    bad, good = EventFactory(), EventFactory(ticket=TicketFactory())
    real = tasks.telling.fan_out

    def fan_out(*, event_id: int, now: Any) -> list[int]:
        if event_id == bad.pk:
            raise RuntimeError("broken")
        return real(event_id=event_id, now=now)

    monkeypatch.setattr(tasks.telling, "fan_out", fan_out)
    monkeypatch.setattr(tasks, "BATCH", 1)
    tasks.sweep()
    assert FanOut.objects.get().event == good
    assert "could not be told" in caplog.text
    monkeypatch.undo()
    with time_machine.travel(NOW, tick=False):
        tasks.sweep()
    assert FanOut.objects.count() == 2


def test_the_bell_tells_then_another_task_carries(monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[Any] = []
    monkeypatch.setattr(tasks.bell, "ring", lambda task, *args: rung.append((task, args)))
    event = EventFactory()
    tasks.fan_out(event.pk)
    assert mail.outbox == []
    ((task, (ids,)),) = rung
    assert task is tasks.deliver
    tasks.deliver(ids)
    assert len(mail.outbox) == 1
    tasks.fan_out(event.pk)
    assert len(rung) == 1
