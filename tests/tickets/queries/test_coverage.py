import time
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.enums import Coverage, ManagedBy, SchoolKind, TeamKind
from accounts.models import School, Team
from tests.factories.accounts import SchoolFactory, TeamFactory
from tests.factories.catalogue import CompetenceRuleFactory, academy, covered_school
from tickets.actions.load_catalogue import load_catalogue
from tickets.models import CompetenceRule, RequestType
from tickets.queries.coverage import coverage_of, served
from tickets.rules.routing import Doubt

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 19)


@pytest.fixture
def catalogue() -> None:
    load_catalogue()
    academy()


def doubts(on: date = TODAY) -> dict[str, Doubt]:
    return {str(finding): finding.gap.doubt for finding in coverage_of(served(), on=on).findings}


@pytest.mark.parametrize(
    "kind", [SchoolKind.COLLEGE, SchoolKind.LYCEE, SchoolKind.LP, SchoolKind.EREA]
)
@pytest.mark.parametrize("on", [date(2018, 1, 15), TODAY])
def test_every_kind_of_school_is_covered_then_and_now(
    catalogue: None, kind: SchoolKind, on: date
) -> None:
    covered_school(kind)
    found = coverage_of(served(), on=on)
    assert (found.schools, found.types, found.findings) == (1, 58, [])


def test_a_type_without_rule_is_a_hole(catalogue: None) -> None:
    school = covered_school()
    CompetenceRule.objects.filter(request_type__code="MAT-02").delete()
    assert doubts() == {f"{school.uai} {school.name} — MAT-02 : aucune règle": Doubt.NO_RULE}


def test_the_front_desk_as_a_fallback_is_a_hole_and_as_a_rule_is_not(catalogue: None) -> None:
    covered_school()
    rule = CompetenceRule.objects.get(request_type__code="HOR-02")
    assert rule.team_kind == TeamKind.FRONT_DESK
    assert doubts() == {}
    rule.delete()
    assert list(doubts().values()) == [Doubt.NO_RULE]


def test_a_team_without_a_lead_is_a_hole(catalogue: None) -> None:
    covered_school()
    Team.objects.filter(kind=TeamKind.DPD).update(lead=None)
    assert list(doubts().values()) == [Doubt.NO_LEAD]


def test_two_rules_as_precise_and_two_teams_as_near_are_ties(catalogue: None) -> None:
    covered_school()
    CompetenceRuleFactory(
        request_type=RequestType.objects.get(code="ENT-06"), team_kind=TeamKind.DRANE
    )
    TeamFactory(kind=TeamKind.HR, coverage=Coverage.ACADEMY)
    found = coverage_of(served(), on=TODAY)
    assert {(f.request_type.code, f.gap.doubt) for f in found.findings} == {
        ("ENT-06", Doubt.RULES_TIE),
        ("MIS-02", Doubt.TEAMS_TIE),
    }
    assert (found.holes, found.ties) == (0, 2)


def test_a_gap_of_one_network_side_alone_is_said_with_its_side(catalogue: None) -> None:
    school = covered_school()
    CompetenceRuleFactory(
        request_type=RequestType.objects.get(code="MAT-03"),
        school_kind="college",
        team_kind=TeamKind.DPD,
    )
    assert list(doubts()) == [
        f"{school.uai} {school.name} — MAT-03 (réseau administratif) : plusieurs règles aussi précises"
    ]


def test_a_closed_type_needs_no_team(catalogue: None) -> None:
    covered_school()
    CompetenceRule.objects.filter(request_type__code="MAT-02").delete()
    RequestType.objects.filter(code="MAT-02").update(active=False)
    assert coverage_of(served(), on=TODAY).types == 57
    assert doubts() == {}


def test_the_number_of_queries_does_not_depend_on_the_number_of_schools(
    catalogue: None, django_assert_num_queries: object
) -> None:
    covered_school()
    with django_assert_num_queries(5):  # type: ignore[operator]
        coverage_of(served(), on=TODAY)
    covered_school(SchoolKind.LYCEE)
    covered_school()
    with django_assert_num_queries(5):  # type: ignore[operator]
        coverage_of(served(), on=TODAY)


def test_two_hundred_schools_take_less_than_five_seconds(catalogue: None) -> None:
    first = covered_school()
    teams = Team.objects.filter(schools=first)
    others = School.objects.bulk_create(
        SchoolFactory.build(network=first.network, calendar=first.calendar, served=True)
        for _ in range(199)
    )
    for team in teams:
        team.schools.add(*others)
    started = time.perf_counter()
    found = coverage_of(served(), on=TODAY)
    assert time.perf_counter() - started < 5
    assert (found.schools, found.findings) == (200, [])


def test_the_command_says_how_many_destinations_it_proved(catalogue: None) -> None:
    covered_school()
    covered_school()
    out = StringIO()
    call_command("check_competence", on=TODAY, stdout=out)
    assert out.getvalue() == "2 établissements × 58 types : 116 destinations, 0 trou, 0 doublon\n"


def test_the_command_names_each_hole_and_fails(catalogue: None) -> None:
    school = covered_school()
    CompetenceRule.objects.filter(request_type__code__startswith="FOR-").delete()
    out = StringIO()
    with pytest.raises(CommandError, match=r"58 destinations, 7 trous, 0 doublon"):
        call_command("check_competence", "--on", "2026-03-19", stdout=out)
    assert f"{school.uai} {school.name} — FOR-01 : aucune règle\n" in out.getvalue()


def test_a_departement_can_be_looked_at_before_it_is_opened(catalogue: None) -> None:
    SchoolFactory(departement="035", managed_by=ManagedBy.DEPARTEMENT)
    SchoolFactory(departement="035", kind=SchoolKind.ECOLE)
    with pytest.raises(CommandError, match=r"^1 établissements × 58 types"):
        call_command("check_competence", on=TODAY, departement="035", stdout=StringIO())
