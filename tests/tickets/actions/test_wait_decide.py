"""Waiting for somebody else (I4), the head's approval (R08), decisions, refusals."""

from datetime import date, datetime, timedelta

import pytest

from accounts.clock import PARIS
from accounts.models import Calendar, Closure
from tests.factories.world import NOW
from tests.tickets.actions.conftest import kinds, last
from tickets.actions.decide import approve, decide, refuse
from tickets.actions.take import plan, promise
from tickets.actions.wait import wait_decision, wait_third_party
from tickets.enums import Deed, Motive, Outcome, Status
from tickets.permissions import allowed_actions, can

FRIDAY = date(2026, 3, 20)


def third_party(world, ticket, **said):
    said = {"third_party": "SAV Numérix", "reason": "Carte mère commandée", "until": FRIDAY} | said
    return wait_third_party(number=ticket.number, actor=world.actor("technician"), now=NOW, **said)


def decision(world, ticket, to="dept", **said):
    said = {
        "reason": "Hors budget courant",
        "until": FRIDAY,
        "actor": world.actor("technician"),
    } | said
    return wait_decision(number=ticket.number, decider=world.team(to), now=NOW, **said)


def turn_down(world, ticket, by, motive=Motive.BUDGET, explanation="Le budget est épuisé."):
    return refuse(
        number=ticket.number, motive=motive, explanation=explanation, actor=world.actor(by), now=NOW
    )


def test_the_inside_person_goes_on_holding_and_the_clock_runs(world):
    """H09."""
    ticket = third_party(world, world.taken())
    assert (ticket.status, ticket.holder, ticket.clock_stopped_at) == (
        Status.WAITING_THIRD_PARTY, world.user("technician"), None,
    )  # fmt: skip
    assert (ticket.waiting_for, ticket.waiting_reason) == ("SAV Numérix", "Carte mère commandée")
    assert (ticket.next_action, ticket.promised_on) == ("Obtenir la réponse de SAV Numérix", FRIDAY)
    assert kinds(ticket, 3) == ["promise_kept", "waiting_third_party"]


@pytest.mark.parametrize(("said", "code"), [
    ({"third_party": " "}, "third_party-missing"), ({"third_party": "x" * 161}, "third_party-too-long"),
    ({"reason": "\n"}, "reason-missing"), ({"reason": "x" * 301}, "reason-too-long"),
    ({"until": date(2026, 3, 11)}, "date-past"), ({"until": date(2026, 3, 14)}, "date-closed"),
    ({"until": date(2026, 4, 1)}, "date-too-far"),
])  # fmt: skip
def test_i4_a_wait_has_an_addressee_a_reason_and_an_end(world, refused, said, code):
    ticket = world.taken()
    with refused(code, ticket):
        third_party(world, ticket, **said)


def test_the_lead_of_the_decider_holds(world):
    ticket = decision(world, world.taken())
    assert (ticket.status, ticket.holder, ticket.decider, ticket.team) == (
        Status.WAITING_DECISION, world.user("dept_lead"), world.team("dept"), world.team("tip"),
    )  # fmt: skip
    assert (ticket.last_holder, ticket.promised_on) == (world.user("technician"), FRIDAY)
    assert last(ticket).data == {"decider": world.team("dept").pk, "until": "2026-03-20"}


def test_the_date_is_one_of_the_decider_s_calendar(world, refused):
    own = Calendar.objects.create(name="Département", weekly_hours={"0": [["09:00", "12:00"]]})
    Closure.objects.create(
        calendar=own, starts_on=date(2026, 3, 16), ends_on=date(2026, 3, 16), label="Pont"
    )
    dept = world.team("dept")
    dept.calendar = own
    dept.save()
    ticket = world.taken()
    with refused("date-closed", ticket):
        decision(world, ticket, until=date(2026, 3, 16))
    ticket = decision(world, ticket, until=date(2026, 3, 23))
    assert ticket.due_at == datetime(2026, 3, 23, 12, tzinfo=PARIS)


def test_the_decider_decides_and_nobody_else(world, refused):
    ticket = decision(world, world.taken())
    for by in ("technician", "tip_lead", "dept_agent", "desk_agent", "referent"):
        assert not {Deed.DECIDE, Deed.PLAN, Deed.PROMISE, Deed.REFUSE} & set(
            allowed_actions(world.actor(by), ticket)
        ), by
    for by in ("dept_lead", "dept_substitute"):
        assert {Deed.DECIDE, Deed.PLAN, Deed.PROMISE, Deed.REFUSE} <= set(
            allowed_actions(world.actor(by), ticket)
        )
    with refused("forbidden", ticket):
        decide(number=ticket.number, decision="Oui", actor=world.actor("tip_lead"), now=NOW)


def test_a_yes_gives_the_ball_back_to_who_asked(world):
    ticket = decision(world, world.taken())
    ticket = decide(
        number=ticket.number, decision="D'accord.", actor=world.actor("dept_lead"), now=NOW
    )
    assert (ticket.status, ticket.holder, ticket.decider) == (
        Status.TAKEN, world.user("technician"), None,
    )  # fmt: skip
    assert ticket.next_action == "Promettre une date pour la suite de la décision"
    assert ticket.promises.last().outcome == Outcome.KEPT
    assert kinds(ticket, 5) == ["promise_kept", "decided"]


def test_who_decides_and_dates_it_carries_it_out(world):
    ticket = decision(world, world.taken())
    ticket = plan(
        number=ticket.number, next_action="Poser deux bornes", promised_on=FRIDAY,
        actor=world.actor("dept_lead"), now=NOW,
    )  # fmt: skip
    assert (ticket.status, ticket.team, ticket.holder, ticket.decider) == (
        Status.PLANNED, world.team("dept"), world.user("dept_lead"), None,
    )  # fmt: skip


def test_an_intermediate_date_leaves_the_decision_where_it_is(world):
    ticket = decision(world, world.taken())
    ticket = promise(
        number=ticket.number, next_action="Passer en commission", promised_on=date(2026, 3, 18),
        actor=world.actor("dept_lead"), now=NOW,
    )  # fmt: skip
    assert (ticket.status, ticket.decider, ticket.holder) == (
        Status.WAITING_DECISION, world.team("dept"), world.user("dept_lead"),
    )  # fmt: skip


def test_a_decision_is_written_and_asked_of_somebody(world, refused):
    ticket = world.taken()
    dept = world.team("dept")
    dept.active = False
    dept.save()
    with refused("team-cannot-receive", ticket):
        decision(world, ticket)
    ticket = decision(world, ticket, to="region")
    with refused("text-missing", ticket):
        decide(number=ticket.number, decision=" ", actor=world.actor("region_lead"), now=NOW)


def test_r08_the_head_approves_and_the_request_goes_on(world):
    ticket = world.open("EQU-03")
    # Seven school days, the RUPN sees it.
    assert ticket.promised_on == date(2026, 3, 23)
    ticket = approve(number=ticket.number, actor=world.actor("head"), now=NOW)
    assert (ticket.status, ticket.team, ticket.approved_at, ticket.approval_pending) == (
        Status.ASSIGNED, world.team("dept"), NOW, False,
    )  # fmt: skip
    assert last(ticket).kind == "approved"


@pytest.mark.parametrize("by", ["deputy", "head_office_substitute"])
def test_who_replaces_the_head_approves_and_refuses(world, by):
    ticket = world.open("EQU-03")
    assert {Deed.APPROVE, Deed.REFUSE} <= set(allowed_actions(world.actor(by), ticket))
    approve(number=ticket.number, actor=world.actor(by), now=NOW)
    assert turn_down(world, world.open("EQU-03"), by).status == Status.REFUSED


@pytest.mark.parametrize(
    "by", ["rupn", "manager", "desk_agent", "referent", "lycee_head", "dept_lead"]
)
def test_nobody_else_approves_or_refuses(world, refused, by):
    ticket = world.open("EQU-03")
    code = "not-found" if by in ("lycee_head", "dept_lead") else "forbidden"
    with refused(code, ticket):
        approve(number=ticket.number, actor=world.actor(by), now=NOW)
    with refused(code, ticket):
        turn_down(world, ticket, by)


def test_a_refused_approval_says_so_whatever_motive_was_ticked(world):
    ticket = turn_down(world, world.open("EQU-03"), "head", motive=Motive.OTHER)
    assert (ticket.outcome_motive, last(ticket).data) == (
        Motive.NOT_APPROVED, {"motive": "not_approved"},
    )  # fmt: skip


def test_a_refusal_is_an_answer(world, refused):
    ticket = world.taken()
    with refused("text-missing", ticket):
        turn_down(world, ticket, "technician", explanation=" ")
    ticket = turn_down(world, ticket, "technician")
    assert (ticket.status, ticket.holder, ticket.outcome_motive, ticket.closed_at) == (
        Status.REFUSED, None, Motive.BUDGET, NOW,
    )  # fmt: skip
    assert ticket.first_answer_at == NOW
    assert last(ticket).message.body == "Le budget est épuisé."
    assert ticket.promises.get().outcome == Outcome.RELEASED


@pytest.mark.parametrize("by", ["rupn", "technician_2", "desk_agent", "referent", "head"])
def test_what_is_taken_is_refused_by_who_has_it(world, refused, by):
    ticket = world.taken()
    with refused("forbidden", ticket):
        turn_down(world, ticket, by)


def test_the_front_desk_refuses_what_nobody_has_taken(world):
    assert (
        turn_down(world, world.open(None), "desk_agent", Motive.OUT_OF_SCOPE).status
        == Status.REFUSED
    )


def test_a_late_wait_breaks_the_promise_first(world):
    late = NOW + timedelta(days=5)
    ticket = wait_third_party(
        number=world.taken().number, third_party="SAV", reason="Pièce", until=FRIDAY,
        actor=world.actor("technician"), now=late,
    )  # fmt: skip
    assert kinds(ticket, 3) == ["promise_broken", "waiting_third_party"]


def test_the_asking_team_goes_on_seeing_what_it_asked(world):
    ticket = decision(world, world.taken())
    assert can(world.actor("technician"), Deed.ANSWER, ticket)
    assert can(world.actor("dept_agent"), Deed.ANSWER, ticket)
