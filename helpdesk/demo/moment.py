"""When the demo lives."""

from datetime import date, datetime

from accounts.clock import PARIS

#: Thursday 19 March 2026, five past nine: the clock of the demo starts here.
MOMENT = datetime(2026, 3, 19, 9, 5, tzinfo=PARIS)
#: First day of the school year for the teachers.
START_OF_YEAR = date(2025, 9, 1)
#: Two RUPN arrive after the holidays of Christmas.
JANUARY = date(2026, 1, 5)
#: Most people have been there for a while.
SINCE = date(2023, 9, 1)


def at(day: str, hour: str) -> datetime:
    """`at("2025-11-06", "10:12")`, in Paris."""
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=PARIS)
