"""The two targets of a ticket: first answer and resolution (or decision), « visés », never « garantis »."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from accounts.rules.calendar import WorkingCalendar
from tickets.enums import Extent, Priority

#: (first answer, resolution) in working days. The type's own targets hold, an urgent priority shortens them
#: (DOMAIN §0, §3.3): P3 and P4 are the ordinary case of an incident and of a decision, they shorten nothing.
BY_PRIORITY: dict[Priority, tuple[Decimal, Decimal]] = {
    Priority.P1: (Decimal("0.5"), Decimal(1)),
    Priority.P2: (Decimal(1), Decimal(5)),
}


@dataclass(frozen=True)
class TypeTargets:
    """What the catalogue says of a type, in working days."""

    first_answer_days: Decimal
    target_days: Decimal
    by_extent: dict[str, float]
    days_before_deadline: int | None = None


@dataclass(frozen=True)
class Targets:
    first_answer_due_at: datetime
    target_at: datetime


def targets(
    kind: TypeTargets,
    *,
    extent: Extent,
    priority: Priority,
    deadline: date | None,
    now: datetime,
    calendar: WorkingCalendar,
) -> Targets:
    """The instants aimed at: the type's targets, which the priority can only shorten.

    A dated operation aims at its date less the days of the type (R12), or now if that is past.
    """
    first = kind.first_answer_days
    resolution = Decimal(str(kind.by_extent.get(extent, kind.target_days)))
    if priority in BY_PRIORITY:
        first = min(first, BY_PRIORITY[priority][0])
        resolution = min(resolution, BY_PRIORITY[priority][1])
    target_at = calendar.add_working_days(now, resolution)
    if deadline is not None and kind.days_before_deadline is not None:
        rehearsal = calendar.add_days(deadline, -kind.days_before_deadline)
        target_at = max(calendar.end_of_day(rehearsal), now)
    return Targets(calendar.add_working_days(now, first), target_at)


def after_pause(
    instant: datetime, *, stopped_at: datetime, now: datetime, calendar: WorkingCalendar
) -> datetime:
    """A target moved by the working time during which the requester held the ball."""
    paused = calendar.time_between(stopped_at, now)
    return calendar.add_time(instant, paused) if paused > timedelta() else instant
