"""Calendars for the tests of rules: an office, and a school with holidays."""

from datetime import date, datetime, time

from hypothesis import strategies as st

from accounts.clock import PARIS
from accounts.rules.calendar import Closure, WorkingCalendar, weekly

WEEK = weekly({day: [(time(8), time(18))] for day in range(5)})
OFFICE = WorkingCalendar(
    "Bureaux", WEEK, (Closure(date(2026, 5, 1), date(2026, 5, 1), "Fête du travail"),)
)
SCHOOL = WorkingCalendar(
    "Établissement",
    WEEK,
    (
        Closure(date(2026, 2, 7), date(2026, 2, 22), "vacances d'hiver"),
        Closure(date(2026, 4, 4), date(2026, 4, 19), "vacances de printemps"),
    ),
)


def at(day: int, hour: int = 10, minute: int = 0, *, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


instants = st.datetimes(datetime(2026, 1, 5), datetime(2026, 6, 26), timezones=st.just(PARIS))
days = st.dates(date(2026, 1, 5), date(2026, 6, 26))
