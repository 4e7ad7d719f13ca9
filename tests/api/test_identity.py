"""Who is asking: a token, or the browser's session with its CSRF token."""

import pytest
from django.test import Client
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from tests.api.conftest import BASE, Api, assert_problem, opening, program_of
from tests.factories.world import World
from tickets.models import Ticket

URL = f"{BASE}/tickets/"


@pytest.mark.parametrize(
    "path", ["/me/", "/schools/", "/request-types/", "/tickets/", "/teams/", "/schema/", "/x/"]
)
@pytest.mark.django_db
def test_nobody_is_asked_to_identify_himself(path: str) -> None:
    for response in (
        APIClient().get(f"{BASE}{path}"),
        APIClient().post(f"{BASE}{path}", {}, format="json"),
    ):
        assert_problem(response, 401, "not-authenticated")
        assert response["WWW-Authenticate"] == "Token"


@pytest.mark.parametrize(
    "header", ["Token", "Token a b", "Token nope", "Token é", "Token " + "x" * 5000]
)
@pytest.mark.django_db
def test_a_token_that_is_none(header: str) -> None:
    response = APIClient().get(URL, headers={"Authorization": header})
    assert_problem(response, 401, "authentication-failed")


def test_who_is_gone_opens_nothing(world: World) -> None:
    program = program_of(world, "rupn")
    assert program.get(URL).status_code == 200
    world.user("rupn").is_active = False
    world.user("rupn").save()
    assert_problem(program.get(URL), 401, "authentication-failed")


def test_a_session_needs_its_csrf_token_to_write(world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(world.user("rupn"))
    assert browser.get(URL).status_code == 200
    refused = browser.post(URL, opening(world), content_type="application/json")
    assert_problem(refused, 403, "csrf-failed")
    assert not Ticket.objects.exists()

    browser.cookies["csrftoken"] = "a" * 32
    accepted = browser.post(
        URL, opening(world), content_type="application/json", headers={"X-CSRFToken": "a" * 32}
    )
    assert accepted.status_code == 201, accepted.content


def test_the_token_decides_even_beside_a_session(world: World) -> None:
    """The actor is the one whom the API identified, never the other one of the cookie."""
    browser = Client()
    browser.force_login(world.user("desk_agent"))
    token = Token.objects.create(user=world.user("nobody"))
    ticket = world.open()
    page = f"{URL}{ticket.number}/"
    assert browser.get(page).status_code == 200
    with_token = {"Authorization": f"Token {token.key}"}
    assert browser.get(page, headers=with_token).status_code == 404
    assert browser.get(URL, headers=with_token).json()["results"] == []
    assert browser.get(f"{URL}?holder=me", headers=with_token).json()["results"] == []


def test_me_says_roles_with_their_scope_and_what_they_open(world: World, api: Api) -> None:
    me = api("rupn").get(f"{BASE}/me/").json()
    assert (me["email"], me["today"]) == ("rupn@monde.exemple.test", "2026-03-12")
    (role,) = me["roles"]
    assert (role["role"], role["school"], role["team"]) == ("rupn", world.college.uai, None)
    opened = {name for name, may in me["abilities"].items() if may}
    assert opened == {"open_tickets"}


@pytest.mark.parametrize(
    ("name", "opened"),
    [
        ("head", {"open_tickets", "approve"}),
        ("desk_agent", {"open_tickets", "open_on_behalf", "qualify"}),
        ("tip_lead", {"open_tickets", "open_on_behalf", "lead"}),
        ("referent", {"open_tickets", "open_on_behalf", "arbitrate"}),
        ("observer", {"observe"}),
        ("administrator", {"administer"}),
        ("nobody", set()),
    ],
)
def test_abilities_follow_the_roles(api: Api, name: str, opened: set[str]) -> None:
    abilities = api(name).get(f"{BASE}/me/").json()["abilities"]
    assert {ability for ability, may in abilities.items() if may} == opened
