"""The working calendar: on which days and at what hours people work, and what that does to dates.

Rules: DOMAIN.md §0 (*Clocks*), §2.4 and §3.3; PRODUCT.md features 20 and 21. A working minute is
a real minute, measured in UTC: the changes of hour neither add nor lose one. Instants come in
aware, in any zone, and go out in the calendar's. A result is always in working time, edges
included.

A calendar lays out each year on first use: build the value once per sweep or request, and keep it.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from accounts.rules.weekly_hours import shared_hours, weekly
from accounts.rules.working_days import CalendarIsClosed, WorkingDays, closures_from
from accounts.rules.working_year import ONE_DAY, Closure, Span, Week, WorkingYear, as_utc

__all__ = [
    "CalendarIsClosed",
    "Closure",
    "Span",
    "Week",
    "WorkingCalendar",
    "both",
    "closures_from",
    "weekly",
]

RESOLUTION = timedelta(microseconds=1)


@dataclass(frozen=True)
class WorkingCalendar(WorkingDays):
    """Working days, and the instants inside them."""

    def is_open_at(self, instant: datetime) -> bool:
        """Opening included, closing excluded."""
        moment = as_utc(instant)
        return self._year_of(moment).is_open_at(moment)

    def next_opening(self, instant: datetime) -> datetime:
        """The earliest instant, this one included, at which there is work."""
        moment = as_utc(instant)
        first = self._local(moment)
        for year in self._years_from(first.year):
            if opening := year.next_opening(moment):
                return self._local(opening)
        raise self._is_closed("après", first)

    def start_of_work(self, instant: datetime) -> datetime:
        """Where counting starts: the instant itself in working time (both edges), else opening."""
        moment = as_utc(instant)
        if self.is_open_at(moment) or self.is_open_at(moment - RESOLUTION):
            return self._local(moment)
        return self.next_opening(moment)

    def spans_on(self, day: date) -> list[tuple[datetime, datetime]]:
        """The working spans of a local day; none when it is closed."""
        year = self._year(day.year)
        first, last = (
            bisect_left(year.openings, datetime.combine(edge, time(), self.zone))
            for edge in (day, day + ONE_DAY)
        )
        spans = zip(year.openings[first:last], year.closings[first:last], strict=True)
        return [(self._local(opening), self._local(closing)) for opening, closing in spans]

    def end_of_day(self, day: date) -> datetime:
        """The last working instant of a day: when « avant le 12 mars » falls due.

        A closed day answers for the next working day: a closure decided after the promise
        must not make it late.
        """
        return self.spans_on(self.add_days(day, 0))[-1][1]

    def day_of(self, instant: datetime) -> date:
        """The local day of an instant; a closing at midnight belongs to the day it closes."""
        just_before = self._local(as_utc(instant) - RESOLUTION)
        if self.is_open_at(just_before) and not self.is_open_at(instant):
            return just_before.date()
        return self._local(instant).date()

    def add_minutes(self, instant: datetime, minutes: float) -> datetime:
        """The earliest instant by which so many working minutes have gone by.

        A sum which ends with the day gives that day's closing, not the next opening.
        """
        return self.add_time(instant, timedelta(minutes=minutes))

    def add_time(self, instant: datetime, work: timedelta) -> datetime:
        """`add_minutes` for an exact duration."""
        if work < timedelta():
            raise ValueError("Un délai ne peut pas être négatif.")
        if not work:
            return self.start_of_work(instant)
        moment = as_utc(instant)
        work += self._year_of(moment).worked_until(moment)
        first = self._local(moment)
        for year in self._years_from(first.year):
            if work <= year.total:
                return self._local(year.instant_when(work))
            work -= year.total
        raise self._is_closed("après", first)

    def time_between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from one instant to another, exact; negative when `end` comes first.

        The times of the parts add up to that of the whole.
        """
        first, last = as_utc(start), as_utc(end)
        if last < first:
            return -self.time_between(last, first)
        years = range(self._local(first).year, self._local(last).year)
        whole_years = sum((self._year(year).total for year in years), timedelta())
        in_last_year = self._year_of(last).worked_until(last)
        return whole_years + in_last_year - self._year_of(first).worked_until(first)

    def minutes_between(self, start: datetime, end: datetime) -> float:
        """`time_between` in minutes: the inverse of `add_minutes`."""
        return self.time_between(start, end) / timedelta(minutes=1)

    def add_working_days(self, instant: datetime, days: Decimal | float) -> datetime:
        """The instant so many working days later (« délai visé : 0,5 ou 2 jours ouvrés »).

        Counting starts in working time (`start_of_work`). The whole days lead to the same local
        time that many working days later, moved into that day's hours: forward to the day's next
        opening (lunch), else back to its closing. A fraction then adds its share of
        `usual_minutes`, rounded to the minute. A later start never gives an earlier result.
        """
        whole, minutes = self.split_days(days)
        return self.add_minutes(self._days_later(self.start_of_work(instant), whole), minutes)

    def split_days(self, days: Decimal | float) -> tuple[int, int]:
        """The whole days, and the rest as working minutes of a usual day."""
        if days < 0:
            raise ValueError("Un délai ne peut pas être négatif.")
        whole, share = divmod(Decimal(str(days)), 1)
        return int(whole), round(share * self.usual_minutes)

    def _days_later(self, start: datetime, days: int) -> datetime:
        if not days:
            return start
        first_day = self.day_of(start)
        day = self.add_days(first_day, days)
        spans = self.spans_on(day)
        same_time = self.start_of_work(start + (day - first_day))
        return min(max(same_time, spans[0][0], key=as_utc), spans[-1][1], key=as_utc)

    def _year_of(self, moment: datetime) -> WorkingYear:
        return self._year(self._local(moment).year)

    def _local(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone)


def both(one: WorkingCalendar, other: WorkingCalendar) -> WorkingCalendar:
    """The calendar of days and hours at which both work: a visit, with someone to open the door.

    The first calendar's reasons win on the days that both close.
    """
    if one.timezone != other.timezone:
        raise ValueError(f"« {one.name} » et « {other.name} » n'ont pas la même heure.")
    return WorkingCalendar(
        name=f"{one.name} et {other.name}",
        week=shared_hours(one.week, other.week),
        closures=one.closures + other.closures,
        timezone=one.timezone,
    )
