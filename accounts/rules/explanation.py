"""A date that explains itself: each day on the way, counted or not, and why (PRODUCT.md 21).

The lines are written by walking the days; the date comes from the calendar's arithmetic. That
`recompute()` finds the same date from the lines alone is what the tests hold.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby

from accounts.rules.calendar import WorkingCalendar
from accounts.rules.working_year import ONE_DAY, as_utc

COUNTED = "compté"
START = "jour de départ"
AFTER_HOURS = "hors des heures de travail"
FIRST_OPEN = "premier jour ouvré"
NOTHING = timedelta()


@dataclass(frozen=True, slots=True)
class Line:
    """A day (or a span of a day) on the way, what it counts for, and the French reason."""

    day: date
    reason: str
    days: int = 0
    time: timedelta = NOTHING
    since: datetime | None = None
    """The instant from which `time` is counted; for a whole day, the instant it leads to."""

    @property
    def is_counted(self) -> bool:
        return bool(self.days or self.time)

    @property
    def until(self) -> datetime | None:
        """The instant reached once this line is counted."""
        if self.since is None:
            return None
        return (as_utc(self.since) + self.time).astimezone(self.since.tzinfo)

    @property
    def amount(self) -> str:
        """« 1 jour », « 2 h », « 1 h 30 », « 45 min »; empty when nothing is counted."""
        if self.days:
            return f"{self.days} jour{'s' if self.days > 1 else ''}"
        hours, minutes = divmod(round(self.time / timedelta(minutes=1)), 60)
        if hours:
            return f"{hours} h {minutes:02}" if minutes else f"{hours} h"
        return f"{minutes} min" if self.time else ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The lines that lead to a date, and to an instant when counting started from one."""

    lines: tuple[Line, ...]
    days: int
    """Working days asked for."""
    time: timedelta
    """Working time asked for, besides the days."""
    due_on: date
    due_at: datetime | None = None

    def recompute(self) -> date:
        """The date, from the lines alone; an error when their sum is not what was asked for."""
        return self._last_counted().day

    def recompute_at(self) -> datetime | None:
        """The instant, from the lines alone; None when only days were counted."""
        return self._last_counted().until

    def groups(self) -> Iterator[tuple[Line, ...]]:
        """The lines for a screen: days in a row skipped for the same reason go together."""
        numbered = enumerate(self.lines)
        alike = groupby(numbered, lambda n: (n[1].reason, n[0] if n[1].is_counted else None))
        return (tuple(line for _, line in group) for _, group in alike)

    def _last_counted(self) -> Line:
        total = (
            sum(line.days for line in self.lines),
            sum((n.time for n in self.lines), NOTHING),
        )
        if total != (self.days, self.time):
            raise ValueError(f"The lines add up to {total}, not to {self.days}, {self.time}.")
        return next((line for line in reversed(self.lines) if line.is_counted), self.lines[-1])


def explain_days(calendar: WorkingCalendar, start: date, days: int) -> Explanation:
    """How `calendar.add_days(start, days)` comes about; walks back when `days` is negative."""
    due = calendar.add_days(start, days)
    step = ONE_DAY if start <= due else -ONE_DAY
    walk = (start + n * step for n in range(abs((due - start).days) + 1))
    lines = tuple(_day_line(calendar, day, start, days) for day in walk)
    return Explanation(lines, abs(days), NOTHING, due)


def explain_minutes(calendar: WorkingCalendar, start: datetime, minutes: float) -> Explanation:
    """How `calendar.add_minutes(start, minutes)` comes about, one line per working span."""
    due = calendar.add_minutes(start, minutes)
    first, last = calendar.day_of(start), calendar.day_of(due)
    walk = (first + n * ONE_DAY for n in range((last - first).days + 1))
    lines = [line for day in walk for line in _time_lines(calendar, day, start, due)]
    if not minutes:
        lines[-1] = Line(last, FIRST_OPEN if start < due else START, since=due)
    return Explanation(tuple(lines), 0, timedelta(minutes=minutes), last, due)


def explain_working_days(
    calendar: WorkingCalendar, start: datetime, days: Decimal | float
) -> Explanation:
    """How `calendar.add_working_days(start, days)` comes about: whole days, then the fraction."""
    whole, minutes = calendar.split_days(days)
    if not whole:
        return explain_minutes(calendar, start, minutes)
    lead = explain_minutes(calendar, start, 0)
    landing = calendar.add_working_days(start, whole)
    whole_days = explain_days(calendar, lead.due_on, whole)
    last = Line(whole_days.due_on, COUNTED, days=1, since=landing)
    lines = lead.lines[:-1] + whole_days.lines[:-1] + (last,)
    if not minutes:
        return Explanation(lines, whole, NOTHING, whole_days.due_on, landing)
    rest = explain_minutes(calendar, landing, minutes)
    return Explanation(lines + rest.lines, whole, rest.time, rest.due_on, rest.due_at)


def _day_line(calendar: WorkingCalendar, day: date, start: date, days: int) -> Line:
    if reason := calendar.why_closed(day):
        return Line(day, reason)
    if day == start:
        return Line(day, START)
    return Line(day, COUNTED, days=1) if days else Line(day, FIRST_OPEN)


def _time_lines(calendar: WorkingCalendar, day: date, start: datetime, due: datetime) -> list[Line]:
    counted = [
        Line(
            day,
            COUNTED,
            time=as_utc(until) - as_utc(since),
            since=since,
        )
        for opening, closing in calendar.spans_on(day)
        if (since := max(opening, start, key=as_utc)) < (until := min(closing, due, key=as_utc))
    ]
    return counted or [Line(day, calendar.why_closed(day) or AFTER_HOURS)]
