"""The competence rules of the data file at work: R02, R03, R09, two profiles, another académie."""

from datetime import date

import pytest

from accounts.enums import Coverage, ManagedBy, SchoolKind, TeamKind
from accounts.models import School, Team
from tests.factories.accounts import TeamFactory
from tests.factories.catalogue import academy, covered_school
from tickets.actions.load_catalogue import load_catalogue
from tickets.models import CompetenceRule, RequestType
from tickets.queries.competence import destination
from tickets.rules.routing import Doubt

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 19)
JANUARY_2018 = date(2018, 1, 15)

COLLEGE, LYCEE, LP, EREA = SchoolKind.COLLEGE, SchoolKind.LYCEE, SchoolKind.LP, SchoolKind.EREA


@pytest.fixture(autouse=True)
def catalogue() -> None:
    load_catalogue()
    academy(departements=("016", "017", "086"))


def team_for(code: str, school: School, *, side: str = "", on: date = TODAY) -> str:
    found = destination(RequestType.objects.get(code=code), school, network_side=side, on=on)
    assert found.doubt is None
    return found.team.kind


@pytest.mark.parametrize("code", ["RES-02", "RES-03", "EQU-01", "EQU-03", "MIS-06"])
def test_r02_the_managing_collectivite_replaces_the_default(code: str) -> None:
    college = covered_school(COLLEGE)
    of_a_cite = covered_school(COLLEGE, site="Fernand-Aubier", managed_by=ManagedBy.REGION)
    assert team_for(code, college) == TeamKind.DEPARTEMENT
    assert team_for(code, of_a_cite) == TeamKind.REGION


def test_r02_does_not_move_the_technicians() -> None:
    assert team_for("MAT-01", covered_school(COLLEGE, managed_by=ManagedBy.REGION)) == TeamKind.TIP


@pytest.mark.parametrize("code", ["RES-02", "EQU-01", "ENT-01", "ENT-04"])
def test_r03_an_erea_is_treated_as_a_lycee(code: str) -> None:
    assert (
        team_for(code, covered_school(EREA))
        == team_for(code, covered_school(LYCEE))
        == TeamKind.REGION
    )


def test_r09_a_team_without_a_lead_receives_nothing() -> None:
    school = covered_school()
    Team.objects.filter(kind=TeamKind.DPD).update(lead=None)
    found = destination(RequestType.objects.get(code="SEC-01"), school, network_side="", on=TODAY)
    assert (found.team.kind, found.doubt) == (TeamKind.FRONT_DESK, Doubt.NO_LEAD)


def test_an_inactive_team_does_not_exist() -> None:
    school = covered_school()
    Team.objects.filter(kind=TeamKind.DPD).update(active=False)
    found = destination(RequestType.objects.get(code="SEC-01"), school, network_side="", on=TODAY)
    assert (found.team.kind, found.doubt) == (TeamKind.FRONT_DESK, Doubt.NO_TEAM)


def test_the_administrative_network_is_the_dsi_s_only_when_it_is_said() -> None:
    school = covered_school()
    assert (
        team_for("MAT-03", school) == team_for("MAT-03", school, side="pedagogical") == TeamKind.TIP
    )
    assert team_for("MAT-03", school, side="administrative") == TeamKind.DSI


def test_a_rule_of_one_school_names_its_team() -> None:
    school, other = covered_school(), covered_school()
    named = TeamFactory(kind=TeamKind.DSI, coverage=Coverage.SCHOOLS)
    CompetenceRule.objects.create(
        request_type=RequestType.objects.get(code="ENT-06"), school=school, team=named
    )
    kind = RequestType.objects.get(code="ENT-06")
    assert destination(kind, school, network_side="", on=TODAY).team == named
    assert destination(kind, other, network_side="", on=TODAY).team.code == "dsi"


@pytest.mark.parametrize(
    ("code", "kind", "departement", "then", "now"),
    [
        ("ENT-01", LYCEE, "086", TeamKind.DSI, TeamKind.REGION),
        ("ENT-01", LP, "086", TeamKind.DSI, TeamKind.REGION),
        ("ENT-01", COLLEGE, "086", TeamKind.DSI, TeamKind.DEPARTEMENT),
        ("ENT-01", COLLEGE, "016", TeamKind.DSI, TeamKind.DEPARTEMENT),
        ("ENT-01", COLLEGE, "017", TeamKind.DSI, TeamKind.DSI),
        ("ENT-03", LYCEE, "017", TeamKind.DRANE, TeamKind.REGION),
        ("ENT-04", EREA, "017", TeamKind.DRANE, TeamKind.REGION),
        ("ENT-04", COLLEGE, "017", TeamKind.DRANE, TeamKind.DRANE),
        ("SRV-02", COLLEGE, "086", TeamKind.DSI, TeamKind.DRANE),
        ("SRV-03", LYCEE, "086", TeamKind.DSI, TeamKind.DRANE),
        ("FOR-01", LYCEE, "086", TeamKind.EAFC, TeamKind.EAFC),
        ("RES-01", COLLEGE, "017", TeamKind.TIP, TeamKind.TIP),
    ],
)
def test_the_profile_of_2018_and_today_s_are_the_same_rows_on_two_days(
    code: str, kind: SchoolKind, departement: str, then: TeamKind, now: TeamKind
) -> None:
    school = covered_school(kind, departement=departement)
    assert team_for(code, school, on=JANUARY_2018) == then
    assert team_for(code, school, on=TODAY) == now


@pytest.mark.parametrize(
    ("code", "last_day", "first_day"),
    [
        ("SRV-02", date(2020, 8, 31), date(2020, 9, 1)),
        ("ENT-01", date(2019, 8, 31), date(2019, 9, 1)),
    ],
)
def test_competence_passes_from_one_day_to_the_next(
    code: str, last_day: date, first_day: date
) -> None:
    school = covered_school(LYCEE)
    assert team_for(code, school, on=last_day) == TeamKind.DSI
    assert team_for(code, school, on=first_day) != TeamKind.DSI
