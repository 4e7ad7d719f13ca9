"""One civil year of a calendar, laid out so that every question is one search in a sorted list.

A calendar asks for the same few years again and again: each is laid out once (about a
millisecond) and then answers in microseconds.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

MIDNIGHT = time(0)
ONE_DAY = timedelta(days=1)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

Span = tuple[time, time]
"""Local opening and closing time; a closing at midnight (00:00) is the end of the day."""
Week = tuple[tuple[Span, ...], ...]
"""The spans of each weekday, Monday first, in order and without overlap."""


@dataclass(frozen=True, slots=True)
class Closure:
    """Days without work, both ends included, and the French reason shown to people."""

    first: date
    last: date
    reason: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"La fermeture « {self.reason} » finit avant de commencer.")


@dataclass(frozen=True, slots=True)
class WorkingYear:
    """The working days and the working spans (UTC instants) of one civil year of local days."""

    closed: Mapping[date, str]
    days: Sequence[date]
    openings: Sequence[datetime]
    closings: Sequence[datetime]
    worked_before: Sequence[timedelta]
    """Time worked in the year before each span, then the year's total as one more item."""

    @property
    def total(self) -> timedelta:
        return self.worked_before[-1]

    def worked_until(self, instant: datetime) -> timedelta:
        """Time worked from the start of the year to an instant of the year."""
        span = bisect_right(self.openings, instant) - 1
        if span < 0:
            return timedelta()
        reached = min(instant, self.closings[span])
        return self.worked_before[span] + (reached - self.openings[span])

    def instant_when(self, worked: timedelta) -> datetime:
        """The earliest instant at which that much (more than nothing) has been worked."""
        span = bisect_left(self.worked_before, worked) - 1
        return self.openings[span] + (worked - self.worked_before[span])

    def is_open_at(self, instant: datetime) -> bool:
        span = bisect_right(self.openings, instant) - 1
        return span >= 0 and instant < self.closings[span]

    def next_opening(self, instant: datetime) -> datetime | None:
        span = bisect_right(self.closings, instant)
        return max(instant, self.openings[span]) if span < len(self.openings) else None


def as_utc(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError(f"Un instant sans fuseau horaire n'en est pas un : {instant}.")
    return instant.astimezone(UTC)


def lay_out(year: int, week: Week, closures: Sequence[Closure], zone: ZoneInfo) -> WorkingYear:
    """Where several closures cover a day, the first listed names it; closures before weekdays."""
    days = _days_from(date(year, 1, 1), date(year, 12, 31))
    closed = {day: WEEKDAYS[day.weekday()] for day in days if not week[day.weekday()]}
    for closure in reversed(closures):
        first, last = max(closure.first, days[0]), min(closure.last, days[-1])
        closed.update(dict.fromkeys(_days_from(first, last), closure.reason))
    working_days = [day for day in days if day not in closed]
    spans = list(_spans(working_days, week, zone))
    lengths = (closing - opening for opening, closing in spans)
    return WorkingYear(
        closed=closed,
        days=working_days,
        openings=[opening for opening, _ in spans],
        closings=[closing for _, closing in spans],
        worked_before=list(accumulate(lengths, initial=timedelta())),
    )


def _days_from(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _spans(days: Sequence[date], week: Week, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """A span which the spring change swallows starts no earlier than the previous one ended."""
    free_from = datetime.min.replace(tzinfo=UTC)
    for day in days:
        for opens, closes in week[day.weekday()]:
            opening = max(free_from, _instant(day, opens, zone))
            closing = _instant(day + ONE_DAY if closes == MIDNIGHT else day, closes, zone)
            if opening < closing:
                yield opening, closing
                free_from = closing


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
