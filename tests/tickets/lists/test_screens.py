"""Each role opens on its own question; a screen that is not yours is not there."""

import pytest
from django.test import Client

from accounts.enums import Role, TeamKind
from tests.factories.accounts import AffiliationFactory, TeamFactory, UserFactory
from tests.tickets.lists.people import has_role

pytestmark = pytest.mark.django_db

CARRIED, SCHOOL, HEAD, DESK, FIGURES, ADMINISTRATION = (
    "Ce que je porte",
    "Les demandes de mon établissement",
    "Mon établissement",
    "Guichet",
    "Les demandes par type et par département",
    "Administration",
)
FIRST = {
    Role.RUPN: SCHOOL,
    Role.MANAGER: SCHOOL,
    Role.HEAD: HEAD,
    Role.DEPUTY: HEAD,
    Role.TECHNICIAN: CARRIED,
    Role.TEAM_LEAD: CARRIED,
    Role.SERVICE_AGENT: CARRIED,
    Role.TRAINER: CARRIED,
    Role.COLLECTIVITE_AGENT: CARRIED,
    Role.COORDINATOR: CARRIED,
    Role.FRONT_DESK: DESK,
    Role.REFERENT: DESK,
    Role.OBSERVER: FIGURES,
    Role.ADMINISTRATOR: ADMINISTRATION,
}
OPEN_TO = {
    "/je-porte/": {
        *(Role.TECHNICIAN, Role.TEAM_LEAD, Role.SERVICE_AGENT, Role.TRAINER),
        *(Role.COLLECTIVITE_AGENT, Role.COORDINATOR, Role.FRONT_DESK, Role.REFERENT),
    },
    "/etablissement/": {Role.RUPN, Role.MANAGER},
    "/direction/": {Role.HEAD, Role.DEPUTY},
    "/guichet/": {Role.FRONT_DESK, Role.REFERENT},
    "/pilotage/": {Role.ADMINISTRATOR},
    "/chiffres/": {Role.OBSERVER, Role.ADMINISTRATOR, Role.REFERENT},
    "/chiffres/demandes/": {Role.OBSERVER, Role.ADMINISTRATOR, Role.REFERENT},
    "/demandes/": set(Role),
    "/": set(Role),
}


def person(role: Role):
    if role is Role.FRONT_DESK:
        return has_role(role, team=TeamFactory(kind=TeamKind.FRONT_DESK))
    return has_role(role)


@pytest.mark.parametrize("role", Role)
def test_each_role_opens_on_its_screen(role: Role, sign_in) -> None:
    response = sign_in(person(role)).get("/")

    assert response.status_code == 200
    assert f"<h1>{FIRST[role]}</h1>" in response.content.decode()


@pytest.mark.parametrize("role", Role)
def test_a_screen_that_is_not_yours_is_not_there(role: Role, sign_in) -> None:
    client = sign_in(person(role))

    opened = {url for url in OPEN_TO if client.get(url).status_code == 200}

    assert opened == {url for url, roles in OPEN_TO.items() if role in roles}


@pytest.mark.parametrize("url", OPEN_TO)
def test_a_stranger_is_asked_to_sign_in(url: str) -> None:
    response = Client().get(url)

    assert (response.status_code, "/compte/" in response["Location"]) == (302, True)


@pytest.mark.parametrize("url", OPEN_TO)
def test_reading_is_all_that_screens_do(url: str, sign_in) -> None:
    assert sign_in(person(Role.ADMINISTRATOR)).post(url).status_code == 405


def test_who_leads_a_team_without_any_role_carries_too(sign_in) -> None:
    page = sign_in(TeamFactory().lead).get("/").content.decode()

    assert f"<h1>{CARRIED}</h1>" in page


def test_a_head_s_own_office_is_no_service(sign_in) -> None:
    head = has_role(Role.HEAD)
    TeamFactory(kind=TeamKind.HEAD, lead=head)

    assert sign_in(head).get("/je-porte/").status_code == 404


def test_who_does_several_things_has_a_link_to_each(sign_in) -> None:
    user = has_role(Role.RUPN)
    AffiliationFactory(user=user, role=Role.TECHNICIAN)

    page = sign_in(user).get("/").content.decode()

    assert f"<h1>{CARRIED}</h1>" in page
    assert 'href="/etablissement/"' in page


def test_without_a_role_one_is_told_whom_to_ask(sign_in) -> None:
    TeamFactory(kind=TeamKind.FRONT_DESK, name="Guichet de la DRANE", email="guichet@exemple.test")

    page = sign_in(UserFactory()).get("/").content.decode()

    assert "Votre compte n'a pas encore de rôle" in page.replace("&#x27;", "'")
    assert "mailto:guichet@exemple.test" in page


def test_a_role_that_has_ended_opens_nothing(sign_in) -> None:
    user = AffiliationFactory(ends_on="2026-03-12").user

    assert sign_in(user).get("/etablissement/").status_code == 404
