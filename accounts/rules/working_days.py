"""The days of a calendar: which are worked, why the others are not, and counting in them.

A *working day* (JO) is a local day with at least one working span. Rules: DOMAIN.md §2.4, §3.3.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Self
from zoneinfo import ZoneInfo

from accounts.rules.weekly_hours import usual_minutes, why_impossible
from accounts.rules.working_year import ONE_DAY, Closure, Week, WorkingYear, lay_out

EMPTY_YEARS = 2
"""A search gives up after so many whole civil years in a row without a working day."""
FARTHEST = 100
"""It gives up as well after so many years: no promise is made for the next century."""


class CalendarIsClosed(Exception):
    """The calendar holds no opening where one is looked for: no date can be given."""


@dataclass(frozen=True)
class WorkingDays:
    """The hours of an ordinary week, less the closures. Equal and hashable by value."""

    name: str
    week: Week
    closures: tuple[Closure, ...] = ()
    timezone: str = "Europe/Paris"
    _years: dict[int, WorkingYear] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        if reason := why_impossible(self.week):
            raise ValueError(reason)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def usual_minutes(self) -> int:
        """Working minutes in a usual day: what one working day is worth when it is divided."""
        return usual_minutes(self.week)

    def with_closures(self, *closures: Closure) -> Self:
        """The same calendar with more days closed: a pause of the clock, for instance.

        The added reasons win over those already there.
        """
        return replace(self, closures=closures + self.closures)

    def is_open_day(self, day: date) -> bool:
        return day not in self._year(day.year).closed

    def why_closed(self, day: date) -> str | None:
        """The closure's reason, else the weekday (« samedi »); None when the day is worked."""
        return self._year(day.year).closed.get(day)

    def add_days(self, day: date, days: int) -> date:
        """The nth working day strictly after `day`; strictly before it when `days` is negative.

        The day itself never counts. Zero gives the day itself if worked, else the next one.
        """
        if days < 0:
            return self._days_before(day, -days)
        search = bisect_right if days else bisect_left
        wanted = max(days, 1)
        for year in self._years_from(day.year):
            passed = search(year.days, day)
            if passed + wanted <= len(year.days):
                return year.days[passed + wanted - 1]
            wanted -= len(year.days) - passed
        raise self._is_closed("après", day)

    def _days_before(self, day: date, wanted: int) -> date:
        for year in self._years_from(day.year, step=-1):
            earlier = bisect_left(year.days, day)
            if wanted <= earlier:
                return year.days[earlier - wanted]
            wanted -= earlier
        raise self._is_closed("avant", day)

    def days_between(self, start: date, end: date) -> int:
        """Working days after `start`, up to `end` included: the n of `add_days`.

        Negative when `end` comes first. The days of the parts add up to those of the whole.
        """
        if end < start:
            return -self.days_between(end, start)
        whole_years = sum(len(self._year(year).days) for year in range(start.year, end.year))
        in_last_year = bisect_right(self._year(end.year).days, end)
        return whole_years + in_last_year - bisect_right(self._year(start.year).days, start)

    def _year(self, number: int) -> WorkingYear:
        if number not in self._years:
            self._years[number] = lay_out(number, self.week, self.closures, self.zone)
        return self._years[number]

    def _years_from(self, first: int, step: int = 1) -> Iterator[WorkingYear]:
        """This year and the following (or earlier) ones, until too many are empty."""
        empty = 0
        for number in range(first, first + step * FARTHEST, step):
            year = self._year(number)
            yield year
            empty = 0 if year.days or number == first else empty + 1
            if empty == EMPTY_YEARS:
                return

    def _is_closed(self, side: str, day: date) -> CalendarIsClosed:
        return CalendarIsClosed(
            f"Le calendrier « {self.name} » ne permet aucune date {side} le {day:%d/%m/%Y} : "
            f"{EMPTY_YEARS} années entières sans jour ouvré, ou plus de {FARTHEST} ans de délai."
        )


def closures_from(days: Mapping[date, str]) -> tuple[Closure, ...]:
    """The shortest list of closures for these days and reasons."""
    numbered = enumerate(sorted(days.items()))
    runs: Iterable[list[tuple[int, tuple[date, str]]]] = (
        list(run)
        for _, run in groupby(numbered, lambda item: (item[1][0] - item[0] * ONE_DAY, item[1][1]))
    )
    return tuple(Closure(run[0][1][0], run[-1][1][0], run[0][1][1]) for run in runs)
