from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tickets.enums import Extent, Priority, Urgency
from tickets.rules.priority import priority, raised

WIDER = list(Extent)


@pytest.mark.parametrize(
    ("urgency", "extent", "days", "expected"),
    [
        (Urgency.SECURITY, Extent.PERSON, None, Priority.P1),
        (Urgency.STOPS_LESSONS, Extent.SCHOOL, None, Priority.P1),
        (Urgency.STOPS_LESSONS, Extent.LEVEL, None, Priority.P1),
        (Urgency.STOPS_LESSONS, Extent.CLASS, None, Priority.P2),
        (Urgency.STOPS_LESSONS, Extent.PERSON, None, Priority.P3),
        (Urgency.HINDERS, Extent.SCHOOL, None, Priority.P3),
        (Urgency.HINDERS, Extent.PERSON, 5, Priority.P2),
        (Urgency.HINDERS, Extent.PERSON, 6, Priority.P3),
        (Urgency.HINDERS, Extent.PERSON, 0, Priority.P2),
        (Urgency.DECISION, Extent.SCHOOL, None, Priority.P4),
        (Urgency.DECISION, Extent.PERSON, 3, Priority.P2),
        (Urgency.INFORMATION, Extent.SCHOOL, 30, Priority.P4),
    ],
)
def test_the_domain_s_table(urgency, extent, days, expected):
    assert priority(urgency, extent, days_to_deadline=days) is expected


@pytest.mark.parametrize("urgency", list(Urgency))
@given(
    extents=st.lists(st.sampled_from(WIDER), min_size=2, max_size=2),
    days=st.none() | st.integers(0, 60),
)
def test_a_wider_extent_is_never_less_urgent(urgency, extents, days):
    narrow, wide = sorted(extents, key=WIDER.index)
    assert priority(urgency, wide, days_to_deadline=days) <= priority(
        urgency, narrow, days_to_deadline=days
    )


@pytest.mark.parametrize(("urgency", "extent"), list(product(Urgency, Extent)))
@given(days=st.integers(0, 60))
def test_a_nearer_deadline_is_never_less_urgent(urgency, extent, days):
    nearer = priority(urgency, extent, days_to_deadline=days)
    farther = priority(urgency, extent, days_to_deadline=days + 1)
    never = priority(urgency, extent, days_to_deadline=None)
    assert nearer <= farther <= never


def test_a_reopening_is_one_step_more_urgent_up_to_the_top():
    assert [raised(level) for level in Priority] == [
        Priority.P1,
        Priority.P1,
        Priority.P2,
        Priority.P3,
    ]
