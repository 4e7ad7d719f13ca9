"""One key, one ticket, however often and however fast it is sent."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection
from rest_framework.test import APIClient

from tests.api.conftest import BASE, Api, assert_problem, opening, program_of
from tests.factories.world import World
from tickets.models import IdempotencyKey, Ticket, TicketEvent

URL = f"{BASE}/tickets/"


def send(program: APIClient, body: dict[str, Any], key: str = "formulaire-1") -> Any:
    return program.post(URL, body, format="json", headers={"Idempotency-Key": key})


def test_the_second_sending_reads_the_first_ticket(world: World, api: Api) -> None:
    first = send(api("rupn"), opening(world))
    second = send(api("rupn"), opening(world))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert first.get("Idempotent-Replayed") is None
    assert second["Idempotent-Replayed"] == "true"
    assert first["Location"] == second["Location"]
    assert Ticket.objects.count() == 1


def test_the_same_key_with_other_words_is_a_mistake(world: World, api: Api) -> None:
    send(api("rupn"), opening(world))
    assert_problem(send(api("rupn"), opening(world, title="Autre chose")), 422, "key-reused")
    assert Ticket.objects.count() == 1


def test_for_another_person_is_another_body(world: World, api: Api) -> None:
    desk = api("desk_agent")
    send(desk, opening(world, requester="rupn@monde.exemple.test"))
    other = opening(world, requester="other.rupn@monde.exemple.test")
    assert_problem(send(desk, other), 422, "key-reused")


def test_a_key_is_its_sender_s_own(world: World, api: Api) -> None:
    for name in ("rupn", "other_rupn"):
        assert send(api(name), opening(world)).status_code == 201
    assert Ticket.objects.count() == 2


def test_a_refused_sending_leaves_the_key_free(world: World, api: Api) -> None:
    assert send(api("rupn"), opening(world, answers={})).status_code == 400
    assert not IdempotencyKey.objects.exists()
    assert send(api("rupn"), opening(world)).status_code == 201


def test_a_key_must_be_readable(world: World, api: Api) -> None:
    for key in ("x" * 201, "\x07"):
        assert_problem(send(api("rupn"), opening(world), key), 400, "key-invalid")


def test_fifty_at_once_open_one(transactional_db: None, world: World) -> None:
    body = opening(world)
    programs = [program_of(world, "rupn") for _ in range(50)]
    together = Barrier(50)

    def post(program: APIClient) -> Any:
        together.wait(30)
        try:
            return send(program, body)
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(post, programs))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["number"] for answer in answers}) == 1
    assert sum(answer.get("Idempotent-Replayed") == "true" for answer in answers) == 49
    assert Ticket.objects.count() == 1
    assert TicketEvent.objects.filter(kind="opened").count() == 1
