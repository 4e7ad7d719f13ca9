"""Ten thousand deeds: every row of the table of states at least twenty times, and never a ticket without a holder.

Two walks of five thousand, so that two cores share them; each must reach the whole table.
"""

import pytest

from tests.factories.world import NOW, make_world
from tests.tickets.machine import Walk

pytestmark = pytest.mark.django_db

DEEDS = 5_000
TIMES = 20
#: A rule that changes may make a row rarer: the walk goes on a little before it gives up.
AT_MOST = 7_000


@pytest.mark.parametrize("seed", [2018, 2026])
def test_five_thousand_deeds_leave_no_ticket_without_a_holder(seed):
    walk = Walk(make_world(), seed=seed, now=NOW)
    while walk.deeds < DEEDS or (walk.lacking(TIMES) and walk.deeds < AT_MOST):
        walk.step()
    walk.check_everything()
    print(walk.table())
    assert walk.lacking(TIMES) == {}
    assert sum(walk.refused.values()) > DEEDS / 10
