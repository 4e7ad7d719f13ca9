"""Dates in the words of the screens."""

from datetime import date

import pytest

from accounts.rules.french_dates import day_in_words, in_days

TODAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 12), "jeudi 12 mars"),
        (date(2026, 2, 1), "dimanche 1er février"),
        (date(2026, 8, 31), "lundi 31 août"),
        (date(2027, 1, 1), "vendredi 1er janvier 2027"),
        (date(2025, 12, 31), "mercredi 31 décembre 2025"),
    ],
)
def test_a_day_is_said_as_people_say_it(day: date, words: str) -> None:
    assert day_in_words(day, TODAY) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 10), "aujourd'hui"),
        (date(2026, 3, 11), "demain"),
        (date(2026, 3, 13), "dans 3 jours"),
        (date(2026, 3, 9), "hier"),
        (date(2026, 3, 8), "il y a 2 jours"),
    ],
)
def test_a_distance_is_said_from_today(day: date, words: str) -> None:
    assert in_days(day, TODAY) == words
