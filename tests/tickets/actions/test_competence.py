from datetime import UTC, date, datetime

import pytest

from accounts.enums import Role, TeamKind
from accounts.models import School
from accounts.permissions import Actor
from accounts.refusals import Forbidden, Invalid
from tests.factories.catalogue import academy, covered_school
from tickets.actions.competence import OpensHoles, close_rule, delete_rule, save_rule
from tickets.actions.load_catalogue import load_catalogue
from tickets.models import CompetenceRule, RequestType

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 19, 8, 5, tzinfo=UTC)
ADMINISTRATOR = Actor(user_id=1, roles=frozenset({Role.ADMINISTRATOR}))


@pytest.fixture
def school() -> School:
    load_catalogue()
    academy()
    return covered_school(name="Collège Lucie-Bonneval")


def new(code: str, **columns: object) -> CompetenceRule:
    return CompetenceRule(request_type=RequestType.objects.get(code=code), **columns)


def rule(code: str) -> CompetenceRule:
    return CompetenceRule.objects.get(request_type__code=code)


def test_a_rule_is_given_to_another_team_of_the_same_schools(school: School) -> None:
    changed = rule("ENT-06")
    changed.team_kind = TeamKind.DRANE
    save_rule(rule=changed, actor=ADMINISTRATOR, now=NOW)
    assert rule("ENT-06").team_kind == TeamKind.DRANE


def test_a_rule_towards_a_team_that_does_not_exist_is_refused_and_names_the_hole(
    school: School,
) -> None:
    changed = rule("ENT-06")
    changed.team_kind = TeamKind.DEPARTEMENT
    school.departement = "079"
    school.save()
    with pytest.raises(OpensHoles) as refused:
        save_rule(rule=changed, actor=ADMINISTRATOR, now=NOW)
    assert (
        f"{school.uai} Collège Lucie-Bonneval — ENT-06 : aucune file pour cet établissement"
        in str(refused.value)
    )
    assert rule("ENT-06").team_kind == TeamKind.DSI


def test_a_rule_as_precise_as_another_is_refused(school: School) -> None:
    with pytest.raises(OpensHoles, match="plusieurs règles aussi précises"):
        save_rule(rule=new("ENT-06", team_kind=TeamKind.DRANE), actor=ADMINISTRATOR, now=NOW)
    assert CompetenceRule.objects.filter(request_type__code="ENT-06").count() == 1


def test_a_more_precise_rule_is_accepted(school: School) -> None:
    save_rule(
        rule=new("ENT-06", school=school, team_kind=TeamKind.DRANE), actor=ADMINISTRATOR, now=NOW
    )
    assert CompetenceRule.objects.filter(request_type__code="ENT-06").count() == 2


def test_a_hole_at_a_coming_date_is_refused_with_its_date(school: School) -> None:
    with pytest.raises(OpensHoles, match=r"à partir du mardi 1er septembre :"):
        close_rule(rule_id=rule("ENT-06").pk, on=date(2026, 9, 1), actor=ADMINISTRATOR, now=NOW)
    assert rule("ENT-06").valid_until is None


def test_the_next_rule_is_written_before_the_present_one_is_closed(school: School) -> None:
    present = rule("ENT-06")
    day = date(2026, 9, 1)
    with pytest.raises(OpensHoles):
        save_rule(
            rule=new("ENT-06", team_kind=TeamKind.DRANE, valid_from=day),
            actor=ADMINISTRATOR,
            now=NOW,
        )
    precise = new("ENT-06", departement="086", team_kind=TeamKind.DRANE, valid_from=day)
    save_rule(rule=precise, actor=ADMINISTRATOR, now=NOW)
    close_rule(rule_id=present.pk, on=day, actor=ADMINISTRATOR, now=NOW)


def test_closing_before_the_beginning_is_refused(school: School) -> None:
    later = CompetenceRule.objects.filter(request_type__code="ENT-03", valid_from__isnull=False)[0]
    with pytest.raises(Invalid, match="commencerait après sa fin"):
        close_rule(rule_id=later.pk, on=date(2019, 9, 1), actor=ADMINISTRATOR, now=NOW)


def test_a_rule_that_a_school_needs_cannot_be_deleted(school: School) -> None:
    needed = rule("ENT-06")
    with pytest.raises(OpensHoles, match="ENT-06 : aucune règle"):
        delete_rule(rule_id=needed.pk, actor=ADMINISTRATOR, now=NOW)
    School.objects.update(served=False)
    delete_rule(rule_id=needed.pk, actor=ADMINISTRATOR, now=NOW)
    assert not CompetenceRule.objects.filter(pk=needed.pk).exists()


def test_at_most_five_holes_are_named(school: School) -> None:
    for _ in range(6):
        covered_school()
    with pytest.raises(OpensHoles, match=r"; et 2 autres\. Ajoutez") as refused:
        delete_rule(rule_id=rule("ENT-06").pk, actor=ADMINISTRATOR, now=NOW)
    assert str(refused.value).count("ENT-06") == 5
    assert len(refused.value.findings) == 7


def test_a_hole_that_was_there_before_does_not_forbid_another_change(school: School) -> None:
    CompetenceRule.objects.filter(request_type__code="ENT-06").delete()
    precise = new("ENT-06", departement="017", team_kind=TeamKind.DRANE)
    save_rule(rule=precise, actor=ADMINISTRATOR, now=NOW)
    assert rule("ENT-06").departement == "017"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_changes_rules(school: School, role: Role) -> None:
    actor = Actor(user_id=1, roles=frozenset({role}))
    with pytest.raises(Forbidden):
        save_rule(rule=rule("ENT-06"), actor=actor, now=NOW)
    with pytest.raises(Forbidden):
        delete_rule(rule_id=rule("ENT-06").pk, actor=actor, now=NOW)
