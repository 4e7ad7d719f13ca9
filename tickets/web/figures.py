"""Requests by type × département, and the cards behind each figure. The address says what is counted."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.web.request import ActorRequest
from tickets.queries import figures as queries
from tickets.queries import keyset
from tickets.queries.figure_cards import card, cards, subject
from tickets.queries.figures import Scope
from tickets.queries.lists import types_by_family

from .screens import FIGURES, open_screen, show

DEPARTEMENTS = {
    "016": "Charente",
    "017": "Charente-Maritime",
    "079": "Deux-Sèvres",
    "086": "Vienne",
}
_SHAPES = {"departement": r"\d[\dAB]\d", "family": r"[A-Z]{3}", "type": r"[A-Z]{3}-\d\d"}


@dataclass(frozen=True)
class Cell:
    """A figure and the address of what is behind it."""

    count: int
    url: str


@require_safe
def figures(request: ActorRequest) -> HttpResponse:
    open_screen(request, FIGURES)
    scope = scope_of(request.GET)
    table = queries.table(scope, now=clock.now())
    columns = table.departements
    context = {
        "scope": scope,
        "departements": [(code, name_of(code)) for code in queries.departements()],
        "families": [family for family, _ in types_by_family()],
        "columns": [name_of(code) for code in columns],
        "lines": [
            (family, _cells(replace(scope, family=family.code), family.counts, columns),
             [(line, _cells(replace(scope, type=line.code), line.counts, columns)) for line in family.types])
            for family in table.families
        ],
        "totals": _cells(scope, table.counts, columns),
        "total": table.total,
    }  # fmt: skip
    return show(request, FIGURES, "tickets/figures.html", context)


@require_safe
def figure_tickets(request: ActorRequest) -> HttpResponse:
    open_screen(request, FIGURES)
    scope = scope_of(request.GET)
    now = clock.now()
    found = cards(scope, now=now)
    page = keyset.page(found, keyset.RECENT, cursor=request.GET.get("page"))
    context = {
        "scope": scope,
        "cards": [
            (card(ticket, now=now), name_of(ticket.school.departement)) for ticket in page.rows
        ],
        "page": page,
        "place": name_of(scope.departement) if scope.departement else "toute l'académie",
        "subject": subject(scope),
        "table_url": f"{reverse('tickets:figures')}?{_address(replace(scope, type=''))}",
    }
    return show(request, FIGURES, "tickets/figure_tickets.html", context)


def scope_of(asked: QueryDict) -> Scope:
    """What the address asks to count; what has not the right shape is left out."""
    said = {name: asked.get(name, "") for name in _SHAPES}
    kept = {name: v for name, v in said.items() if re.fullmatch(_SHAPES[name], v, re.ASCII)}
    return Scope(open_now=asked.get("period") != "year", **kept)


def name_of(departement: str) -> str:
    number = departement.removeprefix("0")
    name = DEPARTEMENTS.get(departement)
    return f"{name} ({number})" if name else f"Département {number}"


def _cells(scope: Scope, counts: Mapping[str, int], columns: list[str]) -> list[Cell]:
    """One for each département, then their sum."""
    behind = reverse("tickets:figure_tickets")
    each = [(counts.get(code, 0), replace(scope, departement=code)) for code in columns]
    each.append((sum(counts.values()), scope))
    return [Cell(count, f"{behind}?{_address(one)}") for count, one in each]


def _address(scope: Scope) -> str:
    said = {
        "period": "" if scope.open_now else "year",
        "departement": scope.departement,
        "family": scope.family,
        "type": scope.type,
    }
    return urlencode({name: value for name, value in said.items() if value})
