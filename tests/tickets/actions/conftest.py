"""What the tests of the deeds share: the small world, and short ways to say what a deed left behind."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.db import connection

from accounts.refusals import Refusal
from tests.factories.world import World, make_world
from tests.tickets.machine import SNAPSHOT
from tickets.enums import EventKind
from tickets.models import Ticket, TicketEvent

Refused = Callable[[str, Ticket], AbstractContextManager[None]]


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def refused() -> Refused:
    """`with refused("code", ticket):` the deed is refused with this code, and leaves no trace."""

    def state(number: int) -> tuple[Any, ...]:
        with connection.cursor() as cursor:
            cursor.execute(SNAPSHOT, [number])
            return tuple(cursor.fetchone())

    @contextmanager
    def expect(code: str, ticket: Ticket) -> Iterator[None]:
        before = state(ticket.number)
        with pytest.raises(Refusal) as refusal:
            yield
        assert refusal.value.code == code
        assert refusal.value.message.endswith((".", "»"))
        assert state(ticket.number) == before

    return expect


def kinds(ticket: Ticket, after: int = 0) -> list[str]:
    """The kinds of the events of a ticket, from its nth on."""
    return [str(kind) for kind in ticket.events.order_by("pk").values_list("kind", flat=True)][
        after:
    ]


def last(ticket: Ticket, kind: EventKind | None = None) -> TicketEvent:
    events = ticket.events.order_by("-pk")
    return (events.filter(kind=kind) if kind else events)[0]
