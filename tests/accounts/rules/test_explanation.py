"""A date explains itself, in French, and its lines add up to it."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.rules.calendar import Closure, WorkingCalendar, closures_from, weekly
from accounts.rules.explanation import (
    Explanation,
    Line,
    explain_days,
    explain_minutes,
    explain_working_days,
)
from accounts.rules.french_days import bank_holidays

PARIS = ZoneInfo("Europe/Paris")
TEAM = WorkingCalendar(
    "DRANE",
    weekly({weekday: [(time(8), time(12)), (time(13, 30), time(18))] for weekday in range(5)}),
    closures_from(bank_holidays([2027])),
)


def told(explanation: Explanation) -> list[tuple[int, str, str]]:
    return [(line.day.day, line.amount, line.reason) for line in explanation.lines]


def test_days() -> None:
    explanation = explain_days(TEAM, date(2027, 3, 25), 2)
    assert told(explanation) == [
        (25, "", "jour de départ"),
        (26, "1 jour", "compté"),
        (27, "", "samedi"),
        (28, "", "dimanche"),
        (29, "", "lundi de Pâques"),
        (30, "1 jour", "compté"),
    ]
    assert explanation.due_on == explanation.recompute() == date(2027, 3, 30)
    assert explanation.due_at is explanation.recompute_at() is None


def test_days_walk_back() -> None:
    explanation = explain_days(TEAM, date(2027, 3, 30), -1)
    assert told(explanation) == [
        (30, "", "jour de départ"),
        (29, "", "lundi de Pâques"),
        (28, "", "dimanche"),
        (27, "", "samedi"),
        (26, "1 jour", "compté"),
    ]


def test_no_day_at_all() -> None:
    assert told(explain_days(TEAM, date(2027, 3, 26), 0)) == [(26, "", "jour de départ")]
    from_sunday = explain_days(TEAM, date(2027, 3, 28), 0)
    assert told(from_sunday)[-1] == (30, "", "premier jour ouvré")
    assert from_sunday.recompute() == date(2027, 3, 30)


def test_minutes_are_told_span_by_span() -> None:
    explanation = explain_minutes(TEAM, datetime(2027, 3, 25, 16, tzinfo=PARIS), 8 * 60)
    assert told(explanation) == [
        (25, "2 h", "compté"),
        (26, "4 h", "compté"),
        (26, "2 h", "compté"),
    ]
    assert explanation.recompute_at() == datetime(2027, 3, 26, 15, 30, tzinfo=PARIS)


def test_working_days_start_at_the_opening_and_end_with_the_fraction() -> None:
    explanation = explain_working_days(TEAM, datetime(2027, 3, 26, 19, tzinfo=PARIS), 1.5)
    assert told(explanation) == [
        (26, "", "hors des heures de travail"),
        (27, "", "samedi"),
        (28, "", "dimanche"),
        (29, "", "lundi de Pâques"),
        (30, "", "jour de départ"),
        (31, "1 jour", "compté"),
        (31, "4 h", "compté"),
        (31, "15 min", "compté"),
    ]
    assert explanation.recompute_at() == datetime(2027, 3, 31, 13, 45, tzinfo=PARIS)


def test_a_pause_of_the_clock_is_a_reason_like_another() -> None:
    pause = Closure(date(2027, 3, 26), date(2027, 3, 31), "en attente de votre réponse")
    explanation = explain_days(TEAM.with_closures(pause), date(2027, 3, 25), 1)
    assert [(g[0].day.day, g[-1].day.day, g[0].reason) for g in explanation.groups()] == [
        (25, 25, "jour de départ"),
        (26, 31, "en attente de votre réponse"),
        (1, 1, "compté"),
    ]


def test_counted_days_are_never_grouped() -> None:
    groups = list(explain_days(TEAM, date(2027, 4, 5), 3).groups())
    assert [len(group) for group in groups] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, ""), (45, "45 min"), (60, "1 h"), (90, "1 h 30"), (605, "10 h 05")]
)
def test_amounts_read_as_french(minutes: int, text: str) -> None:
    assert Line(date(2027, 3, 25), "compté", time=timedelta(minutes=minutes)).amount == text


def test_lines_that_do_not_add_up_are_refused() -> None:
    explanation = explain_days(TEAM, date(2027, 3, 25), 2)
    with pytest.raises(ValueError, match="add up"):
        replace(explanation, lines=explanation.lines[:-1]).recompute()
