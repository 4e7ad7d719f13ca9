from datetime import time

import pytest

from accounts.rules.standard_calendars import STANDARD, zone_of
from accounts.rules.stored_hours import in_words, week_from


def test_a_missing_day_is_closed() -> None:
    week = week_from({"0": [["08:00", "12:00"], ["14:00", "18:00"]]})
    assert week[0] == ((time(8), time(12)), (time(14), time(18)))
    assert not any(week[1:])


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ({"0": [["8h", "18h"]]}, "Écrivez les heures ainsi"),
        ({"0": ["08:00"]}, "Écrivez les heures ainsi"),
        ([], "Écrivez les heures ainsi"),
        (None, "Écrivez les heures ainsi"),
        ({"7": [["08:00", "18:00"]]}, "pas 7"),
        ({"0": [["18:00", "08:00"]]}, "est vide"),
        ({"0": [["08:00", "12:00"], ["11:00", "18:00"]]}, "se chevauchent"),
        ({}, "aucune heure de travail"),
    ],
)
def test_what_is_no_week_is_refused_in_french(stored: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        week_from(stored)


def test_the_standard_weeks_are_weeks() -> None:
    for standard in STANDARD:
        assert week_from(standard.weekly_hours)
    assert in_words({"2": [["08:00", "12:30"]]}) == "mercredi 08:00–12:30"


def test_the_zone_follows_from_the_academy() -> None:
    assert [zone_of(name) for name in ("Poitiers", "Rennes", "Créteil", "Mayotte", "")] == [
        "A",
        "B",
        "C",
        None,
        None,
    ]
