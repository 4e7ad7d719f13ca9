from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.tickets.rules.calendars import OFFICE, SCHOOL, days
from tickets.enums import Outcome, Priority
from tickets.rules import promises

THURSDAY = date(2026, 3, 12)


def refused(day, *, priority=Priority.P3, visit=None, today=THURSDAY):
    reason = promises.why_not(day, today=today, priority=priority, calendar=OFFICE, visit=visit)
    return reason and reason.code


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2026, 3, 11), "date-past"),
        (THURSDAY, None),
        (date(2026, 3, 14), "date-closed"),
        (date(2026, 3, 26), None),
        (date(2026, 3, 27), "date-too-far"),
        (date(9999, 12, 31), "date-too-far"),
    ],
)
def test_an_incident_is_promised_within_ten_working_days(day, code):
    assert refused(day) == code


def test_a_decision_is_promised_within_thirty():
    assert refused(date(2026, 4, 23), priority=Priority.P4) is None
    assert refused(date(2026, 4, 24), priority=Priority.P4) == "date-too-far"


def test_nobody_comes_to_a_closed_school():
    day = date(2026, 4, 7)
    today = date(2026, 4, 2)
    assert refused(day, today=today) is None
    assert refused(day, today=today, visit=SCHOOL) == "date-closed"


@given(today=days, ahead=st.integers(0, 45), priority=st.sampled_from(Priority))
def test_a_day_that_may_be_promised_is_worked_and_near(today, ahead, priority):
    day = today + timedelta(days=ahead)
    reason = promises.why_not(day, today=today, priority=priority, calendar=OFFICE)
    near = OFFICE.days_between(today, day) <= promises.HORIZON_DAYS[priority]
    assert (reason is None) == (OFFICE.is_open_day(day) and near)


@pytest.mark.parametrize("outcome", [Outcome.KEPT, Outcome.MOVED, Outcome.RELEASED])
def test_after_its_date_a_promise_is_broken_whatever_the_act(outcome):
    assert promises.settled(outcome, promised_on=THURSDAY, today=THURSDAY) == outcome
    assert (
        promises.settled(outcome, promised_on=THURSDAY, today=date(2026, 3, 13)) == Outcome.BROKEN
    )


def test_a_new_date_is_due_two_working_days_after_the_missed_one():
    """I3's own example: missed on Tuesday 21 November 2017, a new date before the 23rd."""
    due = promises.new_date_before(date(2017, 11, 21), today=date(2017, 11, 22), calendar=OFFICE)
    assert due.date() == date(2017, 11, 23)


@given(missed=days, late=st.integers(1, 40))
def test_a_new_date_is_never_asked_for_yesterday(missed, late):
    assume(OFFICE.is_open_day(missed))
    today = missed + timedelta(days=late)
    due = promises.new_date_before(missed, today=today, calendar=OFFICE)
    assert due.date() > missed
    assert due.date() >= today


@given(day=days)
def test_the_reminder_of_a_day_is_its_opening_or_the_next_one(day):
    opening = promises.opening_of(day, OFFICE)
    assert opening.hour == 8
    assert opening.date() == OFFICE.add_days(day, 0)
