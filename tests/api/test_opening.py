"""`POST /api/v1/tickets/`: the contract to the letter."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.conftest import BASE, Api, assert_problem, opening
from tests.factories.world import World
from tickets.enums import Channel
from tickets.models import Attachment, Message, Ticket

URL = f"{BASE}/tickets/"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c626001000000ffff03000006000557bfabd40000000049454e44ae426082"
)


def test_the_answer_says_who_has_it_and_what_comes_next(world: World, api: Api) -> None:
    response = api("rupn").post(URL, opening(world, place="204", scope="class"), format="json")

    assert response.status_code == 201, response.content
    receipt = response.json()
    ticket = Ticket.objects.get()
    assert receipt == {
        "number": ticket.number,
        "version": ticket.version,
        "status": "assigned",
        "status_label": "transmise à un service",
        "team": world.team("tip").name,
        "team_code": "tip",
        "holder": world.user("tip_lead").get_full_name(),
        "next_action": "Prendre en charge la demande",
        "promised_on": "2026-03-13",
        "first_line": receipt["first_line"],
        "url": f"http://testserver/api/v1/tickets/{ticket.number}/",
        "page": receipt["page"],
    }
    assert receipt["first_line"].startswith("Entre les mains de ")
    assert response["Location"] == receipt["url"]
    assert response["ETag"] == f'"{ticket.version}"'
    assert (ticket.channel, ticket.place, ticket.extent) == (Channel.API, "204", "class")
    assert ticket.requester == world.user("rupn")
    assert api("rupn").get(receipt["url"]).status_code == 200


def test_without_a_type_the_front_desk_has_it(world: World, api: Api) -> None:
    body = opening(world, request_type=None, answers={})
    receipt = api("rupn").post(URL, body, format="json").json()
    assert (receipt["status"], receipt["team_code"]) == ("new", "desk")


def test_staff_opens_for_somebody_who_called(world: World, api: Api) -> None:
    body = opening(world, requester="RUPN@monde.exemple.test")
    response = api("desk_agent").post(URL, body, format="json")
    assert response.status_code == 201, response.content
    ticket = Ticket.objects.get()
    assert (ticket.requester, ticket.opened_by) == (world.user("rupn"), world.user("desk_agent"))
    assert ticket.channel == Channel.BEHALF


@pytest.mark.parametrize(
    ("change", "status", "code", "field"),
    [
        ({"title": " "}, 400, "invalid", "title"),
        ({"title": "x" * 161}, 400, "invalid", "title"),
        ({"body": None}, 400, "invalid", "body"),
        ({"request_type": "ZZZ-99"}, 400, "invalid", "request_type"),
        ({"scope": "planet"}, 400, "invalid", "scope"),
        ({"deadline": "9999-12-31"}, 400, "deadline-too-far", "deadline"),
        ({"deadline": "2026-03-11"}, 400, "deadline-past", "deadline"),
        ({"answers": {"symptom": {"deep": 1}}}, 400, "invalid", "answers.symptom"),
        ({"answers": {}}, 400, "answer-invalid", "answers.symptom"),
        ({"answers": {"colour": "rouge"}}, 400, "answer-invalid", "answers.colour"),
        ({"requester": "rupn@monde.exemple.test"}, 403, "forbidden", None),
        ({"school": "0000000A"}, 404, "not-found", None),
    ],
)
def test_what_cannot_be_used_is_said_by_field(
    world: World, api: Api, change: dict[str, Any], status: int, code: str, field: str | None
) -> None:
    response = api("rupn").post(URL, opening(world, **change), format="json")
    problem = assert_problem(response, status, code)
    assert list(problem["errors"]) == ([field] if field else [])
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("name", ["lycee_rupn", "nobody", "observer", "lycee_head"])
def test_a_school_that_is_not_yours_looks_like_none(world: World, api: Api, name: str) -> None:
    foreign = api(name).post(URL, opening(world), format="json")
    nowhere = api(name).post(URL, opening(world, school="0000000A"), format="json")
    assert assert_problem(foreign, 404, "not-found") == assert_problem(nowhere, 404, "not-found")
    assert not Ticket.objects.exists()


def test_who_exists_is_not_told_to_staff(world: World, api: Api) -> None:
    told = [
        assert_problem(
            api("desk_agent").post(URL, opening(world, requester=address), format="json"),
            400,
            "requester-elsewhere",
        )
        for address in ("lycee.rupn@monde.exemple.test", "personne@nulle.part.test")
    ]
    assert told[0] == told[1]


def test_a_school_that_is_not_served_is_told(world: World, api: Api) -> None:
    world.college.served = False
    world.college.save()
    assert_problem(api("rupn").post(URL, opening(world), format="json"), 409, "school-not-served")


def test_files_come_as_a_form(world: World, api: Api) -> None:
    body = opening(world)
    answers = {f"answers.{name}": value for name, value in body.pop("answers").items()}
    files = [SimpleUploadedFile("borne.png", PNG), SimpleUploadedFile("note.txt", b"Voyant rouge.")]
    response = api("rupn").post(URL, {**body, **answers, "files": files}, format="multipart")
    assert response.status_code == 201, response.content
    assert Attachment.objects.filter(message__kind="opening").count() == 2

    refused = api("rupn").post(
        URL,
        {**body, **answers, "files": [SimpleUploadedFile("page.html", b"<html><script>")]},
        format="multipart",
    )
    assert_problem(refused, 400, "file-refused")
    assert Message.objects.count() == 1
