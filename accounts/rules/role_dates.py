"""A role named in a list, among the dates it is already known for: stretch one of them, or begin anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """`ends_on` is the first day without the role; None goes on. Equal dates: called off."""

    starts_on: date
    ends_on: date | None = None

    def reaches_beyond(self, day: date) -> bool:
        return self.starts_on != self.ends_on and (self.ends_on is None or self.ends_on > day)

    def meets(self, other: "Period") -> bool:
        return (other.ends_on is None or self.starts_on < other.ends_on) and (
            self.ends_on is None or other.starts_on < self.ends_on
        )


def fit(
    known: Sequence[Period], *, starts_on: date | None, ends_on: date | None, today: date
) -> tuple[int | None, Period]:
    """Which known period to stretch (None: a new one), and the dates it must have.

    An unsaid start is today's for a new role and changes no known one; an unsaid end ends nothing.
    A start known earlier stays: it is history. A role that has ended is not revived, it begins again.
    """
    last_day = ends_on - timedelta(days=1) if ends_on else today
    wanted = Period(starts_on or min(today, last_day), ends_on)
    for index, period in enumerate(known):
        if period.reaches_beyond(today) and period.meets(wanted):
            start = min(period.starts_on, starts_on or period.starts_on)
            end = ends_on or period.ends_on
            return index, Period(start, max(start, end) if end else None)
    past = [(i, period) for i, period in enumerate(known) if period.meets(wanted)]
    if past and not wanted.reaches_beyond(today):
        index, period = past[-1]
        return index, Period(min(period.starts_on, wanted.starts_on), wanted.ends_on)
    ends = [period.ends_on for _, period in past if period.ends_on]
    begin = Period(max([wanted.starts_on, *ends]), ends_on)
    same = [i for i, period in enumerate(known) if period.starts_on == begin.starts_on]
    return (same[0] if same else None), begin
