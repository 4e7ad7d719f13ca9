"""Resolve, confirm, deny, reopen, cancel: nobody closes in the place of the requester (I5)."""

from datetime import date, datetime, timedelta

import pytest

from accounts.clock import PARIS
from accounts.models import Affiliation
from tests.factories.world import NOW
from tests.tickets.actions.conftest import kinds, last
from tickets.actions.cancel import cancel, restore
from tickets.actions.decide import refuse
from tickets.actions.resolve import confirm, deny, reopen, resolve
from tickets.actions.talk import ask
from tickets.enums import Motive, Outcome, Priority, Status


def solved(world, ticket=None, *, now=NOW, by="technician"):
    ticket = ticket or world.taken()
    return resolve(
        number=ticket.number, evidence="Essayé pendant deux cours.", actor=world.actor(by), now=now
    )


def closed(world):
    return confirm(number=solved(world).number, actor=world.actor("rupn"), now=NOW)


def turned_down(world):
    return refuse(
        number=world.taken().number, motive=Motive.BUDGET, explanation="Non.", actor=world.actor("technician"),
        now=NOW,
    )  # fmt: skip


def again(world, ticket, *, by="rupn", now=NOW, reason="Toujours en panne"):
    return reopen(number=ticket.number, reason=reason, actor=world.actor(by), now=now)


def test_a_solution_is_proposed_with_its_proof_and_the_requester_holds(world):
    ticket = solved(world)
    assert (ticket.status, ticket.holder, ticket.last_holder) == (
        Status.RESOLVED, world.user("rupn"), world.user("technician"),
    )  # fmt: skip
    assert ticket.resolved_at == ticket.clock_stopped_at == NOW
    # Two school days: the first reminder.
    assert ticket.promised_on == date(2026, 3, 16)
    assert ticket.promises.get().outcome == Outcome.KEPT
    assert kinds(ticket, 3) == ["promise_kept", "resolved"]
    assert last(ticket).message.body == "Essayé pendant deux cours."


def test_without_a_proof_there_is_no_solution(world, refused):
    ticket = world.taken()
    with refused("text-missing", ticket):
        resolve(number=ticket.number, evidence=" ", actor=world.actor("technician"), now=NOW)


@pytest.mark.parametrize(
    "by", ["rupn", "technician_2", "desk_agent", "referent", "head", "administrator"]
)
def test_only_who_has_it_in_hand_resolves(world, refused, by):
    ticket = world.taken()
    with refused("forbidden", ticket):
        solved(world, ticket, by=by)


@pytest.mark.parametrize(
    "by", ["technician", "tip_lead", "desk_lead", "referent", "head", "administrator"]
)
def test_nobody_confirms_or_denies_in_the_place_of_the_requester(world, refused, by):
    ticket = solved(world)
    with refused("forbidden", ticket):
        confirm(number=ticket.number, actor=world.actor(by), now=NOW)
    with refused("forbidden", ticket):
        deny(number=ticket.number, reason="Non", actor=world.actor(by), now=NOW)


@pytest.mark.parametrize("by", ["rupn", "other_rupn"])
def test_the_requester_s_side_confirms(world, by):
    ticket = confirm(
        number=solved(world).number, actor=world.actor(by), now=NOW + timedelta(hours=1)
    )
    assert (ticket.status, ticket.holder, ticket.wake_at, ticket.closed_silently) == (
        Status.CLOSED, None, None, False,
    )  # fmt: skip
    assert ticket.closed_at == NOW + timedelta(hours=1)
    assert ticket.resolved_at == NOW


def test_the_targets_say_whether_the_solution_was_in_time_not_the_confirmation(world):
    """Once it is over the target no longer moves: a late solution does not become punctual by being confirmed late."""
    ticket = solved(world)
    before = ticket.target_at
    ticket = confirm(number=ticket.number, actor=world.actor("rupn"), now=NOW + timedelta(days=4))
    assert ticket.target_at == before
    ticket = again(world, ticket, now=NOW + timedelta(days=5))
    assert ticket.target_at > before
    assert ticket.clock_stopped_at is None


def test_a_dated_operation_keeps_its_date_whatever_the_pauses(world):
    ticket = world.open("MAT-10", deadline=date(2026, 3, 31))
    before = ticket.target_at
    ask(number=ticket.number, question="Où ?", actor=world.actor("tip_lead"), now=NOW)
    ticket = cancel(number=ticket.number, actor=world.actor("rupn"), now=NOW + timedelta(days=3))
    ticket = restore(number=ticket.number, actor=world.actor("rupn"), now=NOW + timedelta(days=4))
    assert ticket.target_at == before


def test_denied_it_returns_to_the_last_holder_more_urgent(world):
    """H10."""
    ticket = deny(number=solved(world).number, reason="Encore", actor=world.actor("rupn"), now=NOW)
    assert (ticket.status, ticket.holder, ticket.reopenings, ticket.priority) == (
        Status.REOPENED, world.user("technician"), 1, Priority.P2,
    )  # fmt: skip
    assert ticket.resolved_at is None
    assert last(ticket).kind == "denied"
    assert ticket.next_action == "Reprendre la demande et promettre une date"


def test_who_denies_says_why(world, refused):
    ticket = solved(world)
    with refused("text-missing", ticket):
        deny(number=ticket.number, reason=" ", actor=world.actor("rupn"), now=NOW)


def test_a_last_holder_who_has_left_is_replaced_by_the_lead(world):
    ticket = solved(world)
    Affiliation.objects.filter(user=world.user("technician")).update(ends_on=NOW.date())
    ticket = deny(number=ticket.number, reason="Encore", actor=world.actor("rupn"), now=NOW)
    assert ticket.holder == world.user("tip_lead")


def test_a_team_without_anybody_left_never_blocks_a_requester(world):
    ticket = solved(world)
    Affiliation.objects.filter(team=world.team("tip")).update(ends_on=NOW.date())
    for name in ("tip_lead", "tip_substitute", "tip_contact"):
        user = world.user(name)
        user.is_active = False
        user.save()
    ticket = deny(number=ticket.number, reason="Encore", actor=world.actor("rupn"), now=NOW)
    assert ticket.holder == world.user("desk_lead")


@pytest.mark.parametrize(("day", "code"), [
    # Thirty school days after 12 March: the spring holidays (4–19 April) do not count, nor Labour Day, nor
    # Victory Day.
    (date(2026, 5, 11), None), (date(2026, 5, 12), "too-late"),
])  # fmt: skip
def test_a_closed_request_is_reopened_in_one_click_for_thirty_school_days(
    world, refused, day, code
):
    ticket = closed(world)
    now = datetime(day.year, day.month, day.day, 23, 30, tzinfo=PARIS)
    if code:
        with refused(code, ticket):
            again(world, ticket, now=now)
    else:
        assert again(world, ticket, now=now).holder == world.user("technician")


def test_a_refusal_is_looked_at_again_once_by_the_referent_however_late(world, refused):
    ticket = again(world, turned_down(world), now=NOW + timedelta(days=120))
    assert (ticket.status, ticket.holder, ticket.team, ticket.outcome_motive) == (
        Status.REOPENED, world.user("referent"), world.team("drane"), "",
    )  # fmt: skip
    assert last(ticket).data == {"refused": True}
    later = NOW + timedelta(days=121)
    ticket = refuse(
        number=ticket.number, motive=Motive.BUDGET, explanation="Toujours non.", actor=world.actor("referent"),
        now=later,
    )  # fmt: skip
    with refused("already-reconsidered", ticket):
        again(world, ticket, now=later)


@pytest.mark.parametrize("by", ["technician", "desk_agent", "head", "referent"])
def test_only_the_requester_s_side_reopens(world, refused, by):
    ticket = closed(world)
    with refused("forbidden", ticket):
        again(world, ticket, by=by)


@pytest.mark.parametrize("start", ["open", "taken"])
def test_the_requester_cancels_whenever_it_is_open_and_may_restore(world, start):
    ticket = getattr(world, start)()
    ticket = cancel(number=ticket.number, actor=world.actor("rupn"), now=NOW)
    assert (ticket.status, ticket.holder, ticket.closed_at) == (Status.CANCELLED, None, NOW)
    assert set(ticket.promises.values_list("outcome", flat=True)) <= {Outcome.RELEASED}
    ticket = restore(number=ticket.number, actor=world.actor("other_rupn"), now=NOW)
    assert (ticket.status, ticket.holder, ticket.team, ticket.closed_at) == (
        Status.NEW, world.user("desk_lead"), world.team("desk"), None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "by", ["technician", "tip_lead", "desk_agent", "head", "referent", "administrator"]
)
def test_nobody_cancels_in_his_place(world, refused, by):
    ticket = world.taken()
    with refused("forbidden", ticket):
        cancel(number=ticket.number, actor=world.actor(by), now=NOW)


def test_what_is_over_is_not_cancelled(world, refused):
    ticket = closed(world)
    with refused("not-now", ticket):
        cancel(number=ticket.number, actor=world.actor("rupn"), now=NOW)
