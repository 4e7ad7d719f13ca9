"""Told once, to those it concerns, never to a stranger."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from accounts.enums import Role, TeamKind
from notifications.actions.fan_out import fan_out
from notifications.enums import Channel
from notifications.models import Delivery, FanOut
from tests.factories.accounts import AffiliationFactory, TeamFactory, UserFactory
from tests.factories.tickets import (
    NOW,
    EventFactory,
    MessageFactory,
    StrangerFactory,
    TicketFactory,
)
from tickets.enums import EventKind, MessageKind, Visibility
from tickets.models import Follower, Ticket, TicketEvent

pytestmark = pytest.mark.django_db


def told(event: TicketEvent, channel: Channel = Channel.EMAIL) -> set[int]:
    fan_out(event_id=event.pk, now=NOW)
    rows = Delivery.objects.filter(event__ticket=event.ticket, channel=channel)
    return set(rows.values_list("recipient_id", flat=True))


def follow(ticket: Ticket, *users: object) -> None:
    for user in users:
        Follower.objects.create(ticket=ticket, user=user, since=NOW)


def test_twice_is_once() -> None:
    event = EventFactory()
    first = fan_out(event_id=event.pk, now=NOW)
    assert first
    assert fan_out(event_id=event.pk, now=NOW + timedelta(hours=1)) == []
    assert Delivery.objects.count() == len(first)
    assert FanOut.objects.get().done_at == NOW


def test_a_person_is_never_told_twice_of_an_event_whatever_he_is_to_it() -> None:
    event = EventFactory(kind=EventKind.ASKED, actor=None)
    follow(event.ticket, event.ticket.requester)
    fan_out(event_id=event.pk, now=NOW)
    rows = Delivery.objects.filter(recipient=event.ticket.requester)
    assert sorted(rows.values_list("channel", flat=True)) == ["email", "in_app"]


def test_who_did_it_is_not_told() -> None:
    event = EventFactory(kind=EventKind.TAKEN)
    assert told(event) == {event.ticket.requester_id}


def test_the_requester_gets_a_receipt() -> None:
    ticket = TicketFactory()
    event = EventFactory(ticket=ticket, kind=EventKind.OPENED, actor=ticket.requester)
    assert told(event) == {ticket.requester_id, ticket.holder_id}


def test_a_stranger_is_never_told_even_when_he_follows() -> None:
    event = EventFactory()
    stranger, leaver, gone = StrangerFactory(), UserFactory(), UserFactory(is_active=False)
    AffiliationFactory(user=leaver, school=event.ticket.school, ends_on=date(2026, 3, 12))
    AffiliationFactory(user=gone, school=event.ticket.school)
    follow(event.ticket, stranger, leaver, gone)
    assert told(event) == {event.ticket.requester_id}
    assert told(event, Channel.IN_APP) == {event.ticket.requester_id}


def test_who_may_see_and_follows_is_told() -> None:
    event = EventFactory()
    colleague = AffiliationFactory(school=event.ticket.school).user
    follow(event.ticket, colleague)
    assert told(event) == {event.ticket.requester_id, colleague.pk}


def test_an_internal_note_never_reaches_the_school() -> None:
    """Not even somebody of the school who also works in the team."""
    ticket = TicketFactory()
    both = AffiliationFactory(school=ticket.school, role=Role.MANAGER).user
    AffiliationFactory(user=both, role=Role.TECHNICIAN, team=ticket.team)
    mate = AffiliationFactory(role=Role.TECHNICIAN, team=ticket.team).user
    follow(ticket, ticket.requester, both, mate)
    note = MessageFactory(
        ticket=ticket, kind=MessageKind.NOTE, visibility=Visibility.INTERNAL, author=mate
    )
    event = EventFactory(
        ticket=ticket,
        kind=EventKind.NOTED,
        visibility=Visibility.INTERNAL,
        message=note,
        actor=UserFactory(),
    )
    assert told(event, Channel.IN_APP) == {ticket.holder_id, mate.pk}
    assert told(event) == {ticket.holder_id}


def test_one_deed_of_several_events_is_one_message_each() -> None:
    """Routed at opening: the holder hears of the opening, not of each step; so does the requester."""
    ticket = TicketFactory()
    desk = TeamFactory(kind=TeamKind.FRONT_DESK)
    opened = EventFactory(
        ticket=ticket, kind=EventKind.OPENED, actor=ticket.requester, team=desk, holder=desk.lead
    )
    EventFactory(ticket=ticket, kind=EventKind.ROUTED, actor=ticket.requester, version=2)
    assert told(opened) == {ticket.requester_id, ticket.holder_id}
    assert Delivery.objects.filter(channel=Channel.EMAIL).count() == 2
    assert FanOut.objects.count() == 2


def test_a_late_act_tells_the_act_to_whom_it_concerns_at_once() -> None:
    ticket = TicketFactory()
    broken = EventFactory(ticket=ticket, kind=EventKind.PROMISE_BROKEN)
    EventFactory(ticket=ticket, kind=EventKind.RESOLVED)
    told(broken)
    row = Delivery.objects.get(recipient=ticket.requester, channel=Channel.EMAIL)
    assert row.event.kind == EventKind.RESOLVED


def test_two_deeds_at_the_same_instant_by_two_people_are_told_apart() -> None:
    ticket = TicketFactory()
    colleague = AffiliationFactory(school=ticket.school).user
    first = EventFactory(ticket=ticket)
    second = EventFactory(ticket=ticket, actor=colleague)
    fan_out(event_id=first.pk, now=NOW)
    fan_out(event_id=second.pk, now=NOW)
    rows = Delivery.objects.filter(recipient=ticket.requester, channel=Channel.EMAIL)
    assert {row.event_id for row in rows} == {first.pk, second.pk}


def test_the_lead_must_act_and_the_requester_hears_of_the_broken_promise() -> None:
    ticket = TicketFactory()
    technician = AffiliationFactory(role=Role.TECHNICIAN, team=ticket.team).user
    ticket.holder = technician
    ticket.save()
    broken = EventFactory(ticket=ticket, kind=EventKind.PROMISE_BROKEN, actor=None)
    EventFactory(
        ticket=ticket,
        kind=EventKind.ESCALATED,
        actor=None,
        data={"level": 1, "person": ticket.team.lead_id, "why": "promise_broken"},
    )
    assert told(broken) == {ticket.requester_id, technician.pk, ticket.team.lead_id}
    by_person = {row.recipient_id: row.event.kind for row in Delivery.objects.all()}
    assert by_person == {
        ticket.requester_id: EventKind.PROMISE_BROKEN,
        technician.pk: EventKind.PROMISE_BROKEN,
        ticket.team.lead_id: EventKind.ESCALATED,
    }


def test_when_the_requester_has_left_his_successor_is_told() -> None:
    ticket = TicketFactory()
    ticket.requester.affiliations.update(ends_on=date(2026, 3, 1))
    successor = AffiliationFactory(school=ticket.school).user
    assert told(EventFactory(ticket=ticket)) == {successor.pk}


def test_the_receiving_lead_is_told_of_a_transfer() -> None:
    receiving = TeamFactory()
    ticket = TicketFactory()
    ticket.seen_by_teams = [*ticket.seen_by_teams, receiving.pk]
    ticket.save()
    transfer = ticket.transfer_set.create(
        from_team=ticket.team,
        to_team=receiving,
        asked_by=ticket.holder,
        asked_at=NOW,
        answer_due_at=NOW,
        reason="C'est le réseau de la région",
    )
    event = EventFactory(ticket=ticket, kind=EventKind.TRANSFER_ASKED, transfer=transfer)
    assert told(event) == {ticket.requester_id, receiving.lead_id}


@pytest.mark.django_db(transaction=True)
def test_while_another_worker_tells_it_nothing_is_done_and_nothing_waits() -> None:
    event = EventFactory()
    results: list[list[int]] = []

    def other() -> None:
        results.append(fan_out(event_id=event.pk, now=NOW))
        connection.close()

    with transaction.atomic():
        list(TicketEvent.objects.select_for_update(no_key=True).filter(pk=event.pk))
        thread = Thread(target=other)
        thread.start()
        thread.join(timeout=10)
        assert not thread.is_alive()
    assert results == [[]]
    assert not FanOut.objects.exists()
    assert fan_out(event_id=event.pk, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_eight_workers_at_once_tell_once() -> None:
    ticket = TicketFactory()
    events = [
        EventFactory(ticket=ticket, kind=kind) for kind in (EventKind.TAKEN, EventKind.PROMISED)
    ]
    barrier = Barrier(8)

    def work(event_id: int) -> None:
        try:
            barrier.wait()
            fan_out(event_id=event_id, now=NOW)
        finally:
            connection.close()

    threads = [Thread(target=work, args=(events[n % 2].pk,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert FanOut.objects.count() == 2
    assert Delivery.objects.filter(channel=Channel.EMAIL).count() == 1
