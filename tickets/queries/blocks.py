"""A part of a first screen: its first rows, one query."""

from dataclasses import dataclass
from datetime import datetime

from accounts.permissions import Actor
from tickets.models.ticket import TicketQuerySet

from .rows import Row, rows

#: Beyond, a block of a first screen says that there are others and leads to the list.
SHOWN = 50


@dataclass(frozen=True)
class Block:
    """The first rows of a part of a screen; `more` when there are others than those shown."""

    rows: list[Row]
    more: bool

    def __bool__(self) -> bool:
        return bool(self.rows)


def block(
    tickets: TicketQuerySet,
    actor: Actor,
    *,
    now: datetime,
    order: tuple[str, ...] = ("due_at", "id"),
    limit: int = SHOWN,
) -> Block:
    found = list(tickets.order_by(*order)[: limit + 1])
    return Block(rows(found[:limit], actor, now=now), more=len(found) > limit)
