"""The days that France closes, as the libraries know them and as we complete them."""

from datetime import date

import pytest

from accounts.rules.french_days import bank_holidays, school_holidays, until_when_known
from accounts.rules.working_year import Closure


def test_bank_holidays_read_inside_a_sentence() -> None:
    assert bank_holidays([2027]) == {
        date(2027, 1, 1): "jour de l'an",
        date(2027, 3, 29): "lundi de Pâques",
        date(2027, 5, 1): "fête du Travail",
        date(2027, 5, 6): "Ascension",
        date(2027, 5, 8): "fête de la Victoire",
        date(2027, 5, 17): "lundi de Pentecôte",
        date(2027, 7, 14): "fête nationale",
        date(2027, 8, 15): "Assomption",
        date(2027, 11, 1): "Toussaint",
        date(2027, 11, 11): "Armistice",
        date(2027, 12, 25): "Noël",
    }


def test_moselle_has_two_more() -> None:
    more = bank_holidays([2027], "Moselle").items() - bank_holidays([2027]).items()
    assert dict(more) == {date(2027, 3, 26): "Vendredi saint", date(2027, 12, 26): "Saint-Étienne"}


def test_two_bank_holidays_on_one_day() -> None:
    assert bank_holidays([2008])[date(2008, 5, 1)] == "Ascension et fête du Travail"


def test_the_holidays_of_zone_a_in_the_year_of_the_demo() -> None:
    assert school_holidays("A", [2026]) == [
        Closure(date(2025, 12, 20), date(2026, 1, 4), "vacances de Noël"),
        Closure(date(2026, 2, 7), date(2026, 2, 22), "vacances d'hiver"),
        Closure(date(2026, 4, 4), date(2026, 4, 19), "vacances de printemps"),
        Closure(date(2026, 5, 15), date(2026, 5, 16), "pont de l'Ascension"),
        Closure(date(2026, 7, 4), date(2026, 8, 31), "vacances d'été"),
        Closure(date(2026, 10, 17), date(2026, 11, 1), "vacances de la Toussaint"),
        Closure(date(2026, 12, 19), date(2027, 1, 3), "vacances de Noël"),
    ]


def test_zones_differ_in_winter() -> None:
    winters = {
        zone: next(c.first for c in school_holidays(zone, [2026]) if "hiver" in c.reason)
        for zone in "ABC"
    }
    assert winters == {"A": date(2026, 2, 7), "B": date(2026, 2, 14), "C": date(2026, 2, 21)}


def test_nothing_is_invented_beyond_what_is_published() -> None:
    known = until_when_known("A")
    assert known >= date(2028, 8, 31)
    assert school_holidays("A", [known.year + 2]) == []


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="« D »"):
        school_holidays("D", [2026])
