"""The list and the detail: what one may see, in as many queries for one as for three."""

from typing import Any

import pytest

from tests.api.conftest import BASE, Api, assert_problem
from tests.factories.tickets import EventFactory, MessageFactory, PromiseFactory
from tests.factories.world import NOW, World
from tickets.actions.talk import answer, note
from tickets.enums import Outcome
from tickets.models import Ticket

URL = f"{BASE}/tickets/"
SECRET = "Le principal a encore débranché la borne."


def numbers(response: Any) -> list[int]:
    return [line["number"] for line in response.json()["results"]]


def test_the_list_is_mine_newest_first(world: World, api: Api) -> None:
    first, second = world.open().number, world.open().number
    elsewhere = world.open(by="lycee_rupn", school=world.lycee).number
    assert numbers(api("rupn").get(URL)) == [second, first]
    assert numbers(api("lycee_rupn").get(URL)) == [elsewhere]
    assert numbers(api("technician").get(URL)) == [elsewhere, second, first]
    for stranger in ("nobody", "observer", "far_referent", "dsi_agent"):
        assert numbers(api(stranger).get(URL)) == []


def test_the_filters_of_the_screen_hold(world: World, api: Api) -> None:
    kept = world.taken().number
    world.open("MAT-01")
    technician = api("technician")
    assert numbers(technician.get(f"{URL}?type=RES-01")) == [kept]
    assert numbers(technician.get(f"{URL}?holder=me")) == [kept]
    assert numbers(technician.get(f"{URL}?status=taken&school={world.college.uai}&sort=due")) == [
        kept
    ]
    assert numbers(technician.get(f"{URL}?state=ended")) == []


@pytest.mark.parametrize("sort", ["recent", "due"])
def test_pages_follow_each_other_and_hide_nothing(world: World, api: Api, sort: str) -> None:
    everything = {world.open().number for _ in range(5)}
    page = api("rupn").get(f"{URL}?page_size=2&sort={sort}")
    assert set(page.json()) == {"next", "previous", "results"}
    assert page.json()["previous"] is None
    seen = numbers(page)
    world.open()  # arrives meanwhile: nothing repeats, nothing hides
    while address := page.json()["next"]:
        page = api("rupn").get(address)
        seen += numbers(page)
    assert len(seen) == len(set(seen))
    assert set(seen) >= everything


def test_a_line_says_who_has_it(world: World, api: Api) -> None:
    ticket = world.taken()
    line = api("technician").get(URL).json()["results"][0]
    assert line["holder"] == world.user("technician").get_full_name()
    assert (line["school"], line["request_type"], line["status"]) == (
        world.college.uai,
        "RES-01",
        "taken",
    )
    assert (line["next_action"], line["promised_on"]) == ("Passer voir la borne", "2026-03-16")
    assert "avant le" in line["first_line"]
    assert line["priority"] == ticket.priority
    assert api("rupn").get(URL).json()["results"][0]["priority"] is None


def test_an_internal_note_reaches_those_who_work_on_it_alone(
    world: World, api: Api, ticket: Ticket
) -> None:
    note(number=ticket.number, body=SECRET, actor=world.actor("technician"), now=NOW)
    answer(number=ticket.number, body="La borne arrive.", actor=world.actor("technician"), now=NOW)
    detail = f"{URL}{ticket.number}/"
    for name in ("technician", "tip_lead", "desk_agent", "referent", "administrator"):
        read = api(name).get(detail)
        assert SECRET in read.content.decode()
        assert "noted" in [event["kind"] for event in read.json()["events"]]
    for name in ("rupn", "other_rupn", "head", "deputy", "manager"):
        read = api(name).get(detail)
        assert read.status_code == 200
        assert SECRET not in read.content.decode()
        assert "noted" not in [event["kind"] for event in read.json()["events"]]
        assert "La borne arrive." in [message["body"] for message in read.json()["messages"]]


def test_the_detail_is_for_those_who_see_it(world: World, api: Api, ticket: Ticket) -> None:
    for name in ("nobody", "lycee_rupn", "lycee_head", "observer", "far_referent", "dsi_agent"):
        told = assert_problem(api(name).get(f"{URL}{ticket.number}/"), 404, "not-found")
        assert told == assert_problem(
            api(name).get(f"{URL}{ticket.number + 999}/"), 404, "not-found"
        )


def test_the_list_costs_the_same_for_one_row_and_for_three(
    world: World, api: Api, django_assert_num_queries: Any
) -> None:
    technician = api("technician")
    # token and person, roles, teams led, the rows
    for _ in range(2):
        with django_assert_num_queries(4):
            technician.get(URL)
        world.open()
        world.open()
    assert len(numbers(technician.get(URL))) == 4


def test_the_detail_costs_the_same_for_one_message_and_for_three(
    world: World, api: Api, django_assert_num_queries: Any, ticket: Ticket
) -> None:
    technician = api("technician")
    # token and person, roles, teams led, ticket, messages, their files, events, promises
    for _ in range(3):
        with django_assert_num_queries(8):
            technician.get(f"{URL}{ticket.number}/")
        message = MessageFactory(ticket=ticket)
        message.attachments.create(
            file="x", name="x", content_type="text/plain", size=1, created_at=NOW
        )
        promise = PromiseFactory(ticket=ticket, outcome=Outcome.RELEASED, settled_at=NOW)
        EventFactory(ticket=ticket, message=message, promise=promise)
    read = technician.get(f"{URL}{ticket.number}/").json()
    assert len(read["messages"]) == 4
    assert read["messages"][-1]["files"][0]["url"].endswith("/")
