from hypothesis import given
from hypothesis import strategies as st

from tickets.rules.routing import Passage, passage

teams = st.integers(1, 6)


@given(accepted=st.integers(0, 5), former=st.frozensets(teams), to=teams)
def test_the_third_transfer_and_any_return_are_for_the_referent(accepted, former, to):
    found = passage(accepted_before=accepted, former_team_ids=former, to_team_id=to)
    assert (found is Passage.ARBITRATION) == (accepted >= 2 or to in former)


def test_the_story_of_the_school_28():
    """TIP → DSI goes, DSI → TIP is a return (H07)."""
    assert passage(accepted_before=0, former_team_ids=frozenset(), to_team_id=2) is Passage.OFFERED
    assert (
        passage(accepted_before=1, former_team_ids=frozenset({1}), to_team_id=1)
        is Passage.ARBITRATION
    )
