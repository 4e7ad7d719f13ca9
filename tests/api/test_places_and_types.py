"""Schools, teams and the catalogue, for who may choose among them."""

from typing import Any

import pytest

from tests.api.conftest import BASE, Api, assert_problem
from tests.factories.accounts import SchoolFactory, TeamFactory
from tests.factories.world import World
from tickets.models import RequestType


def uais(response: Any) -> list[str]:
    return [school["uai"] for school in response.json()["results"]]


def test_a_school_sees_itself_alone(world: World, api: Api) -> None:
    mine, other = world.college.uai, world.lycee.uai
    assert uais(api("rupn").get(f"{BASE}/schools/")) == [mine]
    assert api("rupn").get(f"{BASE}/schools/{mine}/").json()["name"] == world.college.name
    assert_problem(api("rupn").get(f"{BASE}/schools/{other}/"), 404, "not-found")
    assert uais(api("head").get(f"{BASE}/schools/")) == [mine]
    assert uais(api("nobody").get(f"{BASE}/schools/")) == []


@pytest.mark.parametrize(
    "name", ["technician", "desk_agent", "referent", "observer", "administrator"]
)
def test_staff_finds_the_schools_that_are_served(world: World, api: Api, name: str) -> None:
    unserved = SchoolFactory(number=42)
    assert uais(api(name).get(f"{BASE}/schools/")) == sorted([world.college.uai, world.lycee.uai])
    assert_problem(api(name).get(f"{BASE}/schools/{unserved.uai}/"), 404, "not-found")


def test_pages_follow_each_other_both_ways_without_a_count(world: World, api: Api) -> None:
    more = [SchoolFactory(number=n, served=True).uai for n in range(1, 6)]
    everything = sorted([world.college.uai, world.lycee.uai, *more])
    desk = api("desk_agent")
    page = desk.get(f"{BASE}/schools/?page_size=3")
    assert set(page.json()) == {"next", "previous", "results"}
    seen = uais(page)
    while address := page.json()["next"]:
        page = desk.get(address)
        seen += uais(page)
    assert seen == everything
    while address := page.json()["previous"]:
        page = desk.get(address)
    assert uais(page) == everything[:3]


@pytest.mark.parametrize("path", ["/schools/", "/teams/", "/request-types/"])
def test_a_list_asks_as_many_questions_for_one_row_as_for_three(
    world: World, api: Api, django_assert_num_queries: Any, path: str
) -> None:
    desk = api("desk_agent")
    # token and person, roles, teams led, the rows
    questions = 2 if path == "/request-types/" else 4
    for size in (1, 3):
        with django_assert_num_queries(questions):
            found = desk.get(f"{BASE}{path}?page_size={size}").json()["results"]
        assert len(found) == min(size, 2 if path == "/schools/" else 3)


def test_teams_are_for_those_who_hand_over(world: World, api: Api) -> None:
    TeamFactory(code="aaa-sans-responsable", lead=None)
    assert api("rupn").get(f"{BASE}/teams/").json()["results"] == []
    assert api("head").get(f"{BASE}/teams/").json()["results"] == []
    teams = {
        t["code"]: t["can_receive"]
        for t in api("technician").get(f"{BASE}/teams/").json()["results"]
    }
    assert teams["dsi"] is True
    assert teams["aaa-sans-responsable"] is False


def test_a_type_says_what_it_asks_and_aims_at(world: World, api: Api) -> None:
    kind = api("rupn").get(f"{BASE}/request-types/RES-01/").json()
    assert kind["family"] == {
        "code": "RES", "label": "Réseau, wifi et internet", "icon": "fr-icon-wifi-line",
    }  # fmt: skip
    assert (kind["first_answer_days"], kind["target_days"]) == (1.0, 5.0)
    assert kind["questions"][0]["name"] == "symptom"
    assert kind["checks"]


def test_a_closed_type_is_not_offered(world: World, api: Api) -> None:
    RequestType.objects.filter(code="RES-01").update(active=False)
    codes = [t["code"] for t in api("rupn").get(f"{BASE}/request-types/").json()["results"]]
    assert "MAT-01" in codes
    assert "RES-01" not in codes
    assert_problem(api("rupn").get(f"{BASE}/request-types/RES-01/"), 404, "not-found")
