"""`POST tickets/{number}/{deed}/`: each deed by who may do it, and by who may not."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

import pytest

from tests.api.conftest import BASE, Api, assert_problem
from tests.factories.world import NOW, World
from tickets.actions.cancel import cancel
from tickets.actions.resolve import confirm, resolve
from tickets.actions.take import take
from tickets.actions.transfer import accept_transfer, transfer
from tickets.actions.wait import wait_decision
from tickets.api.ways import WAYS
from tickets.enums import Deed, Status
from tickets.models import Message, Ticket, TicketEvent

MONDAY, TUESDAY = "2026-03-16", "2026-03-17"
PROMISE = {"next_action": "Changer la borne", "promised_on": TUESDAY}
WHY = {"reason": "La borne n'est pas à nous."}


def transferred(
    world: World, *, to: str = "dsi", by: str = "technician", ticket: Ticket | None = None
) -> Ticket:
    ticket = ticket or world.taken()
    reason, actor = "C'est le réseau administratif.", world.actor(by)
    return transfer(
        number=ticket.number, to_team=world.team(to), reason=reason, actor=actor, now=NOW
    )


def in_arbitration(world: World) -> Ticket:
    """Back to a former team: the référent decides."""
    ticket = transferred(world)
    dsi = world.actor("dsi_agent")
    accept_transfer(number=ticket.number, actor=dsi, now=NOW)
    take(
        number=ticket.number, next_action="Voir", promised_on=date(2026, 3, 16), actor=dsi, now=NOW
    )
    return transferred(world, to="tip", by="dsi_agent", ticket=ticket)


def awaiting_decision(world: World) -> Ticket:
    ticket = world.taken()
    return wait_decision(
        number=ticket.number, decider=world.team("dept"), reason="Acheter une borne",
        until=date(2026, 3, 20), actor=world.actor("technician"), now=NOW,
    )  # fmt: skip


def resolved(world: World) -> Ticket:
    ticket = world.taken()
    tech = world.actor("technician")
    return resolve(number=ticket.number, evidence="Borne changée, essai fait.", actor=tech, now=NOW)


def confirmed(world: World) -> Ticket:
    return confirm(number=resolved(world).number, actor=world.actor("rupn"), now=NOW)


def cancelled(world: World) -> Ticket:
    return cancel(number=world.open().number, actor=world.actor("rupn"), now=NOW)


class Case(NamedTuple):
    ready: Callable[[World], Ticket]
    who: str
    body: dict[str, Any]
    leads_to: Status


CASES = {
    Deed.QUALIFY: Case(lambda w: w.open(None), "desk_agent", {"request_type": "RES-01"}, Status.ASSIGNED),
    Deed.TAKE: Case(World.open, "technician", PROMISE, Status.TAKEN),
    Deed.PROMISE: Case(World.taken, "technician", PROMISE, Status.TAKEN),
    Deed.MOVE_PROMISE: Case(World.taken, "technician", {"promised_on": TUESDAY, **WHY}, Status.TAKEN),
    Deed.PLAN: Case(World.taken, "technician", PROMISE, Status.PLANNED),
    Deed.TRANSFER: Case(World.taken, "technician", {"to_team": "dsi", **WHY}, Status.ASSIGNED),
    Deed.ACCEPT_TRANSFER: Case(transferred, "dsi_agent", {}, Status.ASSIGNED),
    Deed.REFUSE_TRANSFER: Case(transferred, "dsi_agent", WHY, Status.NEW),
    Deed.ARBITRATE: Case(in_arbitration, "referent", {"to_team": "tip", **WHY}, Status.ASSIGNED),
    Deed.ASK: Case(World.taken, "technician", {"question": "Quelle salle ?"}, Status.WAITING_REQUESTER),
    Deed.WAIT_THIRD_PARTY: Case(
        World.taken, "technician", {"third_party": "Le fournisseur", "until": TUESDAY, **WHY},
        Status.WAITING_THIRD_PARTY,
    ),
    Deed.WAIT_DECISION: Case(
        World.taken, "technician", {"decider": "dept", "until": TUESDAY, **WHY}, Status.WAITING_DECISION
    ),
    Deed.APPROVE: Case(lambda w: w.open("RES-02"), "head", {}, Status.ASSIGNED),
    Deed.DECIDE: Case(awaiting_decision, "dept_lead", {"decision": "Oui, une borne."}, Status.TAKEN),
    Deed.ANSWER: Case(World.taken, "rupn", {"body": "C'est la salle 204."}, Status.TAKEN),
    Deed.NOTE: Case(World.taken, "technician", {"body": "Voir avec la DSI."}, Status.TAKEN),
    Deed.RESOLVE: Case(World.taken, "technician", {"evidence": "Essai fait à 11 h."}, Status.RESOLVED),
    Deed.CONFIRM: Case(resolved, "rupn", {}, Status.CLOSED),
    Deed.DENY: Case(resolved, "rupn", WHY, Status.REOPENED),
    Deed.REOPEN: Case(confirmed, "rupn", WHY, Status.REOPENED),
    Deed.REFUSE: Case(
        World.taken, "technician", {"motive": "budget", "explanation": "Pas cette année."}, Status.REFUSED
    ),
    Deed.CANCEL: Case(World.open, "rupn", {}, Status.CANCELLED),
    Deed.RESTORE: Case(cancelled, "rupn", {}, Status.NEW),
    Deed.MERGE: Case(World.taken, "technician", {"into": "another"}, Status.MERGED),
}  # fmt: skip
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
