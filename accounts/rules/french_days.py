"""The days that France closes: bank holidays, and school holidays of zones A, B and C.

Source: the libraries `holidays` and `vacances-scolaires-france`, offline; what they say is copied
into an editable table (DESIGN.md §9). Names are French, as read in the middle of a sentence.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache

from holidays import country_holidays
from vacances_scolaires_france import SchoolHolidayDates

from accounts.rules.working_days import closures_from
from accounts.rules.working_year import ONE_DAY, Closure

ZONES = ("A", "B", "C")
COMMON_NOUNS = ("Jour", "Lundi", "Fête", "Vacances", "Pont")
"""First words of names which lose their capital inside a sentence (« lundi de Pâques »)."""
BRIDGE = "pont de l'Ascension"
FIRST_BRIDGE = 2018
"""The national calendars free the Friday and Saturday after Ascension every year since."""


def bank_holidays(years: Iterable[int], subdivision: str | None = None) -> dict[date, str]:
    """The bank holidays of these civil years, with those of « Moselle » or « Alsace » if asked."""
    found = country_holidays("FR", subdivision, list(years), language="fr")
    return {
        day: " et ".join(_in_sentence(each) for each in name.split("; "))
        for day, name in sorted(found.items())
    }


def school_holidays(zone: str, years: Iterable[int]) -> list[Closure]:
    """The holidays of a zone which touch these civil years, whole; none after `until_when_known`.

    From the first day without class to the last, both included.
    """
    wanted = set(years)
    return [c for c in _all_school_holidays(zone) if wanted & {c.first.year, c.last.year}]


def until_when_known(zone: str) -> date:
    """The last day of the last holidays published: beyond it, nothing is known."""
    return _all_school_holidays(zone)[-1].last


@cache
def _all_school_holidays(zone: str) -> tuple[Closure, ...]:
    if zone not in ZONES:
        raise ValueError(f"Zone de vacances scolaires inconnue : « {zone} ».")
    library = SchoolHolidayDates()
    column = library.zone_key(zone)
    days = {
        day: _in_sentence(row["nom_vacances"]) for day, row in library.data.items() if row[column]
    }
    return closures_from(_bridges(library.min_year, library.max_year) | days)


def _bridges(first: int, last: int) -> dict[date, str]:
    """The library leaves some years out (2023 to 2026): the rule fills them in."""
    years = range(max(first, FIRST_BRIDGE), last + 1)
    ascensions = [day for day, name in bank_holidays(years).items() if "Ascension" in name]
    return {day + n * ONE_DAY: BRIDGE for day in ascensions for n in (1, 2)}


def _in_sentence(name: str) -> str:
    return name[0].lower() + name[1:] if name.partition(" ")[0] in COMMON_NOUNS else name
