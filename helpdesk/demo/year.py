"""The ordinary requests of the school year, up to the demo's moment: drawn once, always the same."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from random import Random

from accounts.clock import PARIS
from accounts.models import User
from accounts.queries.calendars import calendar_value

from . import places
from .case import Case
from .courses import COURSES, life
from .moment import JANUARY, MOMENT, START_OF_YEAR
from .needs import DEMANDS, INCIDENTS, Need
from .people import COME_IN_JANUARY
from .stage import Stage, Story

#: Requests by month, as schools really send them: September and the weeks after holidays are the heaviest.
BY_MONTH = {9: 9, 10: 5, 11: 7, 12: 4, 1: 6, 2: 3, 3: 8}
ORDINARY = sum(BY_MONTH.values())
INCIDENT_SHARE = 0.7
#: Some needs only make sense in some schools.
ONLY_IN = {"ENT-02": places.WITHOUT_ENT, "RES-03": places.SLOW_LINE}
WITHOUT_ENT_NEVER = ("ENT-01", "ENT-04", "CPT-03")


def ordinary(stage: Stage, *, seed: int, count: int = ORDINARY) -> Iterator[Story]:
    """The stories of `count` requests. Each draws from a chance of its own: a change to one leaves the others."""
    courses = _courses(Random(f"{seed} courses"), count)
    for rank, opened in enumerate(_openings(stage, Random(seed), count)):
        chance = Random(f"{seed} {rank}")
        need = chance.choice(INCIDENTS if chance.random() < INCIDENT_SHARE else DEMANDS)
        number = _school(need, chance)
        rupn = chance.choice(_present(stage, number, opened.date()))
        yield life(Case(stage, chance, need, number, rupn, opened), courses[rank % len(courses)])


def _courses(chance: Random, count: int) -> list[Callable[[Case], Story]]:
    """Each course as often as it is usual, and every one at least once."""
    shares = [
        course for course, weight in COURSES for _ in range(max(1, round(weight * count / 100)))
    ]
    chance.shuffle(shares)
    return shares


def _openings(stage: Stage, chance: Random, count: int) -> list[datetime]:
    school = calendar_value(stage.world.school_days)
    found = []
    for month, share in BY_MONTH.items():
        year = START_OF_YEAR.year + (month < START_OF_YEAR.month)
        first = date(year, month, 1)
        days = [first + timedelta(days=n) for n in range(31)]
        open_days = [
            day
            for day in days
            if day.month == month and day < MOMENT.date() and school.why_closed(day) is None
        ]
        for _ in range(round(share * count / ORDINARY)):
            day, minutes = chance.choice(open_days), chance.randrange(7 * 60 + 40, 17 * 60 + 50)
            found.append(
                datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=PARIS)
            )
    return sorted(found)


def _school(need: Need, chance: Random) -> int:
    numbers = ONLY_IN.get(need.code) or tuple(place.number for place in places.SCHOOLS)
    if need.code in WITHOUT_ENT_NEVER:
        numbers = tuple(number for number in numbers if number not in places.WITHOUT_ENT)
    return chance.choice(numbers)


def _present(stage: Stage, number: int, day: date) -> list[User]:
    """Who is RUPN there that day: the last of two schools only come in January."""
    everybody = stage.world.rupn[number]
    return everybody[:-1] if number in COME_IN_JANUARY and day < JANUARY else everybody
