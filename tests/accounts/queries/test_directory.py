from datetime import date, timedelta

import pytest

from accounts.enums import Role
from accounts.queries.directory import (
    head_of,
    lead_or_substitute,
    referent_of,
    roles_from,
    rupn_of,
    team_members,
)
from tests.factories.accounts import AffiliationFactory, SchoolFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 19)


def test_the_members_of_a_day_are_its_own_and_its_lead(django_assert_num_queries) -> None:
    team = TeamFactory(substitute=UserFactory())
    here = AffiliationFactory(role=Role.TECHNICIAN, team=team, user__last_name="Éon").user
    AffiliationFactory(role=Role.TRAINER, team=team, user=here)
    AffiliationFactory(role=Role.TECHNICIAN, team=team, ends_on=TODAY)
    AffiliationFactory(role=Role.TECHNICIAN, team=team, starts_on=TODAY + timedelta(1))
    AffiliationFactory(role=Role.TECHNICIAN, team=team, user__is_active=False)
    AffiliationFactory(role=Role.TECHNICIAN)
    with django_assert_num_queries(1):
        assert team_members(team, TODAY) == [team.lead, here]


def test_the_lead_answers_else_the_substitute_else_nobody(django_assert_num_queries) -> None:
    team = TeamFactory(substitute=UserFactory())
    with django_assert_num_queries(1):
        assert lead_or_substitute(team, TODAY) == team.lead
    AffiliationFactory(role=Role.TEAM_LEAD, team=team, user=team.lead, ends_on=TODAY)
    assert lead_or_substitute(team, TODAY) == team.substitute
    assert lead_or_substitute(team, TODAY - timedelta(1)) == team.lead
    team.substitute.is_active = False
    assert lead_or_substitute(team, TODAY) is None
    assert lead_or_substitute(TeamFactory(lead=None), TODAY) is None


def test_the_referent_of_a_departement() -> None:
    referent = AffiliationFactory(role=Role.REFERENT).user
    AffiliationFactory(role=Role.REFERENT, departement="017")
    assert referent_of("086", TODAY) == referent
    assert referent_of("079", TODAY) is None


def test_the_rupn_of_a_school_of_a_day(django_assert_num_queries) -> None:
    school = SchoolFactory()
    later = AffiliationFactory(school=school, starts_on=date(2026, 1, 5)).user
    first = AffiliationFactory(school=school).user
    AffiliationFactory(school=school, ends_on=TODAY)
    AffiliationFactory()
    with django_assert_num_queries(1):
        assert rupn_of(school, TODAY) == [first, later]


def test_the_head_else_the_deputy(django_assert_num_queries) -> None:
    school = SchoolFactory()
    assert head_of(school, TODAY) is None
    deputy = AffiliationFactory(role=Role.DEPUTY, school=school, starts_on=TODAY).user
    assert head_of(school, TODAY) == deputy
    AffiliationFactory(role=Role.HEAD, school=school)
    second = AffiliationFactory(role=Role.HEAD, school=school, starts_on=TODAY).user
    with django_assert_num_queries(1):
        assert head_of(school, TODAY) == second


def test_roles_from_a_day_on() -> None:
    user = UserFactory()
    now = AffiliationFactory(user=user)
    to_come = AffiliationFactory(user=user, starts_on=TODAY + timedelta(30))
    AffiliationFactory(user=user, ends_on=TODAY)
    called_off = TODAY + timedelta(10)
    AffiliationFactory(user=user, starts_on=called_off, ends_on=called_off)
    assert roles_from(user, TODAY) == [now, to_come]
