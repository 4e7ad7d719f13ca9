from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.refusals import Refusal
from tests.factories.world import NOW, make_world
from tests.tickets.actions.conftest import kinds, last
from tickets.actions.cancel import cancel
from tickets.actions.merge import merge
from tickets.actions.talk import ask
from tickets.enums import Outcome, Status
from tickets.models import Ticket


def join(world, ticket, into, *, by="tip_lead"):
    return merge(number=ticket.number, into=into, actor=world.actor(by), now=NOW)


def test_the_same_need_said_twice_is_held_once(world):
    parent, child = world.taken(), world.open(by="other_rupn")
    before = parent.version
    child = join(world, child, parent.number)
    parent.refresh_from_db()
    assert (child.status, child.parent, child.holder) == (Status.MERGED, parent, None)
    assert parent.holder == world.user("technician")
    assert parent.version == before + 1
    assert [f.user for f in parent.followers.all()] == [world.user("other_rupn")]
    assert last(child).data == {"parent": parent.pk}
    assert (last(parent).kind, last(parent).data) == ("joined", {"child": child.pk})


def test_followers_follow(world):
    first, second, third = (world.open(by=name) for name in ("rupn", "other_rupn", "head"))
    join(world, third, second.number)
    join(world, second, first.number)
    assert {f.user for f in first.followers.all()} == {world.user("other_rupn"), world.user("head")}


def test_an_open_promise_is_lifted(world):
    child, parent = world.taken(), world.open()
    child = join(world, child, parent.number)
    assert child.promises.get().outcome == Outcome.RELEASED
    assert kinds(child, 3) == ["merged"]


def test_what_it_is_joined_to_is_open_of_the_same_school_and_seen(world, refused):
    child, other = world.open(), world.open(by="lycee_rupn", school=world.lycee)
    with refused("same-ticket", child):
        join(world, child, child.number)
    with refused("other-school", child):
        join(world, child, other.number)
    with refused("not-found", child):
        join(world, child, 999_999)
    elsewhere = world.open("RES-05")
    with refused("not-found", child):
        join(world, child, elsewhere.number)
    ended = cancel(number=world.open().number, actor=world.actor("rupn"), now=NOW)
    with refused("parent-ended", child):
        join(world, child, ended.number)


@pytest.mark.parametrize("by", ["rupn", "technician", "head", "referent"])
def test_only_who_has_it_or_the_front_desk_merges(world, refused, by):
    child, parent = world.open(), world.open()
    with refused("forbidden", child):
        join(world, child, parent.number, by=by)
    assert join(world, child, parent.number, by="desk_agent").status == Status.MERGED


def test_what_waits_for_its_requester_is_not_merged(world, refused):
    child, parent = world.taken(), world.open()
    child = ask(number=child.number, question="Où ?", actor=world.actor("technician"), now=NOW)
    with refused("not-now", child):
        join(world, child, parent.number)


@pytest.mark.django_db(transaction=True)
def test_two_merges_that_cross_wait_for_each_other_and_one_wins():
    """A into B while B into A, fifty times: no deadlock, never a ring, always one open ticket left."""
    world = make_world()
    actor = world.actor("tip_lead")

    def cross(barrier, number, into):
        try:
            barrier.wait(timeout=20)
            merge(number=number, into=into, actor=actor, now=NOW)
        except Refusal as refusal:
            return refusal.code
        else:
            return "merged"
        finally:
            connection.close()

    for _ in range(50):
        one, other = world.open(), world.open()
        barrier = Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            results = sorted(
                pool.map(
                    cross, [barrier] * 2, [one.number, other.number], [other.number, one.number]
                )
            )
        assert results in (
            ["forbidden", "merged"],
            ["merged", "not-now"],
            ["merged", "parent-ended"],
        )
        assert Ticket.objects.open().filter(pk__in=[one.pk, other.pk]).count() == 1
