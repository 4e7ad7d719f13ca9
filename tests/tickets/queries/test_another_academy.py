"""Ille-et-Vilaine opens with a handful of teams and one rule: data, and not a line of code.

The thirty schools are invented; the real directory of the département is not part of the project.
"""

from datetime import UTC, date, datetime

import pytest

from accounts.enums import Coverage, Role, SchoolKind, TeamKind
from accounts.models import School
from accounts.permissions import Actor
from tests.factories.accounts import (
    CalendarFactory,
    SchoolFactory,
    TeamFactory,
    UserFactory,
)
from tickets.actions.competence import save_rule
from tickets.actions.load_catalogue import load_catalogue
from tickets.actions.serve_school import serve
from tickets.models import CompetenceRule, RequestType
from tickets.queries.coverage import coverage_of, eligible
from tickets.rules.routing import Doubt

pytestmark = pytest.mark.django_db

RENNES = "035"
TODAY = date(2026, 3, 19)
NOW = datetime(2026, 3, 19, 8, 5, tzinfo=UTC)
ADMINISTRATOR = Actor(user_id=1, roles=frozenset({Role.ADMINISTRATOR}))
KINDS = [SchoolKind.COLLEGE] * 18 + [SchoolKind.LYCEE] * 7 + [SchoolKind.LP] * 4 + [SchoolKind.EREA]


@pytest.fixture
def schools() -> list[School]:
    load_catalogue()
    calendar = CalendarFactory(name="Établissement, zone B", zone="B")
    return [
        SchoolFactory(departement=RENNES, academy="Rennes", kind=kind, calendar=calendar)
        for kind in KINDS
    ]


def open_teams(schools: list[School]) -> None:
    """Nine teams for the whole département, of which one of technicians, and the office of each head."""
    for kind in TeamKind:
        if kind in (TeamKind.HEAD, TeamKind.ECLORE):
            continue
        TeamFactory(
            code=f"{kind}-035", kind=kind, coverage=Coverage.DEPARTEMENT, departement=RENNES
        )
    for school in schools:
        TeamFactory(
            code=f"head-{school.uai}", kind=TeamKind.HEAD, lead=UserFactory(), schools=[school]
        )


def test_a_departement_without_teams_has_only_holes(schools: list[School]) -> None:
    found = coverage_of(eligible(RENNES), on=TODAY)
    assert (found.schools, found.types, found.holes) == (30, 58, 30 * 58)


def test_the_only_type_left_has_no_eclore_network_there(schools: list[School]) -> None:
    open_teams(schools)
    found = coverage_of(eligible(RENNES), on=TODAY)
    assert {(each.request_type.code, each.gap.doubt) for each in found.findings} == {
        ("INF-03", Doubt.NO_TEAM)
    }


def test_thirty_schools_open_with_nine_teams_and_one_rule(schools: list[School]) -> None:
    open_teams(schools)
    save_rule(
        rule=CompetenceRule(
            request_type=RequestType.objects.get(code="INF-03"),
            departement=RENNES,
            team_kind=TeamKind.DRANE,
            note="Pas de réseau ECLORE dans l'académie de Rennes.",
        ),
        actor=ADMINISTRATOR,
        now=NOW,
    )
    assert coverage_of(eligible(RENNES), on=TODAY).findings == []
    result = serve(school_ids=[school.pk for school in schools], actor=ADMINISTRATOR, now=NOW)
    assert (len(result.served), result.refused) == (30, {})


def test_a_lycee_that_the_directory_gives_to_nobody_is_not_served(schools: list[School]) -> None:
    open_teams(schools)
    orphan = schools[-1]
    School.objects.filter(pk=orphan.pk).update(managed_by="")
    result = serve(school_ids=[orphan.pk], actor=ADMINISTRATOR, now=NOW)
    assert "RES-02 (aucune règle)" in result.refused[orphan]
