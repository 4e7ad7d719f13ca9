"""Pages by key instead of by count: a page costs the same wherever it stands, and rows that arrive
meanwhile neither repeat nor hide others. A cursor is signed: one that is not ours gives the first page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)

PAGE_SIZE = 25
_FORWARD, _BACKWARD = "n", "p"


@dataclass(frozen=True)
class Order:
    """A total order: the last field tells apart any two rows. A leading minus is descending."""

    fields: tuple[str, ...]

    def reversed(self) -> "Order":
        return Order(tuple(f[1:] if f.startswith("-") else f"-{f}" for f in self.fields))

    def after(self, values: Sequence[Any]) -> Q:
        """The rows that come strictly after these values. The first field alone bounds the index."""
        beyond, same = Q(), Q()
        for name, value in zip(self.fields, values, strict=True):
            bare, side = (name[1:], "lt") if name.startswith("-") else (name, "gt")
            beyond |= same & Q(**{f"{bare}__{side}": value})
            same &= Q(**{bare: value})
        first = self.fields[0]
        side = "lte" if first.startswith("-") else "gte"
        return Q(**{f"{first.lstrip('-')}__{side}": values[0]}) & beyond

    def key(self, row: Model) -> list[Any]:
        return [getattr(row, name.lstrip("-")) for name in self.fields]


RECENT = Order(("-number",))
BY_DUE = Order(("due_at", "id"))


@dataclass(frozen=True)
class Page(Generic[M]):
    """Some rows, and the cursors of the pages beside it; None where there is none."""

    rows: list[M]
    previous: str | None = None
    next: str | None = None


def page(
    rows: QuerySet[M], order: Order, *, cursor: str | None = None, size: int = PAGE_SIZE
) -> Page[M]:
    """The page at this cursor: one query, no count."""
    place = _read(cursor, order)
    if place is None:
        found = list(rows.order_by(*order.fields)[: size + 1])
        return _page(found[:size], order, before=False, after=len(found) > size)
    direction, values = place
    if direction == _FORWARD:
        found = list(rows.filter(order.after(values)).order_by(*order.fields)[: size + 1])
        return _page(found[:size], order, before=True, after=len(found) > size)
    back = order.reversed()
    found = list(rows.filter(back.after(values)).order_by(*back.fields)[: size + 1])
    if len(found) <= size:  # the first page again, whole, with what arrived meanwhile
        return page(rows, order, size=size)
    return _page(found[:size][::-1], order, before=True, after=True)


def _page(rows: list[M], order: Order, *, before: bool, after: bool) -> Page[M]:
    return Page(
        rows,
        previous=_write(_BACKWARD, order, rows[0]) if before and rows else None,
        next=_write(_FORWARD, order, rows[-1]) if after and rows else None,
    )


def _write(direction: str, order: Order, row: Model) -> str:
    values = [v.isoformat() if isinstance(v, datetime) else v for v in order.key(row)]
    return signing.dumps([direction, *values], salt=_salt(order))


def _read(cursor: str | None, order: Order) -> tuple[str, list[Any]] | None:
    """What the cursor says, if it is ours and of this order: only then are its values trusted."""
    if not cursor:
        return None
    try:
        direction, *values = signing.loads(cursor, salt=_salt(order))
    except signing.BadSignature:
        return None
    return direction, [datetime.fromisoformat(v) if isinstance(v, str) else v for v in values]


def _salt(order: Order) -> str:
    return "keyset:" + ",".join(order.fields)
