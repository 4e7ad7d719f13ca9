from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tickets.rules.calendars import OFFICE, SCHOOL, at, instants
from tickets.enums import OPEN, Status
from tickets.rules import escalation
from tickets.rules.escalation import Due, Step, Watch
from tickets.rules.workflow import UNCLAIMED, WITH_REQUESTER

S = Status
IN_HAND = [status for status in OPEN if status not in (*UNCLAIMED, *WITH_REQUESTER)]


def watch(status=S.TAKEN, *, due=None, since=None, reminders=0, approval=False):
    due = due or at(16, 18)
    return Watch(status, due.date(), due, since or at(12), reminders, approval)


def next_due(seen):
    return escalation.next_due(seen, holder_calendar=OFFICE, school_calendar=SCHOOL)


@pytest.mark.parametrize("status", IN_HAND)
def test_a_promise_is_reminded_on_its_day_and_broken_at_the_midnight_after(status):
    assert next_due(watch(status)) == Due(Step.REMIND, at(16, 8))
    assert next_due(watch(status, reminders=1)) == Due(Step.BREAK, at(17, 0))


@pytest.mark.parametrize("status", UNCLAIMED)
def test_who_does_not_take_is_told_when_the_day_is_over(status):
    assert next_due(watch(status)) == Due(Step.UNCLAIMED, at(16, 18))


def test_a_question_is_reminded_three_times_and_silence_is_an_answer_after_fifteen_school_days():
    found = [next_due(watch(S.WAITING_REQUESTER, since=at(2), reminders=n)) for n in range(4)]
    assert found == [
        Due(Step.REMIND_REQUESTER, at(6, 8)),
        Due(Step.REMIND_REQUESTER, at(12, 8)),
        Due(Step.REMIND_REQUESTER, at(18, 8)),
        Due(Step.TAKE_SILENCE, at(23, 18)),
    ]


def test_a_solution_is_reminded_twice_and_closed_after_five_school_days():
    found = [next_due(watch(S.RESOLVED, since=at(2), reminders=n)) for n in range(3)]
    assert found == [
        Due(Step.REMIND_REQUESTER, at(4, 8)),
        Due(Step.REMIND_REQUESTER, at(6, 8)),
        Due(Step.TAKE_SILENCE, at(9, 18)),
    ]


def test_the_requester_is_left_in_peace_in_the_holidays():
    """Asked on the eve: the four school days count from the return, the reminders and the closure with them."""
    seen = watch(S.WAITING_REQUESTER, since=at(3, month=4))
    assert next_due(seen) == Due(Step.REMIND_REQUESTER, at(23, 8, month=4))


def test_a_head_is_reminded_after_three_school_days_and_on_the_seventh():
    due = at(23, 18)
    early = watch(S.WAITING_DECISION, due=due, since=at(12), approval=True)
    assert next_due(early) == Due(Step.REMIND, at(17, 8))
    late = watch(S.WAITING_DECISION, due=due, since=at(12), reminders=1, approval=True)
    assert next_due(late) == Due(Step.REMIND, at(23, 8))
    over = watch(S.WAITING_DECISION, due=due, since=at(12), reminders=2, approval=True)
    assert next_due(over) == Due(Step.BREAK, at(24, 0))


def missed(seen, now):
    return escalation.reminders_missed(
        seen, now=now, holder_calendar=OFFICE, school_calendar=SCHOOL
    )


def test_who_promises_for_today_needs_no_reminder_today():
    assert missed(watch(), at(12)) == 0
    assert missed(watch(), at(16, 9)) == 1


def test_a_head_who_let_the_first_date_pass_is_reminded_once_of_the_second():
    seen = watch(S.WAITING_DECISION, due=at(25, 18), since=at(12), approval=True)
    assert missed(seen, at(24, 0)) == 1


@given(
    status=st.sampled_from(OPEN),
    since=instants,
    days=st.integers(0, 30),
    reminders=st.integers(0, 4),
    approval=st.booleans(),
)
def test_there_is_always_a_next_step_and_it_comes_in_time(status, since, days, reminders, approval):
    due = OFFICE.end_of_day(OFFICE.add_days(since.date(), days))
    seen = watch(status, due=due, since=since, reminders=reminders, approval=approval)
    found = next_due(seen)
    if status in WITH_REQUESTER:
        assert SCHOOL.is_open_day(found.at.date())
        assert found.at > since
    else:
        assert found.at <= escalation.end_of(due.date(), OFFICE)


@given(status=st.sampled_from(WITH_REQUESTER), since=instants)
def test_the_date_of_the_requester_is_its_first_reminder(status, since):
    seen = watch(status, since=since)
    assert next_due(seen).at == escalation.requester_due(status, since, SCHOOL)


def test_midnight_is_that_of_paris_on_the_day_the_clocks_change():
    assert escalation.end_of(date(2026, 3, 28), OFFICE).isoformat() == "2026-03-29T00:00:00+01:00"
    assert escalation.end_of(date(2026, 3, 29), OFFICE).isoformat() == "2026-03-30T00:00:00+02:00"
