"""`POST tickets/{number}/{deed}/`: each deed by who may do it, and by who may not."""

from typing import Any

import pytest

from tests.api.conftest import BASE, Api, assert_problem
from tests.api.deed_cases import CASES, PROMISE, Case
from tests.factories.world import World
from tickets.api.ways import WAYS
from tickets.enums import Deed
from tickets.models import Message, Ticket, TicketEvent

#: Who sees a request of the collège and may not do the deed. Everybody who sees it may answer.
FORBIDDEN = {
    deed: "technician" if case.who == "rupn" else "manager"
    for deed, case in CASES.items()
    if deed is not Deed.ANSWER
}


def address(ticket: Ticket, deed: Deed) -> str:
    return f"{BASE}/tickets/{ticket.number}/{deed.value}/"


def body_of(case: Case, world: World) -> dict[str, Any]:
    return case.body | ({"into": world.open().number} if "into" in case.body else {})


def test_every_deed_of_a_person_has_its_address() -> None:
    engine = {Deed.SILENT_RESOLUTION, Deed.SILENT_CLOSURE}
    assert set(WAYS) == set(CASES) == set(Deed) - engine


@pytest.mark.parametrize("deed", CASES)
def test_who_may_does_it_and_reads_what_became_of_it(world: World, api: Api, deed: Deed) -> None:
    case = CASES[deed]
    ticket = case.ready(world)
    program = api(case.who)
    offered = program.get(f"{BASE}/tickets/{ticket.number}/").json()["allowed_actions"]
    assert deed.value in [each["deed"] for each in offered]

    body = {**body_of(case, world), "version": ticket.version}
    response = program.post(address(ticket, deed), body, format="json")

    assert response.status_code == 200, response.content
    read = response.json()
    ticket.refresh_from_db()
    assert (read["status"], read["version"]) == (case.leads_to, ticket.version)
    assert response["ETag"] == f'"{ticket.version}"'
    assert read == program.get(f"{BASE}/tickets/{ticket.number}/").json()


@pytest.mark.parametrize("deed", CASES)
def test_a_stranger_finds_nothing_whatever_is_sent(world: World, api: Api, deed: Deed) -> None:
    ticket = CASES[deed].ready(world)
    before = (ticket.version, TicketEvent.objects.count(), Message.objects.count())
    for name in ("nobody", "lycee_rupn", "observer", "far_referent"):
        program = api(name)
        for body in ({}, CASES[deed].body):
            response = program.post(address(ticket, deed), body, format="json")
            told = assert_problem(response, 404, "not-found")
        missing = program.post(address(Ticket(number=10**12), deed), {}, format="json")
        assert assert_problem(missing, 404, "not-found") == told
    ticket.refresh_from_db()
    assert before == (ticket.version, TicketEvent.objects.count(), Message.objects.count())


@pytest.mark.parametrize("deed", FORBIDDEN)
def test_who_sees_and_may_not_is_told_so(world: World, api: Api, deed: Deed) -> None:
    ticket = CASES[deed].ready(world)
    response = api(FORBIDDEN[deed]).post(address(ticket, deed), {}, format="json")
    assert_problem(response, 403, "forbidden")
    assert Ticket.objects.get(pk=ticket.pk).version == ticket.version


@pytest.mark.parametrize("deed", [deed for deed, case in CASES.items() if case.body])
def test_a_body_that_says_nothing_is_refused_by_field(world: World, api: Api, deed: Deed) -> None:
    case = CASES[deed]
    ticket = case.ready(world)
    problem = assert_problem(
        api(case.who).post(address(ticket, deed), {}, format="json"), 400, "invalid"
    )
    assert set(problem["errors"]) == set(case.body)
    assert Ticket.objects.get(pk=ticket.pk).version == ticket.version


def test_a_deed_that_is_none_is_not_there(world: World, api: Api, ticket: Ticket) -> None:
    for name in ("destroy", "silent_closure", "silent_resolution", "Take"):
        response = api("technician").post(
            f"{BASE}/tickets/{ticket.number}/{name}/", {}, format="json"
        )
        assert_problem(response, 404, "not-found")


def test_what_the_state_does_not_allow_is_said(world: World, api: Api, ticket: Ticket) -> None:
    problem = assert_problem(
        api("technician").post(address(ticket, Deed.TAKE), PROMISE, format="json"), 409, "not-now"
    )
    assert "prise en charge" in problem["detail"]
