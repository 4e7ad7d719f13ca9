"""Programs that talk to the API with a token, in the small complete world of the tests."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from tests.factories.world import NOW, World, make_world
from tickets.models import Ticket

Api = Callable[[str], APIClient]
BASE = "/api/v1"
PROBLEM = "application/problem+json"


@pytest.fixture(autouse=True)
def at_now(settings: Any) -> None:
    """The product lives on Thursday 12 March 2026, 10 h, while the test's own clock runs."""
    settings.CLOCK_SHIFT = NOW - timezone.now()


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def api(world: World) -> Api:
    """The program of somebody of the world: `api("rupn")`."""
    return lambda name: program_of(world, name)


def program_of(world: World, name: str) -> APIClient:
    token, _ = Token.objects.get_or_create(user=world.user(name))
    return APIClient(headers={"Authorization": f"Token {token.key}"})


@pytest.fixture
def ticket(world: World) -> Ticket:
    """Taken by the technician, promised for Monday 16."""
    return world.taken()


def opening(world: World, **said: Any) -> dict[str, Any]:
    """What a program sends of a wifi that is down."""
    draft = world.draft("RES-01")
    return {
        "school": world.college.uai,
        "request_type": "RES-01",
        "title": draft.title,
        "body": draft.body,
        "answers": dict(draft.answers),
        **said,
    }


def assert_problem(response: Any, status: int, code: str) -> dict[str, Any]:
    """A refusal in the form that programs rely on."""
    assert (response.status_code, response.get("Content-Type")) == (status, PROBLEM), (
        response.content
    )
    body: dict[str, Any] = response.json()
    assert body["code"] == code, body
    assert set(body) == {"type", "title", "status", "detail", "code", "errors"}
    assert body["status"] == status
    assert body["type"] == f"urn:relais:probleme:{code}"
    return body
