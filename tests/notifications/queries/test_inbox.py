"""A person's notices: his own, of tickets that he sees, newest first."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.models import User
from accounts.permissions import Actor
from accounts.queries.actors import actor_for
from notifications.actions.fan_out import fan_out
from notifications.actions.mark_read import mark_all_read
from notifications.queries import inbox as module
from notifications.queries.inbox import inbox, unread_count
from tests.factories.accounts import AffiliationFactory
from tests.factories.tickets import NOW, EventFactory, TicketFactory
from tickets.enums import EventKind, Visibility
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def actor(user: User) -> Actor:
    return actor_for(user, NOW.date())


def news(ticket: Ticket, count: int = 1) -> None:
    for n in range(count):
        event = EventFactory(ticket=ticket, at=NOW + timedelta(minutes=n))
        fan_out(event_id=event.pk, now=NOW)


def test_pages_follow_each_other_without_gap_or_repeat(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = TicketFactory()
    news(ticket, 5)
    monkeypatch.setattr(module, "PAGE", 2)
    me, seen, before = actor(ticket.requester), [], None
    while page := inbox(me, now=NOW, before=before):
        seen += [notice.id for notice in page]
        before = page[-1].id
    assert len(seen) == 5
    assert seen == sorted(seen, reverse=True)


def test_a_line_says_what_happened_and_who_has_the_ball() -> None:
    ticket = TicketFactory()
    news(ticket)
    (notice,) = inbox(actor(ticket.requester), now=NOW)
    assert (notice.what, notice.who, notice.number) == (
        "réponse",
        str(ticket.holder),
        ticket.number,
    )
    assert notice.ball.startswith(f"Entre les mains de {ticket.holder} (depuis 3 j)")
    assert not notice.read


def test_what_one_no_longer_sees_is_no_longer_there() -> None:
    ticket = TicketFactory()
    news(ticket)
    ticket.requester.affiliations.update(ends_on=date(2026, 3, 12))
    me = actor(ticket.requester)
    assert inbox(me, now=NOW) == []
    assert unread_count(me) == 0


def test_who_comes_to_the_school_loses_its_internal_notes() -> None:
    ticket = TicketFactory()
    event = EventFactory(
        ticket=ticket, kind=EventKind.NOTED, visibility=Visibility.INTERNAL, actor=None
    )
    fan_out(event_id=event.pk, now=NOW)
    assert len(inbox(actor(ticket.holder), now=NOW)) == 1
    AffiliationFactory(user=ticket.holder, school=ticket.school, role=Role.MANAGER)
    assert inbox(actor(ticket.holder), now=NOW) == []


def test_the_count_stops_at_many(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = TicketFactory()
    news(ticket, 4)
    me = actor(ticket.requester)
    assert unread_count(me) == 4
    monkeypatch.setattr(module, "MANY", 3)
    assert unread_count(me) == 3


def test_reading_all_leaves_what_came_meanwhile() -> None:
    ticket = TicketFactory()
    news(ticket, 2)
    me = actor(ticket.requester)
    newest = inbox(me, now=NOW)[0].id
    news(ticket)
    assert mark_all_read(up_to=newest, actor=me, now=NOW) == 2
    assert unread_count(me) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_is_one_query(count: int) -> None:
    ticket: Any = TicketFactory()
    news(ticket, count)
    me = actor(ticket.requester)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(inbox(me, now=NOW)) == count
    assert len(queries) == 1
