"""The mark never passes an event that is, or may still become, untold."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction

from notifications.actions import watermark
from notifications.actions.fan_out import fan_out
from notifications.models import Watermark
from notifications.queries.outbox import untold_events
from tests.factories.tickets import NOW, EventFactory, TicketFactory
from tickets.models import Ticket, TicketEvent


def mark() -> int:
    return Watermark.objects.get().done_up_to


@pytest.mark.django_db(transaction=True)
def test_it_follows_what_has_been_told_and_waits_under_what_has_not() -> None:
    first, second, third = (EventFactory(ticket=TicketFactory()) for _ in range(3))
    fan_out(event_id=first.pk, now=NOW)
    fan_out(event_id=third.pk, now=NOW)
    for _ in range(3):
        watermark.advance()
    assert mark() == second.pk - 1
    assert list(untold_events()) == [second]
    fan_out(event_id=second.pk, now=NOW)
    for _ in range(3):
        watermark.advance()
    assert mark() == third.pk


@pytest.mark.django_db(transaction=True)
def test_a_slow_transaction_with_a_lower_id_is_not_passed() -> None:
    slow, fast = TicketFactory(), TicketFactory()
    recorded, go = Event(), Event()
    made: list[int] = []

    def record_slowly() -> None:
        try:
            with transaction.atomic():
                ticket = Ticket.objects.select_for_update().get(pk=slow.pk)
                made.append(EventFactory(ticket=ticket, actor=None).pk)
                recorded.set()
                go.wait(timeout=20)
        finally:
            connection.close()

    thread = Thread(target=record_slowly)
    thread.start()
    assert recorded.wait(timeout=20)
    later = EventFactory(ticket=fast)
    assert made[0] < later.pk
    fan_out(event_id=later.pk, now=NOW)
    for _ in range(4):
        watermark.advance()
    assert mark() < made[0], "the lower id is not visible yet, and not passed"
    go.set()
    thread.join()
    for _ in range(4):
        watermark.advance()
    assert list(untold_events().values_list("pk", flat=True)) == made
    assert mark() == made[0] - 1


@pytest.mark.django_db
def test_a_bulk_load_is_told_to_nobody() -> None:
    EventFactory()
    watermark.skip_history()
    assert not untold_events().exists()
    new = EventFactory(ticket=TicketFactory())
    assert list(untold_events()) == [new]


@pytest.mark.django_db
def test_the_search_starts_at_the_mark() -> None:
    EventFactory()
    watermark.skip_history()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = untold_events().explain()
    assert f"id > {TicketEvent.objects.latest('pk').pk}" in plan
