from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tickets.rules.calendars import OFFICE, at, days, instants
from tickets.enums import Extent, Priority
from tickets.rules.targets import TypeTargets, after_pause, targets

WIFI = TypeTargets(Decimal(1), Decimal(5), {})
ROOM = TypeTargets(Decimal(2), Decimal(10), {"class": 5})
DATED = TypeTargets(Decimal(1), Decimal(10), {}, days_before_deadline=3)


def aimed(kind, *, extent=Extent.PERSON, priority=Priority.P3, deadline=None, now=None):
    return targets(
        kind,
        extent=extent,
        priority=priority,
        deadline=deadline,
        now=now or at(12),
        calendar=OFFICE,
    )


def test_the_type_s_own_targets_hold():
    found = aimed(WIFI)
    assert found.first_answer_due_at == at(13)
    assert found.target_at == at(19)


def test_an_extent_may_have_its_own_target():
    assert aimed(ROOM).target_at == at(26)
    assert aimed(ROOM, extent=Extent.CLASS).target_at == at(19)


def test_an_urgent_priority_shortens():
    found = aimed(ROOM, priority=Priority.P1)
    assert found.first_answer_due_at == at(12, 15)
    assert found.target_at == at(13)


@pytest.mark.parametrize("priority", list(Priority))
def test_no_priority_ever_lengthens(priority):
    quick = TypeTargets(Decimal("0.25"), Decimal("0.5"), {})
    assert aimed(quick, priority=priority) == aimed(quick)


def test_a_dated_operation_aims_at_three_days_before_its_date():
    assert aimed(DATED, deadline=date(2026, 3, 25)).target_at == at(20, 18)


def test_a_dated_operation_asked_for_too_late_aims_at_now():
    assert aimed(DATED, deadline=date(2026, 3, 13)).target_at == at(12)


def test_a_deadline_moves_no_other_target():
    assert aimed(WIFI, deadline=date(2026, 3, 13)) == aimed(WIFI)


@given(
    now=instants,
    first=st.decimals("0.25", 60, places=2),
    second=st.decimals("0.25", 60, places=2),
    priority=st.sampled_from(Priority),
    deadline=st.none() | days,
)
def test_targets_never_lie_before_the_opening(now, first, second, priority, deadline):
    if deadline is not None and deadline < now.date():
        deadline = None
    kind = TypeTargets(first, second, {}, days_before_deadline=3)
    found = aimed(kind, priority=priority, deadline=deadline, now=now)
    assert found.first_answer_due_at >= now
    assert found.target_at >= now


@given(now=instants, one=st.integers(0, 20), two=st.integers(0, 20))
def test_two_pauses_move_a_target_as_one(now, one, two):
    """By the working time that they last: what the requester holds does not count."""
    target = OFFICE.add_working_days(now, 5)
    middle, end = now + timedelta(days=one), now + timedelta(days=one + two)
    at_once = after_pause(target, stopped_at=now, now=end, calendar=OFFICE)
    twice = after_pause(target, stopped_at=now, now=middle, calendar=OFFICE)
    twice = after_pause(twice, stopped_at=middle, now=end, calendar=OFFICE)
    assert OFFICE.time_between(at_once, twice) == timedelta()
    assert at_once >= target


def test_a_pause_outside_working_time_moves_nothing():
    target = at(19)
    assert after_pause(target, stopped_at=at(13, 19), now=at(16, 7), calendar=OFFICE) == target
