"""Addresses, cursors and filters that nobody gave: a refusal or an answer, never an error 500."""

import pytest
from rest_framework.test import APIClient

from tests.api.conftest import BASE, Api, assert_problem
from tests.factories.world import World

URL = f"{BASE}/tickets/"


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere/", "/", "/tickets/abc/", "/tickets/0/", f"/tickets/{10**30}/", f"/tickets/{'9' * 5000}/",
        "/tickets/-1/", "/schools/%00/", "/schools/0869001/", "/request-types/%00/", "/request-types/ZZZ-99/",
        "/tickets/?cursor=%00", "/schools/?cursor=cD0lMDA=", "/schools/?cursor=zzz", "/schools/?cursor=é",
        "/request-types/?cursor=cj0xJnA9JTAw",
    ],
)  # fmt: skip
def test_addresses_that_lead_nowhere(world: World, api: Api, path: str) -> None:
    response = api("rupn").get(f"{BASE}{path}")
    if "tickets/?" in path:
        assert response.status_code == 200  # a cursor that is not ours is the first page
    else:
        assert_problem(response, 404, "not-found")


def test_a_forgotten_slash_is_put_back_with_the_body(world: World) -> None:
    response = APIClient().post(f"{BASE}/tickets?x=1", {}, format="json")
    assert (response.status_code, response["Location"]) == (308, f"{BASE}/tickets/?x=1")
    assert_problem(APIClient().get(f"{BASE}/nowhere"), 401, "not-authenticated")


@pytest.mark.parametrize(
    "query",
    ["q=%00", "school=%00", "status=nope", "type=%00", "type=nope", "team=nope", "opened_after=demain",
     "opened_after=0001-01-01", "opened_before=9999-12-31", "page_size=-1", "page_size=" + "9" * 5000,
     "page_size=²", "sort=nope", "sort=due", "holder=me", "q=" + "9" * 90, "q=%25_%5C", "family=" + "x" * 9000,
     "state=ended", "format=xml"],
)  # fmt: skip
def test_filters_answer_or_say_what_is_wrong(world: World, api: Api, query: str) -> None:
    world.open()
    response = api("technician").get(f"{URL}?{query}")
    assert response.status_code in (200, 400, 404), response.content
    if response.status_code != 200:
        assert response["Content-Type"] == "application/problem+json"
