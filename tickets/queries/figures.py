"""Requests by type × département: counts, and behind a count cards without text nor people.

The one read that does not start at `visible_to`: whoever may open the figures (`open_to`) sees those of
the whole académie, and nothing here loads a title, a text or a name.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db.models import Count, Q

from accounts.clock import PARIS
from accounts.models import School
from accounts.permissions import Actor
from tickets.enums import ENDED, Status
from tickets.models import Ticket

SEPTEMBER = 9


def open_to(actor: Actor) -> bool:
    return actor.is_observer or actor.is_administrator or bool(actor.departements)


@dataclass(frozen=True)
class Scope:
    """What is counted: the requests open now, or those of the school year, of a place and a kind."""

    open_now: bool = True
    departement: str = ""
    family: str = ""
    type: str = ""

    def condition(self, now: datetime) -> Q:
        """A request merged into another counts once, as the other."""
        found = ~Q(status=Status.MERGED)
        found &= ~Q(status__in=ENDED) if self.open_now else Q(opened_at__gte=school_year_start(now))
        for column, value in (
            ("school__departement", self.departement),
            ("request_type__family__code", self.family),
            ("request_type__code", self.type),
        ):
            if value:
                found &= Q(**{column: value})
        return found


@dataclass(frozen=True)
class Line:
    """A row of the table: a family, or one of its types, with its counts by département."""

    code: str
    label: str
    counts: Mapping[str, int]
    types: "list[Line]" = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Table:
    departements: list[str]
    families: list[Line]
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def table(scope: Scope, *, now: datetime) -> Table:
    """One query: what has no request has no line."""
    found = (
        Ticket.objects.filter(scope.condition(now))
        .order_by("request_type__family__order", "request_type__code")
        .values_list(
            "request_type__family__code", "request_type__family__label",
            "request_type__code", "request_type__label", "school__departement",
        )
        .annotate(tickets=Count("pk"))
    )  # fmt: skip
    families: dict[tuple[str, str], dict[tuple[str, str], Counter[str]]] = {}
    for family, family_label, code, label, departement, tickets in found:
        types = families.setdefault((family, family_label), {})
        types.setdefault((code, label), Counter())[departement] = tickets
    lines = [
        Line(*family, _sum(types.values()), [Line(*kind, counts) for kind, counts in types.items()])
        for family, types in families.items()
    ]
    everywhere = _sum(line.counts for line in lines)
    return Table(sorted(everywhere), lines, everywhere)


def _sum(counts: Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return total


def school_year_start(now: datetime) -> datetime:
    today = now.astimezone(PARIS).date()
    year = today.year if today.month >= SEPTEMBER else today.year - 1
    return datetime.combine(date(year, SEPTEMBER, 1), time.min, tzinfo=PARIS)


def departements() -> list[str]:
    """Those whose schools are served."""
    served = School.objects.filter(served=True).order_by("departement")
    return list(served.values_list("departement", flat=True).distinct())
