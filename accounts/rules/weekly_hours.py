"""The hours of an ordinary week: checked, measured, and shared by two calendars."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from itertools import pairwise

from accounts.rules.working_year import MIDNIGHT, ONE_DAY, WEEKDAYS, Span, Week


def weekly(hours: Mapping[int, Iterable[Span]]) -> Week:
    """The week in which weekday 0 (Monday) to 6 has these spans; a weekday left out is closed."""
    return tuple(tuple(sorted(hours.get(weekday, ()))) for weekday in range(7))


def why_impossible(week: Week) -> str | None:
    """A French sentence when the hours cannot be a week, else None."""
    if len(week) != 7:
        return f"Une semaine compte sept jours, pas {len(week)}."
    for name, spans in zip(WEEKDAYS, week, strict=True):
        for opens, closes in spans:
            if not _opens_before(opens, closes):
                return f"Le {name}, la plage de {opens:%H:%M} à {closes:%H:%M} est vide."
        for (_, closes), (opens, _) in pairwise(spans):
            if closes == MIDNIGHT or opens < closes:
                return f"Le {name}, deux plages se chevauchent à {opens:%H:%M}."
    return None


def usual_minutes(week: Week) -> int:
    """Working minutes of a usual day: the most frequent length, the longest of two as frequent."""
    lengths = Counter(minutes for spans in week if (minutes := sum(map(_minutes, spans))))
    return max(lengths, key=lambda minutes: (lengths[minutes], minutes), default=0)


def shared_hours(one: Week, other: Week) -> Week:
    """The hours at which both work."""
    return tuple(
        tuple(
            (opens, closes)
            for mine in spans
            for theirs in others
            if _opens_before(
                opens := max(mine[0], theirs[0]),
                closes := min(mine[1], theirs[1], key=_closing),
            )
        )
        for spans, others in zip(one, other, strict=True)
    )


def _closing(at: time) -> tuple[bool, time]:
    """Orders closing times: midnight ends the day, it is the latest of all."""
    return at == MIDNIGHT, at


def _opens_before(opens: time, closes: time) -> bool:
    return (False, opens) < _closing(closes)


def _minutes(span: Span) -> int:
    opens, closes = span
    first = date(2000, 1, 1)
    last = first + ONE_DAY if closes == MIDNIGHT else first
    length = datetime.combine(last, closes) - datetime.combine(first, opens)
    return int(length.total_seconds()) // 60
