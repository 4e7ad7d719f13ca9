"""Nothing that is sent gives an error 500: a refusal in French, with a code, whatever the bytes."""

from typing import Any

import pytest
from django.test import Client

from tests.api.conftest import BASE, Api, assert_problem, opening
from tests.factories.world import World
from tickets.models import Ticket

URL = f"{BASE}/tickets/"
JSON = "application/json"


@pytest.mark.parametrize(
    "raw",
    [
        b"{",
        b'{"title": NaN}',
        b'{"title": Infinity}',
        b"\xff\xfe",
        b'{"title": "a\\u0000b"}',
        b'{"title\\u0000": 1}',
        b'{"title": "\\ud800"}',
        b'{"answers": {"\\udfff": "x"}}',
        b'{"school": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    ],
)
def test_what_is_no_json_is_malformed(world: World, api: Api, raw: bytes) -> None:
    assert_problem(api("rupn").post(URL, raw, content_type=JSON), 400, "malformed")


@pytest.mark.parametrize("raw", [b"", b"null", b"[]", b"3", b'"texte"', b"true", b"[[]]", b"{}"])
def test_what_is_no_object_is_invalid(world: World, api: Api, raw: bytes) -> None:
    assert_problem(api("rupn").post(URL, raw, content_type=JSON), 400, "invalid")


@pytest.mark.parametrize("charset", ["utf-7", "rot13", "hex", "latin-1", "nonsense"])
def test_json_is_utf_8_whatever_is_claimed(world: World, api: Api, charset: str) -> None:
    raw = '{"title": "Été"}'.encode()
    response = api("rupn").post(URL, raw, content_type=f"{JSON}; charset={charset}")
    problem = assert_problem(response, 400, "invalid")
    assert "title" not in problem["errors"]


@pytest.mark.parametrize("charset", ["rot13", "hex", "utf-16", "nonsense"])
def test_a_form_is_utf_8_whatever_is_claimed(world: World, api: Api, charset: str) -> None:
    raw = b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nWifi\r\n--x--\r\n'
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    assert_problem(api("rupn").post(URL, raw, content_type=kind), 400, "invalid")
    session = Client(enforce_csrf_checks=True)
    session.force_login(world.user("rupn"))
    session.cookies["csrftoken"] = "a" * 32
    assert_problem(session.generic("POST", URL, raw, kind), 403, "csrf-failed")
    signed = session.generic("POST", URL, raw, kind, headers={"X-CSRFToken": "a" * 32})
    assert_problem(signed, 400, "invalid")


def test_a_broken_form_is_malformed(world: World, api: Api) -> None:
    for kind in ("multipart/form-data", "multipart/form-data; boundary=é"):
        assert_problem(api("rupn").post(URL, b"--x", content_type=kind), 400, "malformed")
    raw = b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\na\x00b\r\n--x--\r\n'
    response = api("rupn").post(URL, raw, content_type="multipart/form-data; boundary=x")
    assert "title" in assert_problem(response, 400, "invalid")["errors"]


@pytest.mark.parametrize(
    "change",
    [
        {"title": 10**300},
        {"title": ["liste"]},
        {"answers": {"symptom": 1e308}},
        {"answers": ["x"]},
        {"answers": {"": "x"}},
        {"deadline": "0000-00-00"},
        {"deadline": "0001-01-01"},
        {"deadline": 10**30},
        {"files": ["texte"]},
        {"requester": "@"},
        {"school": None},
        {"request_type": {"code": "RES-01"}},
    ],
)
def test_odd_values_are_refused(world: World, api: Api, change: dict[str, Any]) -> None:
    response = api("desk_agent").post(URL, opening(world, **change), format="json")
    assert response.status_code in (400, 404), response.content
    assert response["Content-Type"] == "application/problem+json"
    assert not Ticket.objects.exists()


def test_odd_dates_of_a_promise_are_refused(api: Api, ticket: Ticket) -> None:
    for day in ("0001-01-01", "9999-12-31", "2026-03-14", "demain", None, 3):
        body = {"next_action": "Voir", "promised_on": day}
        response = api("technician").post(f"{URL}{ticket.number}/promise/", body, format="json")
        assert response.status_code == 400, (day, response.content)
        assert list(response.json()["errors"]) == ["promised_on"]


def test_other_refusals_have_their_own_code(world: World, api: Api, settings: Any) -> None:
    rupn = api("rupn")
    assert_problem(rupn.delete(URL), 405, "method-not-allowed")
    assert_problem(rupn.post(URL, b"a=1", content_type="text/plain"), 415, "unsupported-media-type")
    assert_problem(rupn.get(URL, headers={"Accept": "image/png"}), 406, "not-acceptable")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    assert_problem(rupn.post(URL, b" " * 101, content_type=JSON), 413, "too-large")
    form = {"title": "x" * 200}
    assert_problem(rupn.post(URL, form, format="multipart"), 413, "too-large")
