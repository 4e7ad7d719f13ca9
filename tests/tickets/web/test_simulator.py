import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import School, Team
from tests.factories.accounts import AffiliationFactory
from tests.factories.catalogue import academy, covered_school
from tickets.actions.load_catalogue import load_catalogue
from tickets.models import CompetenceRule, RequestType, Ticket

pytestmark = pytest.mark.django_db

URL = "/pilotage/simulateur/"


@pytest.fixture
def school() -> School:
    load_catalogue()
    academy()
    return covered_school(name="Collège Élise-Fournol", commune="Vouzay-la-Plaine")


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(AffiliationFactory(role=role).user)
    return client


def simulate(school: str, code: str, **more: str) -> str:
    kind = RequestType.objects.get(code=code)
    page = signed_in(Role.ADMINISTRATOR).get(URL, {"school": school, "kind": kind.pk, **more})
    assert page.status_code == 200
    return page.text


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_it_is_for_administrators(school: School, role: Role) -> None:
    assert signed_in(role).get(URL).status_code == 404


def test_the_empty_form_opens(school: School) -> None:
    assert signed_in(Role.ADMINISTRATOR).get(URL).status_code == 200


def test_it_names_the_team_the_holder_the_chain_and_the_rule(school: School) -> None:
    page = simulate("Fournol", "ENT-01", on="2026-03-19")
    rule = CompetenceRule.objects.get(request_type__code="ENT-01", departement="086")
    team = Team.objects.get(code="departement-086")
    for said in (
        team.name,
        str(team.lead),
        f"Règle n° {rule.pk}",
        "collège, du 01/09/2023",
        "ENEJ",
    ):
        assert said in page
    assert not Ticket.objects.exists()


def test_the_day_decides(school: School) -> None:
    general = CompetenceRule.objects.get(
        request_type__code="ENT-01", school_kind="", departement=""
    )
    page = simulate("Fournol", "ENT-01", on="2018-01-15")
    assert f"Règle n° {general.pk}" in page
    assert "lundi 15 janvier 2018" in page


def test_approval_is_said(school: School) -> None:
    page = simulate(school.uai, "EQU-01")
    assert "demandé d&#x27;abord" in page or "demandé d'abord" in page
    head = Team.objects.get(kind="head").lead
    assert str(head) in page


def test_a_hole_is_said(school: School) -> None:
    CompetenceRule.objects.filter(request_type__code="ENT-06").delete()
    assert "Trou de compétence : aucune règle" in simulate("Fournol", "ENT-06")


def test_several_schools_are_offered_and_none_is_said(school: School) -> None:
    other = covered_school(name="Collège Élise-Fournol bis", commune="Confluens")
    page = simulate("elise fournol", "ENT-06")
    assert f"school={school.uai}" in page
    assert f"school={other.uai}" in page
    assert "Aucun établissement ne répond" in simulate("Montaigne", "ENT-06")


def test_what_is_missing_is_asked_for(school: School) -> None:
    page = signed_in(Role.ADMINISTRATOR).get(URL, {"school": "Fournol"})
    assert "Choisissez un type de demande." in page.text


def test_a_school_without_calendar_cannot_be_simulated(school: School) -> None:
    School.objects.update(served=False, calendar=None)
    assert "pas encore de calendrier" in simulate("Fournol", "ENT-06").replace("&#x27;", "'")
