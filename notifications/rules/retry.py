"""When a message that could not leave is tried again, and when it is given up."""

from datetime import datetime, timedelta
from enum import Enum, auto

#: 1, 5, 15, 60 min, then every four hours: three days after the first try in all.
LADDER = (*(timedelta(minutes=m) for m in (1, 5, 15, 60)), *(timedelta(hours=4),) * 18)

TRIES = len(LADDER) + 1

#: Longer than one send can last: every step of the mail dialogue has its own short time-out.
LEASE = timedelta(minutes=5)


class Failure(Enum):
    TEMPORARY = auto()
    FOR_GOOD = auto()


def of_code(smtp_code: int) -> Failure:
    """What the server's answer about this recipient or this message says: 5xx will not change."""
    return Failure.FOR_GOOD if 500 <= smtp_code <= 599 else Failure.TEMPORARY


def next_try(failure: Failure, *, attempts: int, now: datetime) -> datetime | None:
    """When to try again after this many attempts; None: never."""
    if failure is Failure.FOR_GOOD or attempts >= TRIES:
        return None
    return now + LADDER[attempts - 1]
