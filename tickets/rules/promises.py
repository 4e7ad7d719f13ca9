"""Promises: which dates may be promised, and what becomes of a promise (I2, I3, I8)."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from accounts.rules.calendar import WorkingCalendar
from tickets.enums import Outcome, Priority

#: The farthest date that may be promised, in working days: farther only as an intermediate date (I2).
HORIZON_DAYS = {Priority.P1: 10, Priority.P2: 10, Priority.P3: 10, Priority.P4: 30}
#: Working days to qualify, to take, to pick up again what the requester answered, to answer a transfer.
DAYS_TO_ACT = 1
#: Working days to give a new date once one was not kept (I3).
DAYS_TO_PROMISE_AGAIN = 2
#: The second move in a row of the same promise is told to the lead (I8).
MOVES_BEFORE_ESCALATION = 2
#: School days that the head has for an approval: reminders come at 3 and 7 (R08).
DAYS_TO_APPROVE = 7


class Unacceptable(NamedTuple):
    """Why a date cannot be promised."""

    code: str
    message: str


def why_not(
    day: date,
    *,
    today: date,
    priority: Priority,
    calendar: WorkingCalendar,
    visit: WorkingCalendar | None = None,
) -> Unacceptable | None:
    """Why this day cannot be promised, or None.

    calendar: the holder's; visit: the school's, when somebody has to come and be let in.
    """
    if day < today:
        return Unacceptable(
            "date-past", "Cette date est passée : choisissez aujourd'hui ou un jour à venir."
        )
    horizon = HORIZON_DAYS[priority]
    if day > calendar.add_days(today, horizon):
        return Unacceptable(
            "date-too-far",
            f"Cette date est à plus de {horizon} jours ouvrés : promettez une étape plus proche, vous donnerez la suite ensuite.",
        )
    for whose, days in (("Votre service", calendar), ("L'établissement", visit)):
        if days is not None and (reason := days.why_closed(day)) is not None:
            return Unacceptable(
                "date-closed",
                f"{whose} est fermé ce jour-là ({reason}) : choisissez un jour ouvré.",
            )
    return None


def settled(outcome: Outcome, *, promised_on: date, today: date) -> Outcome:
    """What a promise becomes when an act settles it today: after its date it is broken, whatever the act."""
    return Outcome.BROKEN if today > promised_on else outcome


def new_date_before(missed: date, *, today: date, calendar: WorkingCalendar) -> datetime:
    """By when a new date must be given: two working days after the missed one, or after the engine saw it late."""
    seen = max(missed, today - timedelta(days=1))
    return calendar.end_of_day(calendar.add_days(seen, DAYS_TO_PROMISE_AGAIN))


def opening_of(day: date, calendar: WorkingCalendar) -> datetime:
    """The first working instant of a day (or of the next open one): when its reminder leaves."""
    spans = calendar.spans_on(day)
    return (
        spans[0][0]
        if spans
        else calendar.next_opening(calendar.end_of_day(calendar.add_days(day, -1)))
    )
