"""The world of the tests is one in which every type of its catalogue goes where the domain says."""

import pytest

from tests.factories.world import CODES, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.mark.parametrize(
    ("code", "of_the_college", "of_the_lycee"),
    [
        ("RES-01", "tip", "tip"),
        ("RES-02", "head_office", "lycee_head_office"),
        ("RES-05", "dsi", "dsi"),
        ("MAT-01", "tip", "tip"),
        ("MAT-10", "tip", "tip"),
        ("ENT-05", "tip", "tip"),
        ("EQU-03", "head_office", "lycee_head_office"),
        ("CPT-04", "head_office", "lycee_head_office"),
        ("INF-02", "drane", "drane"),
        ("SEC-02", "dsi", "dsi"),
        ("HOR-01", "desk", "desk"),
        ("HOR-02", "desk", "desk"),
        (None, "desk", "desk"),
    ],
)
def test_each_type_has_its_team(world, code, of_the_college, of_the_lycee):
    one = world.open(code)
    other = world.open(code, by="lycee_rupn", school=world.lycee)
    assert (one.team, other.team) == (world.team(of_the_college), world.team(of_the_lycee))


def test_its_codes_are_all_tried():
    assert len(CODES) == 12
