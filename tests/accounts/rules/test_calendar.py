"""The working calendar: known dates first, then what holds for any calendar."""

import time as stopwatch
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from accounts.rules.calendar import (
    CalendarIsClosed,
    Closure,
    WorkingCalendar,
    both,
    closures_from,
    weekly,
)
from accounts.rules.french_days import bank_holidays, school_holidays

PARIS = ZoneInfo("Europe/Paris")
YEARS = range(2025, 2029)
OFFICE_HOURS = weekly({weekday: [(time(8), time(18))] for weekday in range(5)})
SCHOOL_HOURS = weekly(
    {weekday: [(time(8), time(12)), (time(13, 30), time(17))] for weekday in (0, 1, 3, 4)}
    | {2: [(time(8), time(12))]}
)

FRANCE = WorkingCalendar("DRANE", OFFICE_HOURS, closures_from(bank_holidays(YEARS)))
MOSELLE = WorkingCalendar(
    "Metz", OFFICE_HOURS, closures_from(bank_holidays(YEARS, subdivision="Moselle"))
)
SCHOOL = WorkingCalendar("Collège", SCHOOL_HOURS, (*school_holidays("A", YEARS), *FRANCE.closures))
ROUND_THE_CLOCK = WorkingCalendar(
    "Astreinte", weekly({weekday: [(time(), time())] for weekday in range(7)})
)
NEVER = WorkingCalendar("Jamais", weekly({}))


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("calendar", "start", "hours", "due"),
    [
        (FRANCE, paris(2027, 3, 25, 16), 8, paris(2027, 3, 26, 14)),
        (MOSELLE, paris(2027, 3, 25, 16), 8, paris(2027, 3, 30, 14)),
        (MOSELLE, paris(2027, 3, 25, 16), 8, datetime(2027, 3, 30, 12, tzinfo=UTC)),
        (FRANCE, paris(2027, 5, 5, 17), 2, paris(2027, 5, 7, 9)),
    ],
)
def test_hours_skip_nights_weekends_and_bank_holidays(
    calendar: WorkingCalendar, start: datetime, hours: int, due: datetime
) -> None:
    assert calendar.add_minutes(start, hours * 60) == due
    assert calendar.minutes_between(start, due) == hours * 60


def test_results_are_told_in_the_time_of_the_calendar() -> None:
    due = FRANCE.add_minutes(datetime(2027, 3, 25, 15, tzinfo=UTC), 8 * 60)
    assert due.isoformat() == "2027-03-26T14:00:00+01:00"


def test_a_sum_that_ends_with_the_day_is_the_closing() -> None:
    assert FRANCE.add_minutes(paris(2026, 3, 19, 8), 600) == paris(2026, 3, 19, 18)
    assert FRANCE.add_minutes(paris(2026, 3, 19, 18), 0) == paris(2026, 3, 19, 18)
    assert FRANCE.add_minutes(paris(2026, 3, 20, 19), 0) == paris(2026, 3, 23, 8)


def test_the_lunch_break_is_not_worked() -> None:
    assert SCHOOL.add_minutes(paris(2026, 3, 19, 11), 90) == paris(2026, 3, 19, 14)
    assert SCHOOL.add_minutes(paris(2026, 3, 18, 11), 90) == paris(2026, 3, 19, 8, 30)


@pytest.mark.parametrize(
    ("night", "minutes"),
    [(date(2027, 3, 28), 23 * 60), (date(2027, 10, 31), 25 * 60), (date(2027, 6, 1), 24 * 60)],
)
def test_the_nights_when_the_hour_changes(night: date, minutes: int) -> None:
    start = datetime.combine(night, time(), PARIS)
    end = datetime.combine(night + timedelta(days=1), time(), PARIS)
    assert ROUND_THE_CLOCK.minutes_between(start, end) == minutes
    assert ROUND_THE_CLOCK.add_minutes(start, minutes) == end


def test_five_working_days_on_the_eve_of_the_toussaint_holidays() -> None:
    eve = date(2026, 10, 16)
    assert FRANCE.add_days(eve, 5) == date(2026, 10, 23)
    assert both(FRANCE, SCHOOL).add_days(eve, 5) == date(2026, 11, 6)


def test_the_school_year_of_the_domain_has_212_working_days_and_174_school_days() -> None:
    assert FRANCE.days_between(date(2025, 8, 31), date(2026, 7, 3)) == 212
    assert both(FRANCE, SCHOOL).days_between(date(2025, 8, 31), date(2026, 7, 3)) == 174


@pytest.mark.parametrize(
    ("day", "days", "result"),
    [
        (date(2026, 3, 20), 0, date(2026, 3, 20)),
        (date(2026, 3, 20), 1, date(2026, 3, 23)),
        (date(2026, 3, 21), 0, date(2026, 3, 23)),
        (date(2026, 3, 21), 1, date(2026, 3, 23)),
        (date(2026, 3, 23), -1, date(2026, 3, 20)),
        (date(2026, 3, 22), -1, date(2026, 3, 20)),
        (date(2026, 1, 2), -3, date(2025, 12, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
    ],
)
def test_the_day_itself_never_counts(day: date, days: int, result: date) -> None:
    assert FRANCE.add_days(day, days) == result


def test_why_a_day_is_closed() -> None:
    assert FRANCE.why_closed(date(2027, 3, 29)) == "lundi de Pâques"
    assert FRANCE.why_closed(date(2027, 3, 27)) == "samedi"
    assert FRANCE.why_closed(date(2027, 3, 26)) is None
    assert MOSELLE.why_closed(date(2027, 3, 26)) == "Vendredi saint"
    assert SCHOOL.why_closed(date(2027, 4, 17)) == "vacances de printemps"
    assert not SCHOOL.is_open_day(date(2027, 4, 19))


def test_an_added_closure_names_the_day() -> None:
    pause = Closure(date(2027, 3, 29), date(2027, 3, 30), "en attente de votre réponse")
    paused = FRANCE.with_closures(pause)
    assert paused.why_closed(date(2027, 3, 29)) == "en attente de votre réponse"
    assert paused.add_days(date(2027, 3, 26), 1) == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (paris(2026, 3, 19, 9, 5), 1, paris(2026, 3, 20, 9, 5)),
        (paris(2026, 3, 20, 17, 30), 1, paris(2026, 3, 23, 17, 30)),
        (paris(2026, 3, 21, 10), 1, paris(2026, 3, 24, 8)),
        (paris(2026, 3, 20, 18), 3, paris(2026, 3, 25, 18)),
        (paris(2026, 3, 19, 16), Decimal("0.5"), paris(2026, 3, 20, 11)),
        (paris(2026, 3, 19, 9, 5), 1.5, paris(2026, 3, 20, 14, 5)),
        (paris(2026, 3, 27, 9), 1, paris(2026, 3, 30, 9)),
    ],
)
def test_working_days_from_an_instant(
    start: datetime, days: Decimal | float, due: datetime
) -> None:
    assert FRANCE.add_working_days(start, days) == due


def test_the_same_time_is_moved_into_the_hours_of_the_day() -> None:
    lunch = WorkingCalendar("Accueil", weekly({3: [(time(8), time(18))], 4: SCHOOL_HOURS[0]}))
    assert lunch.add_working_days(paris(2026, 3, 19, 12, 45), 1) == paris(2026, 3, 20, 13, 30)
    assert lunch.add_working_days(paris(2026, 3, 19, 17, 45), 1) == paris(2026, 3, 20, 17)
    assert SCHOOL.add_working_days(paris(2026, 3, 17, 16), 1) == paris(2026, 3, 18, 12)


def test_a_usual_day_is_the_most_frequent_one() -> None:
    assert FRANCE.usual_minutes == 600
    assert SCHOOL.usual_minutes == 450
    assert ROUND_THE_CLOCK.usual_minutes == 1440
    assert NEVER.usual_minutes == 0


def test_before_a_day_falls_due_at_its_closing() -> None:
    assert SCHOOL.end_of_day(date(2026, 3, 12)) == paris(2026, 3, 12, 17)
    assert SCHOOL.end_of_day(date(2026, 3, 18)) == paris(2026, 3, 18, 12)
    assert SCHOOL.end_of_day(date(2026, 3, 21)) == paris(2026, 3, 23, 17)
    assert ROUND_THE_CLOCK.end_of_day(date(2026, 3, 18)) == paris(2026, 3, 19)


def test_a_closing_at_midnight_belongs_to_the_day_it_closes() -> None:
    evenings = WorkingCalendar("Soir", weekly({0: [(time(18), time())]}))
    assert evenings.day_of(paris(2026, 3, 24)) == date(2026, 3, 23)
    assert evenings.add_working_days(paris(2026, 3, 24), 1) == paris(2026, 3, 31)
    assert ROUND_THE_CLOCK.day_of(paris(2026, 3, 24)) == date(2026, 3, 24)


def test_the_next_opening() -> None:
    assert SCHOOL.next_opening(paris(2026, 3, 19, 9)) == paris(2026, 3, 19, 9)
    assert SCHOOL.next_opening(paris(2026, 3, 19, 12)) == paris(2026, 3, 19, 13, 30)
    assert SCHOOL.next_opening(paris(2026, 12, 18, 17)) == paris(2027, 1, 4, 8)


def test_opening_is_included_and_closing_is_not() -> None:
    assert FRANCE.is_open_at(paris(2026, 3, 19, 8))
    assert not FRANCE.is_open_at(paris(2026, 3, 19, 18))
    assert not FRANCE.is_open_at(paris(2026, 3, 21, 10))


def test_a_visit_needs_both_hours() -> None:
    visit = both(FRANCE, SCHOOL)
    assert visit.week == SCHOOL_HOURS
    assert visit.why_closed(date(2027, 2, 15)) == "vacances d'hiver"
    assert both(ROUND_THE_CLOCK, FRANCE).week == FRANCE.week
    assert both(NEVER, FRANCE).week == NEVER.week


def test_two_time_zones_have_no_common_calendar() -> None:
    island = WorkingCalendar("La Réunion", OFFICE_HOURS, timezone="Indian/Reunion")
    with pytest.raises(ValueError, match="La Réunion"):
        both(FRANCE, island)


@pytest.mark.parametrize(
    "calendar",
    [
        NEVER,
        FRANCE.with_closures(Closure(date(2026, 1, 1), date(2099, 12, 31), "fermé")),
    ],
)
def test_a_closed_calendar_says_so_instead_of_looping(calendar: WorkingCalendar) -> None:
    asked: tuple[Callable[[], object], ...] = (
        lambda: calendar.next_opening(paris(2026, 3, 19)),
        lambda: calendar.add_minutes(paris(2026, 3, 19), 10),
        lambda: calendar.add_minutes(paris(2026, 3, 19), 0),
        lambda: calendar.add_working_days(paris(2026, 3, 19), 1),
        lambda: calendar.add_days(date(2026, 3, 19), 1),
        lambda: calendar.end_of_day(date(2026, 3, 19)),
    )
    for ask in asked:
        with pytest.raises(CalendarIsClosed, match=f"« {calendar.name} »"):
            ask()
    with pytest.raises(CalendarIsClosed):
        NEVER.add_days(date(2026, 3, 19), -1)


def test_a_year_of_closure_is_crossed() -> None:
    works = FRANCE.with_closures(Closure(date(2026, 3, 20), date(2027, 12, 31), "travaux"))
    assert works.add_days(date(2026, 3, 19), 1) == date(2028, 1, 3)


def test_a_delay_of_centuries_is_refused() -> None:
    with pytest.raises(CalendarIsClosed):
        FRANCE.add_days(date(2026, 3, 19), 1_000_000)


@pytest.mark.parametrize(
    ("spans", "message"),
    [
        ([(time(18), time(8))], "Le lundi, la plage de 18:00 à 08:00 est vide."),
        ([(time(8), time(12)), (time(11), time(17))], "Le lundi, deux plages se chevauchent"),
        ([(time(8), time()), (time(11), time(17))], "Le lundi, deux plages se chevauchent"),
    ],
)
def test_impossible_hours_are_refused(spans: list[tuple[time, time]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        WorkingCalendar("Faux", weekly({0: spans}))


def test_nonsense_is_refused() -> None:
    with pytest.raises(ValueError, match="sept jours"):
        WorkingCalendar("Faux", OFFICE_HOURS[:5])
    with pytest.raises(ValueError, match="finit avant"):
        Closure(date(2026, 3, 19), date(2026, 3, 18), "travaux")
    with pytest.raises(ValueError, match="négatif"):
        FRANCE.add_minutes(paris(2026, 3, 19), -1)
    with pytest.raises(ValueError, match="négatif"):
        FRANCE.add_working_days(paris(2026, 3, 19), -1)
    with pytest.raises(ValueError, match="fuseau"):
        FRANCE.add_minutes(datetime(2026, 3, 19), 1)


def test_closures_are_kept_short() -> None:
    christmas = Closure(date(2026, 12, 19), date(2027, 1, 3), "vacances de Noël")
    days = {christmas.first + timedelta(days=n): christmas.reason for n in range(16)}
    ascension = {date(2027, 5, 6): "Ascension", date(2027, 5, 7): "pont"}
    assert closures_from(days | ascension) == (
        christmas,
        Closure(date(2027, 5, 6), date(2027, 5, 6), "Ascension"),
        Closure(date(2027, 5, 7), date(2027, 5, 7), "pont"),
    )


def test_calendars_are_values() -> None:
    twin = WorkingCalendar(FRANCE.name, FRANCE.week, FRANCE.closures)
    twin.add_days(date(2026, 3, 19), 3)
    assert twin == FRANCE
    assert hash(twin) == hash(FRANCE)
    assert twin != MOSELLE


def test_a_sweep_can_ask_thousands_of_times_a_second() -> None:
    start = paris(2026, 3, 19, 9, 5)
    FRANCE.add_minutes(start, 60)
    began = stopwatch.process_time()
    for minutes in range(2_000):
        FRANCE.minutes_between(start, FRANCE.add_minutes(start, minutes))
    assert stopwatch.process_time() - began < 1
