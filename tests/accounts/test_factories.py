import pytest

from accounts.enums import Role
from accounts.rules.uai import why_invalid
from tests.factories.accounts import AffiliationFactory, SchoolFactory, TeamFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
def test_every_role_has_its_place(role: Role) -> None:
    affiliation = AffiliationFactory(role=role)
    affiliation.full_clean()
    assert affiliation.ends_on is None


def test_schools_have_valid_uai() -> None:
    schools = SchoolFactory.create_batch(3)
    assert len({school.uai for school in schools}) == 3
    assert not any(why_invalid(school.uai) for school in schools)


def test_a_team_can_receive_for_named_schools() -> None:
    school = SchoolFactory(departement="017")
    team = TeamFactory(schools=[school])
    assert team.can_receive
    assert list(team.schools.all()) == [school]
