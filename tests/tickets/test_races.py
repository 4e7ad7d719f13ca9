"""Two people at once on the same ticket, each with a connection of his own: nothing is lost, nothing blocks for ever."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from accounts.refusals import Refusal
from tests.factories.world import NOW, World, make_world
from tickets.actions.lock import Stale
from tickets.actions.qualify import qualify
from tickets.actions.take import plan, promise, take
from tickets.actions.talk import answer
from tickets.actions.transfer import accept_transfer, transfer
from tickets.enums import EventKind, Outcome, Status
from tickets.models import Message, Promise, Ticket

pytestmark = pytest.mark.django_db(transaction=True)

PAIRS = 1_000
MONDAY, TUESDAY = date(2026, 3, 16), date(2026, 3, 17)

Deed = Callable[[], Any]


class Pair:
    """Two threads that live long enough to keep their connections."""

    def __init__(self) -> None:
        self.barrier = Barrier(2)
        self.pool = ThreadPoolExecutor(2)

    def race(self, one: Deed, other: Deed) -> list[Any]:
        """What each did: the result, or the refusal."""
        return list(self.pool.map(self._run, (one, other)))

    def _run(self, deed: Deed) -> Any:
        self.barrier.wait(timeout=30)
        try:
            return deed()
        except Refusal as refusal:
            return refusal

    def close(self) -> None:
        list(self.pool.map(lambda _: (self.barrier.wait(timeout=30), connection.close()), range(2)))
        self.pool.shutdown()


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def pair():
    pair = Pair()
    yield pair
    pair.close()


def test_of_a_thousand_pairs_of_technicians_one_wins_each_time(world, pair):
    """Both looked at the same version; the second is told and shown how it stands, nothing is overwritten."""
    ticket = world.taken()
    holder, lead = world.actor("technician"), world.actor("tip_lead")
    number = ticket.number
    winners: Counter[str] = Counter()
    for n in range(PAIRS):
        version = ticket.version

        def edit(
            deed: Any, who: Any, day: date, n: int = n, version: int = version
        ) -> Callable[[], Ticket]:
            return lambda: deed(
                number=number, next_action=f"Action {n} de {who.name}", promised_on=day, actor=who,
                now=NOW, version=version,
            )  # fmt: skip

        results = pair.race(
            edit(promise, holder, MONDAY), edit(plan if n % 2 else promise, lead, TUESDAY)
        )
        won = [result for result in results if isinstance(result, Ticket)]
        lost = [result for result in results if isinstance(result, Stale)]
        assert (len(won), len(lost)) == (1, 1), results
        stands = Ticket.objects.get(pk=ticket.pk)
        assert (stands.next_action, stands.promised_on, stands.version) == (
            won[0].next_action, won[0].promised_on, version + 1,
        )  # fmt: skip
        assert (lost[0].ticket.version, lost[0].ticket.next_action) == (
            version + 1,
            won[0].next_action,
        )
        winners[won[0].next_action.partition(" de ")[2]] += 1
        ticket = stands
    promises = Promise.objects.filter(ticket=ticket)
    assert promises.count() == PAIRS + 1
    assert promises.filter(outcome=Outcome.OPEN).count() == 1
    assert ticket.events.filter(kind=EventKind.PROMISE_KEPT).count() == PAIRS
    print(f"{PAIRS} pairs: {dict(winners)}")


def test_public_answers_never_conflict(world, pair):
    """A hundred pairs of answers written on the same page: two hundred messages."""
    ticket = world.taken()
    version = ticket.version
    for n in range(100):
        results = pair.race(
            lambda n=n: answer(
                number=ticket.number, body=f"Service {n}", actor=world.actor("technician"), now=NOW,
                version=version,
            ),
            lambda n=n: answer(
                number=ticket.number, body=f"École {n}", actor=world.actor("rupn"), now=NOW, version=version
            ),
        )  # fmt: skip
        assert all(isinstance(result, Message) for result in results), results
    bodies = set(
        Message.objects.filter(ticket=ticket, kind="answer").values_list("body", flat=True)
    )
    assert bodies == {f"{who} {n}" for who in ("Service", "École") for n in range(100)}
    ticket.refresh_from_db()
    assert ticket.version == version + 200


def test_an_answer_is_not_lost_while_the_ticket_changes_team(world, pair):
    """The lock once joined the team: who waited for a ticket that moved was told that it does not exist."""
    for _ in range(50):
        ticket = world.open(None)
        results = pair.race(
            lambda ticket=ticket: qualify(
                number=ticket.number, request_type=world.type("RES-01"), actor=world.actor("desk_agent"), now=NOW
            ),
            lambda ticket=ticket: answer(
                number=ticket.number, body="C'est en salle 12.", actor=world.actor("rupn"), now=NOW
            ),
        )  # fmt: skip
        assert not [result for result in results if isinstance(result, Refusal)], results
        ticket.refresh_from_db()
        assert ticket.team == world.team("tip")
        assert ticket.messages.count() == 2


def test_a_ticket_is_taken_once(world, pair):
    for _ in range(50):
        ticket = world.open()

        def grab(name: str, ticket: Ticket = ticket) -> Callable[[], Ticket]:
            return lambda: take(
                number=ticket.number,
                next_action="Venir",
                promised_on=MONDAY,
                actor=world.actor(name),
                now=NOW,
            )

        results = pair.race(grab("technician"), grab("technician_2"))
        refusal = next(result for result in results if isinstance(result, Refusal))
        won = next(result for result in results if isinstance(result, Ticket))
        assert refusal.code == "not-now"
        ticket.refresh_from_db()
        assert ticket.holder == won.holder
        assert ticket.promises.count() == 1


def test_a_transfer_is_accepted_once(world, pair):
    for _ in range(20):
        ticket = world.taken("ENT-05")
        transfer(
            number=ticket.number,
            to_team=world.team("dsi"),
            reason="Lien",
            actor=world.actor("technician"),
            now=NOW,
        )

        def accept(name: str, ticket: Ticket = ticket) -> Callable[[], Ticket]:
            return lambda: accept_transfer(number=ticket.number, actor=world.actor(name), now=NOW)

        results = pair.race(accept("dsi_lead"), accept("dsi_agent"))
        assert sorted(type(result).__name__ for result in results) != ["Ticket", "Ticket"]
        ticket.refresh_from_db()
        assert (ticket.status, ticket.transfers) == (Status.ASSIGNED, 1)
