"""Do the work, then mark it done: what leaves, what is tried again, what is given up."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction

from accounts.enums import Role
from notifications.actions import deliver as module
from notifications.actions.deliver import GONE, NEVER_CAME_BACK, deliver
from notifications.enums import Channel, Status
from notifications.models import Delivery
from notifications.rules.retry import LEASE, TRIES
from tests.factories.accounts import AffiliationFactory
from tests.factories.tickets import NOW, EventFactory, MessageFactory, TicketFactory
from tickets.enums import EventKind, MessageKind, Visibility
from tickets.models import TicketEvent

pytestmark = pytest.mark.django_db
Tell = Callable[..., list[Delivery]]
Send = Callable[..., Any]


class Killed(BaseException):
    """As when the worker dies: nothing after it runs."""


def ids_of(outbox: list[Any]) -> list[str]:
    return [letter.extra_headers["Message-ID"] for letter in outbox]


def test_it_leaves_once_by_each_channel(tell: Tell, send: Send) -> None:
    (row,) = tell(EventFactory())
    assert send() == {Status.SENT: 2}
    assert send(NOW + timedelta(days=4)) == {}
    assert ids_of(mail.outbox) == [row.message_id]
    row.refresh_from_db()
    assert (row.status, row.sent_at, row.lease_until, row.attempts) == (Status.SENT, NOW, None, 1)


def test_killed_between_send_and_mark_it_leaves_again_with_the_same_message_id(
    tell: Tell, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = tell(EventFactory())

    def die(*args: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(module, "_sent", die)
        with pytest.raises(Killed):
            deliver(ids=[row.pk], clock=lambda: NOW)
    assert send(NOW + LEASE / 2)[Status.SENT] == 1, "the notice alone: the mail is still leased"
    assert len(mail.outbox) == 1
    assert send(NOW + LEASE) == {Status.SENT: 1}
    assert ids_of(mail.outbox) == [row.message_id, row.message_id]


def test_a_late_worker_cannot_undo_what_the_next_one_did(
    tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first worker hangs past its lease, the second sends, then the first one fails."""
    (row,) = tell(EventFactory())

    def hang_then_fail(*args: object) -> None:
        monkeypatch.undo()
        deliver(ids=[row.pk], clock=lambda: NOW + LEASE)
        raise OSError("too late")

    monkeypatch.setattr(module, "_carry", hang_then_fail)
    deliver(ids=[row.pk], clock=lambda: NOW)
    row.refresh_from_db()
    assert (row.status, row.attempts, row.last_error) == (Status.SENT, 2, "")


def test_what_always_kills_its_worker_is_given_up(tell: Tell, send: Send) -> None:
    (row,) = tell(EventFactory())
    Delivery.objects.filter(pk=row.pk).update(attempts=TRIES, status=Status.LEASED, lease_until=NOW)
    send()
    row.refresh_from_db()
    assert (row.status, row.last_error) == (Status.DEAD, NEVER_CAME_BACK)
    assert mail.outbox == []


def test_who_no_longer_sees_the_ticket_gets_nothing(tell: Tell, send: Send) -> None:
    event = EventFactory()
    tell(event)
    event.ticket.requester.affiliations.update(ends_on=date(2026, 3, 12))
    assert send() == {Status.DEAD: 2}
    assert mail.outbox == []
    assert set(Delivery.objects.values_list("last_error", flat=True)) == {GONE}


def test_who_has_become_of_the_school_gets_no_internal_note(tell: Tell, send: Send) -> None:
    ticket = TicketFactory()
    note = MessageFactory(ticket=ticket, kind=MessageKind.NOTE, visibility=Visibility.INTERNAL)
    event = EventFactory(
        ticket=ticket,
        kind=EventKind.NOTED,
        visibility=Visibility.INTERNAL,
        message=note,
        actor=None,
    )
    assert tell(event)
    AffiliationFactory(user=ticket.holder, school=ticket.school, role=Role.MANAGER)
    send()
    assert mail.outbox == []


def test_a_letter_that_cannot_be_made_is_tried_again_and_stops_nobody(
    tell: Tell, send: Send, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (bad,), (good,) = tell(EventFactory()), tell(EventFactory())
    real = module._carry

    def carry(delivery: Delivery, *args: Any) -> None:
        if delivery.pk == bad.pk:
            raise KeyError("reason")
        real(delivery, *args)

    monkeypatch.setattr(module, "_carry", carry)
    send()
    bad.refresh_from_db()
    assert ids_of(mail.outbox) == [good.message_id]
    assert (bad.status, bad.next_try_at) == (Status.WAITING, NOW + timedelta(minutes=1))
    assert "KeyError" in bad.last_error
    assert "could not be carried" in caplog.text


def test_a_batch_stops_when_its_time_is_over(tell: Tell) -> None:
    (row,) = tell(EventFactory())
    assert deliver(ids=[row.pk], clock=lambda: NOW, until=NOW) == {}
    row.refresh_from_db()
    assert (row.status, row.attempts) == (Status.WAITING, 0)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_mail_once(tell: Tell) -> None:
    rows = [tell(EventFactory(ticket=TicketFactory()))[0].pk for _ in range(10)]
    barrier = Barrier(4)

    def work() -> None:
        try:
            barrier.wait()
            deliver(ids=rows, clock=lambda: NOW)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids_of(mail.outbox)) == len(set(ids_of(mail.outbox))) == 10
    assert set(Delivery.objects.filter(pk__in=rows).values_list("attempts", flat=True)) == {1}


@pytest.mark.django_db(transaction=True)
def test_nothing_is_locked_while_a_mail_leaves(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow mail server holds no row: the ticket, the event and the delivery can be locked meanwhile."""
    (row,) = tell(EventFactory())
    seen: list[bool] = []
    real = module._carry

    def carry(delivery: Delivery, *args: Any) -> None:
        def look() -> None:
            with transaction.atomic():
                for model in (Delivery, TicketEvent):
                    list(model.objects.select_for_update(nowait=True))
                seen.append(Delivery.objects.get(pk=row.pk).status == Status.LEASED)
            connection.close()

        thread = Thread(target=look)
        thread.start()
        thread.join()
        real(delivery, *args)

    monkeypatch.setattr(module, "_carry", carry)
    deliver(ids=[row.pk], clock=lambda: NOW)
    assert seen == [True]


def test_the_row_says_in_which_channel(tell: Tell) -> None:
    event = EventFactory()
    (row,) = tell(event)
    notice = Delivery.objects.get(event=event, channel=Channel.IN_APP)
    assert row.message_id.endswith("@exemple.test>")
    assert notice.message_id == ""
