"""The value of a calendar row: its hours, bank holidays, school holidays and closures."""

from datetime import date, time
from functools import lru_cache
from uuid import UUID

from accounts.models import Calendar, Closure, SchoolHoliday
from accounts.rules.calendar import Closure as Closed
from accounts.rules.calendar import WorkingCalendar, closures_from, weekly
from accounts.rules.french_days import bank_holidays

#: Bank holidays are laid out for these years: all that the product measures or promises.
YEARS = range(2015, 2036)

#: Monday to Friday without bank holidays: time in each party's hands is measured on it, so that parts add up.
NEUTRAL = WorkingCalendar("Neutre", weekly({day: [(time(8), time(18))] for day in range(5)}))


def calendar_value(calendar: Calendar) -> WorkingCalendar:
    """The calendar as a value, kept in this process until the database renews its revision."""
    return _value(calendar.pk, calendar.revision)


@lru_cache(maxsize=512)
def _value(pk: int, revision: UUID) -> WorkingCalendar:  # noqa: ARG001  the revision is the cache's key
    row = Calendar.objects.get(pk=pk)
    hours = {
        int(day): [(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in spans]
        for day, spans in row.weekly_hours.items()
    }
    closures = [
        *(Closed(c.starts_on, c.ends_on, c.label) for c in Closure.objects.filter(calendar=row)),
        *closures_from(_bank_holidays(row)),
        *_school_holidays(row.zone),
    ]
    return WorkingCalendar(row.name, weekly(hours), tuple(closures), row.timezone)


def _bank_holidays(row: Calendar) -> dict[date, str]:
    return bank_holidays(YEARS, row.subdivision or None) if row.bank_holidays else {}


def _school_holidays(zone: str) -> list[Closed]:
    if not zone:
        return []
    return [Closed(h.starts_on, h.ends_on, h.label) for h in SchoolHoliday.objects.filter(zone=zone)]
