"""The page of notices."""

import pytest
import time_machine
from django.test import Client

from notifications.actions.fan_out import fan_out
from notifications.models import Delivery
from tests.factories.tickets import NOW, EventFactory, StrangerFactory, TicketFactory
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
PAGE = "/notifications/"


@pytest.fixture(autouse=True)
def at_ten() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def ticket() -> Ticket:
    event = EventFactory(ticket=TicketFactory())
    fan_out(event_id=event.pk, now=NOW)
    return event.ticket


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    return client


def test_a_visitor_signs_in_first() -> None:
    assert Client().get(PAGE).status_code == 302


def test_a_stranger_sees_nothing_and_marks_nothing(ticket: Ticket) -> None:
    client = signed_in(StrangerFactory())
    assert ticket.title not in client.get(PAGE).content.decode()
    for row in Delivery.objects.all():
        assert client.post(f"{PAGE}{row.pk}/lue/").status_code == 404
    client.post(f"{PAGE}lues/", {"up_to": "999999"})
    assert not Delivery.objects.exclude(read_at=None).exists()


def test_reading_the_page_marks_nothing_the_button_does(ticket: Ticket) -> None:
    client = signed_in(ticket.requester)
    page = client.get(PAGE).content.decode()
    assert ticket.title in page
    assert "Une nouvelle non lue." in page
    assert not Delivery.objects.exclude(read_at=None).exists()
    notice = Delivery.objects.get(recipient=ticket.requester, channel="in_app")
    assert client.get(f"{PAGE}{notice.pk}/lue/").status_code == 405
    assert client.post(f"{PAGE}{notice.pk}/lue/").status_code == 302
    notice.refresh_from_db()
    assert notice.read_at == NOW
    assert "Vous avez tout lu." in client.get(PAGE).content.decode()


def test_all_at_once(ticket: Ticket) -> None:
    client = signed_in(ticket.requester)
    newest = Delivery.objects.filter(recipient=ticket.requester, channel="in_app").latest("pk")
    assert client.post(f"{PAGE}lues/", {"up_to": newest.pk}).status_code == 302
    assert "Vous avez tout lu." in client.get(PAGE).content.decode()


@pytest.mark.parametrize("nonsense", ["", "abc", "-1", "9" * 40, "²"])
def test_nonsense_is_not_there(nonsense: str, ticket: Ticket) -> None:
    client = signed_in(ticket.requester)
    assert client.post(f"{PAGE}lues/", {"up_to": nonsense}).status_code == 404
    if nonsense:
        assert client.get(PAGE, {"avant": nonsense}).status_code == 404
