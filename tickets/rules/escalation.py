"""What the time engine does next to a ticket, and when (I3, I5, §4.2). Pure: facts in, a step out."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from accounts.rules.calendar import WorkingCalendar
from tickets.enums import Status

from .promises import opening_of
from .workflow import UNCLAIMED, WITH_REQUESTER

#: School days between two reminders to the requester, and until silence is taken for an answer (DOMAIN §0, I5).
REQUESTER_REMINDER_DAYS = {Status.WAITING_REQUESTER: 4, Status.RESOLVED: 2}
REQUESTER_REMINDERS = {Status.WAITING_REQUESTER: 3, Status.RESOLVED: 2}
SILENCE_DAYS = {Status.WAITING_REQUESTER: 15, Status.RESOLVED: 5}
#: School days after which the head is reminded of an approval, before the last day (R08).
APPROVAL_REMINDER_DAYS = 3
#: School days during which a closed ticket can be reopened in one click.
REOPENING_DAYS = 30


class Step(StrEnum):
    """One thing that the engine does to a ticket."""

    REMIND = "remind"
    BREAK = "break"
    UNCLAIMED = "unclaimed"
    REMIND_REQUESTER = "remind_requester"
    TAKE_SILENCE = "take_silence"


@dataclass(frozen=True)
class Watch:
    """What of an open ticket the engine looks at. reminders: given since the date was set."""

    status: Status
    promised_on: date
    due_at: datetime
    held_since: datetime
    reminders: int
    approval_pending: bool = False


@dataclass(frozen=True)
class Due:
    """The next step and the instant from which it must be done."""

    step: Step
    at: datetime


def next_due(
    watch: Watch, *, holder_calendar: WorkingCalendar, school_calendar: WorkingCalendar
) -> Due:
    """The next step of an open ticket: there is always one, so that no ticket is ever forgotten."""
    if watch.status in WITH_REQUESTER:
        return _with_requester(watch, school_calendar)
    if watch.status in UNCLAIMED:
        return Due(Step.UNCLAIMED, watch.due_at)
    left = _reminders(watch, holder_calendar, school_calendar)[watch.reminders :]
    if left:
        return Due(Step.REMIND, left[0])
    return Due(Step.BREAK, end_of(watch.promised_on, holder_calendar))


def reminders_missed(
    watch: Watch,
    *,
    now: datetime,
    holder_calendar: WorkingCalendar,
    school_calendar: WorkingCalendar,
) -> int:
    """How many reminders of a date set now are already behind: who promises for today needs none today."""
    if watch.status in WITH_REQUESTER or watch.status in UNCLAIMED:
        return 0
    instants = _reminders(watch, holder_calendar, school_calendar)
    return sum(instant <= now for instant in instants)


def requester_due(status: Status, since: datetime, calendar: WorkingCalendar) -> datetime:
    """The date of a ticket that the requester has held since then: its first reminder."""
    return _reminder(status, 1, calendar.day_of(since), calendar)


def end_of(day: date, calendar: WorkingCalendar) -> datetime:
    """Midnight after a promised day, where it was promised: J+1 00:00 of I3."""
    return datetime.combine(day + timedelta(days=1), time(), calendar.zone)


def _reminders(
    watch: Watch, holder_calendar: WorkingCalendar, school_calendar: WorkingCalendar
) -> list[datetime]:
    """When the holder is reminded of his date: that day, and before it a head whose approval is awaited."""
    on_the_day = min(opening_of(watch.promised_on, holder_calendar), watch.due_at)
    if not watch.approval_pending:
        return [on_the_day]
    first_day = school_calendar.day_of(watch.held_since)
    early = school_calendar.add_days(first_day, APPROVAL_REMINDER_DAYS)
    return sorted({min(opening_of(early, school_calendar), on_the_day), on_the_day})


def _with_requester(watch: Watch, calendar: WorkingCalendar) -> Due:
    since = calendar.day_of(watch.held_since)
    if watch.reminders < REQUESTER_REMINDERS[watch.status]:
        nth = watch.reminders + 1
        return Due(Step.REMIND_REQUESTER, _reminder(watch.status, nth, since, calendar))
    last_day = calendar.add_days(since, SILENCE_DAYS[watch.status])
    return Due(Step.TAKE_SILENCE, calendar.end_of_day(last_day))


def _reminder(status: Status, nth: int, since: date, calendar: WorkingCalendar) -> datetime:
    days = REQUESTER_REMINDER_DAYS[status] * nth
    return opening_of(calendar.add_days(since, days), calendar)
