"""Requests made from the schema, good and bad: none is an error 500, each answer is as described."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, settings
from rest_framework.authtoken.models import Token
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from accounts.api.docs import document
from tests.api.deed_cases import CASES, TUESDAY
from tests.factories.world import World
from tickets.enums import Deed

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
schema = schemathesis.openapi.from_dict(document())
schema.app = get_wsgi_application()
schema.config.phases.coverage.unexpected_methods = set()


#: What is there: the names of the bodies, and a request on which the deed of the address may be done.
REAL = {
    "request_type": "RES-01",
    "to_team": "dsi",
    "decider": "dept",
    "promised_on": TUESDAY,
    "until": TUESDAY,
}


class Stage:
    """The world, where each deed finds the request and the person that it needs."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._ready: dict[str, tuple[int, str]] = {}

    def ready(self, path: str) -> tuple[int, str]:
        """The number of a request, and the header of who may act on it."""
        if path not in self._ready:
            name = path.strip("/").rsplit("/", 1)[-1]
            case = CASES.get(Deed(name) if name in Deed else Deed.ANSWER)
            assert case is not None
            number = case.ready(self.world).number
            token, _ = Token.objects.get_or_create(user=self.world.user(case.who))
            self._ready[path] = (number, f"Token {token.key}")
        return self._ready[path]


@pytest.fixture
def stage(world: World) -> Iterator[Stage]:
    """The application serves inside the transaction of the test: it must not close its connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield Stage(world)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=10,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nothing_generated_is_an_error(case: Any, stage: Stage) -> None:
    number, token = stage.ready(case.operation.path)
    _make_real(case, number, stage.world)
    with transaction.atomic():
        case.call_and_validate(headers={"Authorization": token}, checks=CHECKS)
        transaction.set_rollback(True)


def _make_real(case: Any, number: int, world: World) -> None:
    """Most requests are about what is there: otherwise nearly all would end in 404."""
    given = case.path_parameters.get("number")
    if str(given).isdecimal() and int(given) != 1:
        case.path_parameters["number"] = number
    if isinstance(case.body, dict):
        if isinstance(case.body.get("version"), int):
            del case.body["version"]
        for name, value in {**REAL, "school": world.college.uai}.items():
            if isinstance(case.body.get(name), str) and len(case.body[name]) % 8:
                case.body[name] = value
