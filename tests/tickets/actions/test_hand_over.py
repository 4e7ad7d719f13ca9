"""R09: who leaves leaves nothing behind, the same day."""

from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import Affiliation
from accounts.permissions import Actor
from accounts.refusals import Refusal
from tests.factories.accounts import AffiliationFactory
from tests.factories.world import NOW
from tests.tickets.actions.conftest import last
from tickets.actions.decide import refuse
from tickets.actions.hand_over import hand_over
from tickets.actions.resolve import reopen, resolve
from tickets.actions.talk import ask
from tickets.actions.wait import wait_decision
from tickets.enums import Motive, Outcome, Status
from tickets.models import Ticket


def leave(world, name):
    """Every role of this person has ended."""
    Affiliation.objects.filter(user=world.user(name)).update(ends_on=NOW.date())
    return hand_over(leaver=world.user(name), actor=Actor.system(), now=NOW)


def disable(world, name):
    user = world.user(name)
    user.is_active = False
    user.save()
    return hand_over(leaver=user, actor=Actor.system(), now=NOW)


@pytest.mark.parametrize("go", [leave, disable])
def test_twenty_requests_have_twenty_new_holders_and_twenty_lines_of_history(world, go):
    """H24: TIP7 leaves on 31 January."""
    tickets = [world.taken() for _ in range(20)]
    passed = go(world, "technician")
    assert [each.number for each in passed] == [ticket.number for ticket in tickets]
    for ticket in Ticket.objects.all():
        assert ticket.holder == world.user("tip_lead")
        event = last(ticket)
        assert (event.kind, event.holder, event.version) == (
            "holder_replaced", world.user("tip_lead"), ticket.version,
        )  # fmt: skip
        assert event.data == {"from": world.user("technician").pk, "to": world.user("tip_lead").pk}
    assert not Ticket.objects.filter(holder=world.user("technician")).exists()


def test_dates_and_actions_stay_and_the_promise_with_them(world):
    before = world.taken()
    leave(world, "technician")
    after = Ticket.objects.get(pk=before.pk)
    assert (after.next_action, after.due_at, after.promised_on, after.status) == (
        before.next_action, before.due_at, before.promised_on, before.status,
    )  # fmt: skip
    assert after.promises.get().outcome == Outcome.OPEN
    assert after.held_since == NOW


@pytest.mark.parametrize("go", [leave, disable])
def test_a_lead_who_leaves_is_replaced_by_the_substitute(world, go):
    ticket = world.open()
    go(world, "tip_lead")
    ticket.refresh_from_db()
    assert ticket.holder == world.user("tip_substitute")


def test_a_team_where_nobody_is_left_hands_over_to_the_front_desk(world):
    ticket = world.taken()
    for name in ("tip_substitute", "tip_contact", "tip_lead", "technician"):
        disable(world, name)
    ticket.refresh_from_db()
    assert ticket.holder == world.user("desk_lead")


def test_nobody_at_all_is_told_never_silent(world):
    world.open(None)
    for name in ("desk_substitute", "desk_contact"):
        disable(world, name)
    with pytest.raises(Refusal) as refusal:
        disable(world, "desk_lead")
    assert refusal.value.code == "team-without-lead"


def test_who_keeps_one_team_keeps_its_requests(world):
    AffiliationFactory(
        user=world.user("technician"), role=Role.SERVICE_AGENT, team=world.team("dsi")
    )
    kept = world.taken()
    Affiliation.objects.filter(user=world.user("technician"), team=world.team("dsi")).update(
        ends_on=NOW.date()
    )
    assert hand_over(leaver=world.user("technician"), actor=Actor.system(), now=NOW) == []
    kept.refresh_from_db()
    assert kept.holder == world.user("technician")


@pytest.mark.parametrize(("left", "inherits"), [("rupn", "other_rupn")])
def test_the_rupn_of_september_inherits_what_the_school_must_answer(world, left, inherits):
    asked = world.taken()
    ask(number=asked.number, question="Où ?", actor=world.actor("technician"), now=NOW)
    solved = world.taken()
    resolve(number=solved.number, evidence="Fait.", actor=world.actor("technician"), now=NOW)
    leave(world, left)
    for ticket in (asked, solved):
        ticket.refresh_from_db()
        assert ticket.holder == world.user(inherits)


def test_a_rupn_who_stays_keeps_what_he_must_answer(world):
    ticket = world.taken()
    ask(number=ticket.number, question="Où ?", actor=world.actor("technician"), now=NOW)
    assert hand_over(leaver=world.user("rupn"), actor=Actor.system(), now=NOW) == []


def test_a_decider_is_replaced_in_the_team_that_decides(world):
    ticket = wait_decision(
        number=world.taken().number, decider=world.team("dept"), reason="Budget", until=date(2026, 3, 20),
        actor=world.actor("technician"), now=NOW,
    )  # fmt: skip
    leave(world, "dept_lead")
    ticket.refresh_from_db()
    assert (ticket.status, ticket.holder) == (
        Status.WAITING_DECISION,
        world.user("dept_substitute"),
    )


def test_a_head_is_replaced_by_who_replaces_him(world):
    ticket = world.open("EQU-03")
    disable(world, "head")
    ticket.refresh_from_db()
    assert ticket.holder == world.user("head_office_substitute")


def test_a_referent_is_followed_by_another_one(world):
    ticket = world.taken()
    refuse(
        number=ticket.number,
        motive=Motive.BUDGET,
        explanation="Non",
        actor=world.actor("technician"),
        now=NOW,
    )
    reopen(number=ticket.number, reason="Encore", actor=world.actor("rupn"), now=NOW)
    ticket.refresh_from_db()
    assert ticket.holder == world.user("referent")
    AffiliationFactory(user=world.user("drane_agent"), role=Role.REFERENT, departement="086")
    leave(world, "referent")
    ticket.refresh_from_db()
    assert ticket.holder == world.user("drane_agent")


def test_what_is_over_is_left_in_peace(world):
    ticket = world.taken()
    refuse(
        number=ticket.number,
        motive=Motive.BUDGET,
        explanation="Non",
        actor=world.actor("technician"),
        now=NOW,
    )
    assert leave(world, "technician") == []
