"""Load the demo: the world, then the stories through the deeds, then the news that they made."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.db import transaction
from django.db.models import Max

from accounts.models import School
from tickets.models import Ticket, TicketEvent

from . import places
from .moment import MOMENT, START_OF_YEAR, at
from .people import make_people
from .screens import first_screens
from .stage import Stage
from .stories import HISTORIES
from .told import silence, tell
from .world import make_places, open_schools
from .year import ORDINARY, ordinary

SEED = 2026


@dataclass(frozen=True)
class Summary:
    """What a load made, without numbers or ids: the same seed gives the same summary."""

    by_type_and_status: Counter[tuple[str, str]]
    holders: tuple[tuple[str, str], ...]
    events: Counter[str]


def seed(
    *,
    seed: int = SEED,
    requests: int = ORDINARY,
    passed: Callable[[datetime], None] = lambda _: None,
) -> Stage:
    """Load everything, or nothing. passed: told how far the simulated time has come."""
    with silence(), transaction.atomic():
        world = make_places(Random(seed))
        make_people(world)
        open_schools(world)
        stage = Stage(world, start=at(START_OF_YEAR.isoformat(), "08:00"))
        histories = [history(stage) for history in HISTORIES]
        stories = [*histories, *ordinary(stage, seed=seed, count=requests), *first_screens(stage)]
        stage.run(stories, until=MOMENT, passed=passed)
        tell()
    return stage


def is_loaded() -> bool:
    return School.objects.filter(uai=places.SCHOOLS[0].uai).exists()


def starts_at() -> datetime:
    """The demo's moment, or where its people left it the last time."""
    latest = TicketEvent.objects.aggregate(at=Max("at"))["at"]
    return max(MOMENT, latest) if latest else MOMENT


def summary() -> Summary:
    rows = Ticket.objects.values_list(
        "request_type__code", "status", "title", "school__uai", "holder__email"
    )
    return Summary(
        by_type_and_status=Counter((code, status) for code, status, *_ in rows),
        holders=tuple(sorted((f"{title} {uai}", email or "") for *_, title, uai, email in rows)),
        events=Counter(TicketEvent.objects.values_list("kind", flat=True)),
    )
