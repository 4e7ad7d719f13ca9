from random import Random

import pytest
from django.db import transaction

from helpdesk.demo.moment import MOMENT, START_OF_YEAR, at
from helpdesk.demo.people import make_people
from helpdesk.demo.seed import Summary, summary
from helpdesk.demo.stage import Stage
from helpdesk.demo.world import make_places, open_schools
from helpdesk.demo.year import ordinary

pytestmark = pytest.mark.django_db


def play(seed: int) -> Summary:
    """A world and a dozen requests of its year, taken back once they are counted."""
    with transaction.atomic():
        world = make_places(Random(seed))
        make_people(world)
        open_schools(world)
        stage = Stage(world, start=at(START_OF_YEAR.isoformat(), "08:00"))
        stage.run(ordinary(stage, seed=seed, count=12), until=MOMENT)
        found = summary()
        transaction.set_rollback(True)
    return found


def test_the_same_seed_makes_the_same_demo() -> None:
    first = play(1)
    assert play(1) == first
    assert play(2) != first
