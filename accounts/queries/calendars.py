"""The value of a calendar row: its hours, bank holidays, school holidays and closures."""

from datetime import date, time, timedelta
from functools import lru_cache
from uuid import UUID

from django.db.models import Max

from accounts.enums import Zone
from accounts.models import Calendar, Closure, School, SchoolHoliday
from accounts.rules.calendar import Closure as Closed
from accounts.rules.calendar import WorkingCalendar, closures_from, weekly
from accounts.rules.french_days import bank_holidays
from accounts.rules.standard_calendars import NEUTRAL_NAME, school_calendar_name, zone_of
from accounts.rules.stored_hours import week_from

#: Bank holidays are laid out for these years: all that the product measures or promises.
YEARS = range(2015, 2051)
#: With less than this ahead, someone must be told that the next school year is unknown.
HORIZON = timedelta(days=365)

#: Monday to Friday without bank holidays: time in each party's hands is measured on it, so that parts add up.
NEUTRAL = WorkingCalendar(NEUTRAL_NAME, weekly({day: [(time(8), time(18))] for day in range(5)}))


def calendar_value(calendar: Calendar) -> WorkingCalendar:
    """The calendar as a value, kept in this process until the database renews its revision."""
    return _value(calendar.pk, calendar.revision)


def school_calendar(school: School) -> Calendar | None:
    """The calendar of a school: its own, else that of its académie's zone if it was loaded."""
    if school.calendar is not None:
        return school.calendar
    zone = zone_of(school.academy)
    return Calendar.objects.filter(name=school_calendar_name(zone)).first() if zone else None


def zones_running_out(today: date) -> dict[Zone, date | None]:
    """The zones that calendars use and whose school holidays stop within twelve months.

    The date is the last day known; None when the zone has no holidays at all.
    """
    used = set(Calendar.objects.exclude(zone="").values_list("zone", flat=True))
    ends = SchoolHoliday.objects.filter(zone__in=used).values_list("zone").annotate(Max("ends_on"))
    last = dict(ends.order_by("zone"))
    return {
        Zone(zone): last.get(zone)
        for zone in sorted(used)
        if zone not in last or last[zone] < today + HORIZON
    }


@lru_cache(maxsize=512)
def _value(pk: int, revision: UUID) -> WorkingCalendar:  # revision: the key of the cache
    row = Calendar.objects.get(pk=pk)
    closures = [
        *(Closed(c.starts_on, c.ends_on, c.label) for c in Closure.objects.filter(calendar=row)),
        *closures_from(_bank_holidays(row)),
        *_school_holidays(row.zone),
    ]
    return WorkingCalendar(row.name, week_from(row.weekly_hours), tuple(closures), row.timezone)


def _bank_holidays(row: Calendar) -> dict[date, str]:
    return bank_holidays(YEARS, row.subdivision or None) if row.bank_holidays else {}


def _school_holidays(zone: str) -> list[Closed]:
    if not zone:
        return []
    return [
        Closed(h.starts_on, h.ends_on, h.label) for h in SchoolHoliday.objects.filter(zone=zone)
    ]
