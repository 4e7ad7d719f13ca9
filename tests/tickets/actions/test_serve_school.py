from datetime import UTC, date, datetime

import pytest

from accounts.enums import Role, SchoolKind, SchoolStatus, TeamKind
from accounts.models import School, Team
from accounts.permissions import Actor
from accounts.refusals import Forbidden
from tests.factories.catalogue import academy, covered_school
from tickets.actions.load_catalogue import load_catalogue
from tickets.actions.serve_school import serve, stop_serving

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 19, 8, 5, tzinfo=UTC)
ADMINISTRATOR = Actor(user_id=1, roles=frozenset({Role.ADMINISTRATOR}))


@pytest.fixture
def school() -> School:
    load_catalogue()
    academy()
    school = covered_school()
    assert stop_serving(school_ids=[school.pk], actor=ADMINISTRATOR) == 1
    return school


def why_not(school: School) -> str:
    result = serve(school_ids=[school.pk], actor=ADMINISTRATOR, now=NOW)
    school.refresh_from_db()
    assert school.served is (result.refused == {})
    return next(iter(result.refused.values()), "")


def test_a_school_whose_every_type_has_its_team_is_served(school: School) -> None:
    assert why_not(school) == ""


def test_a_hole_is_named(school: School) -> None:
    Team.objects.filter(kind=TeamKind.DPD).update(lead=None)
    assert (
        why_not(school) == "des demandes n'auraient pas leur file : SEC-01 (file sans responsable)"
    )


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"closed_on": date(2025, 8, 31)}, "l'établissement est fermé"),
        ({"status": SchoolStatus.PRIVATE}, "ce n'est pas un établissement public du second degré"),
        ({"kind": SchoolKind.ECOLE}, "ce n'est pas un établissement public du second degré"),
        ({"calendar": None}, "son calendrier n'est pas choisi"),
    ],
)
def test_what_a_school_must_be(school: School, columns: dict[str, object], reason: str) -> None:
    School.objects.filter(pk=school.pk).update(**columns)
    assert why_not(school) == reason


def test_one_that_cannot_be_served_does_not_stop_the_other(school: School) -> None:
    other = covered_school(status=SchoolStatus.PRIVATE)
    School.objects.filter(pk=other.pk).update(served=False)
    result = serve(school_ids=[school.pk, other.pk], actor=ADMINISTRATOR, now=NOW)
    assert (result.served, list(result.refused)) == ([school], [other])


def test_only_an_administrator_opens_a_school(school: School) -> None:
    with pytest.raises(Forbidden):
        serve(school_ids=[school.pk], actor=Actor(user_id=1, heads=frozenset({school.pk})), now=NOW)
    with pytest.raises(Forbidden):
        stop_serving(school_ids=[school.pk], actor=Actor(user_id=1))
