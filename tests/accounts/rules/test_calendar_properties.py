"""What holds for any week and any closures, searched for by hypothesis."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from accounts.rules.calendar import Closure, Span, WorkingCalendar, both, weekly
from accounts.rules.explanation import explain_days, explain_minutes, explain_working_days

PARIS = ZoneInfo("Europe/Paris")
FIRST, LAST = date(2025, 1, 1), date(2028, 12, 31)
QUICKLY = settings(max_examples=60, deadline=None)

quarters = st.lists(st.integers(4 * 4, 24 * 4), min_size=2, max_size=6, unique=True)
"""Quarters of an hour from 4:00, after the hour that changes, to midnight."""


def spans(edges: list[int]) -> list[Span]:
    times = [time(n // 4 % 24, n % 4 * 15) for n in sorted(edges)]
    return list(zip(times[::2], times[1::2], strict=False))


def closures() -> st.SearchStrategy[tuple[Closure, ...]]:
    closure = st.builds(
        lambda first, length: Closure(first, first + timedelta(days=length), "fermeture"),
        st.dates(FIRST, LAST),
        st.one_of(st.integers(0, 3), st.integers(10, 70)),
    )
    return st.lists(closure, max_size=8).map(tuple)


weeks = st.dictionaries(
    st.integers(0, 6), st.one_of(quarters.map(spans), st.just([(time(), time())])), min_size=1
).map(weekly)
calendars = st.builds(WorkingCalendar, name=st.just("au hasard"), week=weeks, closures=closures())
instants = st.datetimes(
    datetime(2025, 6, 1),
    datetime(2028, 6, 1),
    timezones=st.just(UTC),
)
days = st.dates(date(2025, 6, 1), date(2028, 6, 1))
minutes = st.integers(0, 20_000)
shares = st.decimals(0, 40, places=1)


def in_working_time(calendar: WorkingCalendar, instant: datetime) -> bool:
    """Told from the week and the closures alone, by the local clock; both edges included."""
    return any(
        not any(c.first <= local.date() <= c.last for c in calendar.closures)
        and any(
            opens <= local.time() and (closes == time() or local.time() < closes)
            for opens, closes in calendar.week[local.weekday()]
        )
        for local in (
            (instant.astimezone(UTC) - ago).astimezone(PARIS)
            for ago in (timedelta(), timedelta(microseconds=1))
        )
    )


@QUICKLY
@given(calendars, instants, minutes)
def test_adding_and_measuring_minutes_are_inverse(
    calendar: WorkingCalendar, start: datetime, amount: int
) -> None:
    due = calendar.add_minutes(start, amount)
    assert calendar.minutes_between(start, due) == amount
    assert calendar.minutes_between(due, start) == -amount
    assert in_working_time(calendar, due)


@QUICKLY
@given(calendars, instants, minutes, minutes)
def test_minutes_may_be_added_in_two_steps(
    calendar: WorkingCalendar, start: datetime, first: int, then: int
) -> None:
    assume(first or then == 0)
    in_steps = calendar.add_minutes(calendar.add_minutes(start, first), then)
    assert in_steps == calendar.add_minutes(start, first + then)


@QUICKLY
@given(calendars, days, st.integers(-60, 60))
def test_adding_and_measuring_days_are_inverse(
    calendar: WorkingCalendar, anchor: date, amount: int
) -> None:
    start = calendar.add_days(anchor, 0)
    due = calendar.add_days(start, amount)
    assert calendar.days_between(start, due) == amount
    assert calendar.is_open_day(due)
    assert calendar.why_closed(due) is None


@QUICKLY
@given(calendars, days, days)
def test_days_between_is_what_walking_counts(
    calendar: WorkingCalendar, start: date, end: date
) -> None:
    start, end = sorted((start, end))
    walk = (start + timedelta(days=n + 1) for n in range((end - start).days))
    assert calendar.days_between(start, end) == sum(in_some_span(calendar, day) for day in walk)


def in_some_span(calendar: WorkingCalendar, day: date) -> bool:
    is_closed = any(c.first <= day <= c.last for c in calendar.closures)
    return bool(calendar.week[day.weekday()]) and not is_closed


@QUICKLY
@given(calendars, instants, instants, instants)
def test_the_parts_add_up_to_the_whole(
    calendar: WorkingCalendar, one: datetime, two: datetime, three: datetime
) -> None:
    parts = calendar.time_between(one, two) + calendar.time_between(two, three)
    assert parts == calendar.time_between(one, three)


@settings(max_examples=15, deadline=None)
@given(calendars, st.sampled_from([date(2027, 3, 27), date(2027, 10, 30), date(2027, 6, 5)]))
def test_minutes_between_is_what_a_stopwatch_counts(calendar: WorkingCalendar, first: date) -> None:
    start = datetime.combine(first, time(), PARIS).astimezone(UTC)
    quarter_hours = [start + timedelta(minutes=15 * n) for n in range(3 * 96)]
    worked = sum(in_working_time(calendar, q + timedelta(minutes=1)) for q in quarter_hours)
    end = quarter_hours[-1] + timedelta(minutes=15)
    assert calendar.minutes_between(start, end) == worked * 15


@QUICKLY
@given(calendars, instants)
def test_the_next_opening_is_open_and_nothing_is_worked_before(
    calendar: WorkingCalendar, instant: datetime
) -> None:
    opening = calendar.next_opening(instant).astimezone(UTC)
    assert opening >= instant
    assert calendar.is_open_at(opening)
    assert calendar.minutes_between(instant, opening) == 0
    assert calendar.is_open_at(instant) == (opening == instant)


@QUICKLY
@given(calendars, days)
def test_the_end_of_a_day_closes_it(calendar: WorkingCalendar, day: date) -> None:
    end = calendar.end_of_day(day)
    worked = calendar.add_days(day, 0)
    midnight = datetime.combine(worked + timedelta(days=1), time(), PARIS)
    assert calendar.day_of(end) in {worked, worked + timedelta(days=1)}
    assert in_working_time(calendar, end)
    assert calendar.minutes_between(end, midnight) == 0


@QUICKLY
@given(calendars, instants, st.timedeltas(timedelta(), timedelta(days=4)), shares)
def test_a_later_start_never_gives_an_earlier_due_instant(
    calendar: WorkingCalendar, start: datetime, later: timedelta, share: Decimal
) -> None:
    due = calendar.add_working_days(start, share)
    assert in_working_time(calendar, due)
    assert due >= start
    assert due <= calendar.add_working_days(start + later, share)


@QUICKLY
@given(calendars, days, st.integers(-40, 40))
def test_explained_days_add_up(calendar: WorkingCalendar, start: date, amount: int) -> None:
    assert explain_days(calendar, start, amount).recompute() == calendar.add_days(start, amount)


@QUICKLY
@given(calendars, instants, minutes)
def test_explained_minutes_add_up(calendar: WorkingCalendar, start: datetime, amount: int) -> None:
    explanation = explain_minutes(calendar, start, amount)
    assert explanation.recompute_at() == calendar.add_minutes(start, amount)
    assert explanation.recompute() == explanation.due_on


@QUICKLY
@given(calendars, instants, shares)
def test_explained_working_days_add_up(
    calendar: WorkingCalendar, start: datetime, share: Decimal
) -> None:
    explanation = explain_working_days(calendar, start, share)
    assert explanation.recompute_at() == calendar.add_working_days(start, share)
    assert explanation.recompute() == explanation.due_on


@QUICKLY
@given(calendars, calendars, instants)
def test_both_work_when_each_works(
    one: WorkingCalendar, other: WorkingCalendar, instant: datetime
) -> None:
    together = both(one, other)
    assert together.is_open_at(instant) == (one.is_open_at(instant) and other.is_open_at(instant))
