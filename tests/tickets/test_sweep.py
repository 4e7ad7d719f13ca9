"""The time engine on real rows: each step on its instant, once, whoever else sweeps."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from accounts.clock import PARIS
from accounts.models import Affiliation, User
from tests.factories.world import NOW, World, make_world
from tests.tickets.actions.conftest import kinds, last
from tickets import tasks
from tickets.actions import wake as engine
from tickets.actions.decide import approve
from tickets.actions.resolve import resolve
from tickets.actions.take import promise
from tickets.actions.talk import ask
from tickets.actions.transfer import accept_transfer, transfer
from tickets.enums import EventKind, Level, Outcome, Status
from tickets.models import Ticket, TicketEvent


def at(day: int, hour: int = 0, minute: int = 0, *, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=PARIS)


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def sweep(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the sweep as the worker does, at this instant."""

    def run(now: datetime) -> int:
        monkeypatch.setattr("accounts.clock.now", lambda: now)
        return tasks.sweep()

    return run


def fresh(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)


def test_with_nothing_due_it_asks_once(world, sweep, django_assert_num_queries):
    world.taken()
    with django_assert_num_queries(1):
        assert sweep(NOW) == 0


def test_the_holder_is_reminded_on_the_day_once(world, sweep):
    ticket = world.taken()
    assert sweep(at(16, 7, 59)) == 0
    assert sweep(at(16, 8)) == 1
    assert [sweep(at(16, 8, n)) for n in range(1, 60)] == [0] * 59
    assert sweep(at(16, 23, 59)) == 0
    assert kinds(ticket, 3) == ["reminded"]
    event = last(ticket)
    assert (event.actor, event.data) == (None, {"promised_on": "2026-03-16"})
    after = fresh(ticket)
    assert (after.status, after.holder, after.due_at) == (
        ticket.status,
        ticket.holder,
        ticket.due_at,
    )
    assert after.last_human_news_at == ticket.last_human_news_at


def test_who_promises_for_today_is_not_reminded_today(world, sweep):
    ticket = world.taken()
    promise(
        number=ticket.number, next_action="Rappeler l'éditeur", promised_on=date(2026, 3, 16),
        actor=world.actor("technician"), now=at(16, 10),
    )  # fmt: skip
    assert sweep(at(16, 10, 1)) == 0
    assert sweep(at(17)) == 1
    assert kinds(ticket, 5) == ["promise_broken", "escalated"]


def test_i3_a_promise_not_kept_is_written_at_midnight_told_and_escalated(world, sweep):
    """« La date du … n'a pas été tenue. M. X doit donner une nouvelle date avant le … : sa responsable est prévenue. »"""
    ticket = world.taken()
    sweep(at(16, 8))
    assert sweep(at(16, 23, 59)) == 0
    assert sweep(at(17)) == 1
    assert kinds(ticket, 4) == ["promise_broken", "escalated"]
    broken, escalated = last(ticket, EventKind.PROMISE_BROKEN), last(ticket)
    assert broken.promise.outcome == Outcome.BROKEN
    assert (broken.data, broken.holder) == ({"promised_on": "2026-03-16"}, world.user("technician"))
    assert escalated.data == {
        "level": 1, "why": "promise_broken", "person": world.user("tip_lead").pk, "missed": "2026-03-16",
        "act_before": at(18, 18).isoformat(),
    }  # fmt: skip
    after = fresh(ticket)
    assert (after.holder, after.next_action, after.due_at, after.escalation) == (
        world.user("technician"), "Donner une nouvelle date", at(18, 18), Level.E1,
    )  # fmt: skip
    assert broken.version == escalated.version == after.version


def test_who_stays_silent_is_reminded_and_escalated_again_for_ever(world, sweep):
    """No last step except an act of the holder."""
    ticket = world.taken()
    now = at(16, 8)
    for _ in range(21 * 24):
        sweep(now)
        now += timedelta(hours=1)
    found = kinds(ticket, 3)
    assert found.count("promise_broken") == 1
    assert found.count("reminded") >= 5
    assert found.count("escalated") >= 5
    assert set(found) == {"promise_broken", "reminded", "escalated"}
    days = [event.at.astimezone(PARIS).date() for event in ticket.events.filter(kind="reminded")]
    assert len(days) == len(set(days)), "never twice a day"


def test_a_stopped_worker_makes_up_once(world, sweep):
    """Three days without a worker: the reminder and the broken promise, each once."""
    ticket = world.taken()
    assert sweep(at(19, 9)) == 1
    assert sweep(at(19, 9, 1)) == 1
    assert sweep(at(19, 9, 2)) == 0
    assert kinds(ticket, 3) == ["reminded", "promise_broken", "escalated"]
    assert fresh(ticket).due_at == at(20, 18)


def test_a_lead_who_holds_himself_is_never_his_own_escalation(world, sweep):
    ticket = world.open()
    assert ticket.holder == world.user("tip_lead")
    assert sweep(ticket.due_at) == 1
    event = last(ticket)
    assert (event.data["why"], event.data["person"]) == ("unclaimed", world.user("tip_contact").pk)
    after = fresh(ticket)
    assert (after.holder, after.status, after.escalation) == (
        world.user("tip_lead"), Status.ASSIGNED, Level.E1,
    )  # fmt: skip
    assert after.due_at > ticket.due_at


def test_an_escalation_that_reaches_nobody_is_an_alarm(world, sweep):
    tip = world.team("tip")
    tip.substitute = tip.escalation_contact = None
    tip.save()
    ticket = world.open()
    sweep(ticket.due_at)
    assert last(ticket).data["alarm"] is True
    assert "person" not in last(ticket).data


def test_a_transfer_without_an_answer_alarms_the_receiver_and_stays_with_the_sender(world, sweep):
    ticket = world.taken("ENT-05")
    ticket = transfer(
        number=ticket.number,
        to_team=world.team("dsi"),
        reason="Lien",
        actor=world.actor("technician"),
        now=NOW,
    )
    assert sweep(ticket.due_at) == 1
    assert (last(ticket).data["why"], last(ticket).data["person"]) == (
        "transfer_unanswered", world.user("dsi_lead").pk,
    )  # fmt: skip
    assert fresh(ticket).holder == world.user("technician")


def test_a_late_arbitration_is_told_to_the_referent_again(world, sweep):
    ticket = world.taken("ENT-05")
    actor = world.actor("technician")
    transfer(number=ticket.number, to_team=world.team("dsi"), reason="Lien", actor=actor, now=NOW)
    accept_transfer(number=ticket.number, actor=world.actor("dsi_lead"), now=NOW)
    ticket = transfer(
        number=ticket.number,
        to_team=world.team("tip"),
        reason="Retour",
        actor=world.actor("dsi_lead"),
        now=NOW,
    )
    assert sweep(ticket.due_at) == 1
    assert last(ticket).data["why"] == "arbitration_late"
    assert last(ticket).data["person"] == world.user("referent").pk
    assert fresh(ticket).holder == world.user("dsi_lead")


def test_r08_a_head_is_reminded_at_three_and_seven_school_days_and_owes_a_yes_or_a_no(world, sweep):
    ticket = world.open("EQU-03")
    steps = []
    now = at(13, 8)
    while now < at(28):
        if sweep(now):
            steps.append((now.day, last(ticket).kind))
        now += timedelta(hours=1)
    assert steps == [
        (17, "reminded"), (23, "reminded"), (24, "escalated"), (25, "reminded"), (26, "escalated"), (27, "reminded"),
    ]  # fmt: skip
    assert fresh(ticket).next_action == "Donner ou refuser l'accord du chef d'établissement"
    assert (
        approve(number=ticket.number, actor=world.actor("head"), now=now).status == Status.ASSIGNED
    )


def test_silence_of_the_requester_becomes_a_solution_then_a_closure_never_in_holidays(world, sweep):
    """Asked on Thursday 2 April: the holidays from 4 to 19 April do not count (H08)."""
    ticket = world.taken()
    asked = at(2, 10, month=4)
    ask(number=ticket.number, question="Où ?", actor=world.actor("technician"), now=asked)
    seen = []
    now = at(2, 12, month=4)
    while now < at(12, month=6):
        if sweep(now):
            event = last(ticket)
            seen.append((event.at.astimezone(PARIS).date(), event.kind))
        now += timedelta(hours=6)
    school = [event for event in seen if date(2026, 4, 4) <= event[0] <= date(2026, 4, 19)]
    assert school == []
    assert [kind for _, kind in seen] == [
        "requester_reminded", "requester_reminded", "requester_reminded", "resolved_silently",
        "requester_reminded", "requester_reminded", "closed_silently",
    ]  # fmt: skip
    after = fresh(ticket)
    assert (after.status, after.closed_silently, after.holder, after.wake_at) == (
        Status.CLOSED, True, None, None,
    )  # fmt: skip


def test_a_solution_is_closed_after_five_school_days_and_two_reminders(world, sweep):
    """H11."""
    ticket = world.taken()
    resolve(number=ticket.number, evidence="Fait.", actor=world.actor("technician"), now=NOW)
    seen = []
    now = NOW
    while now < at(26):
        if sweep(now):
            seen.append((now.day, last(ticket).kind))
        now += timedelta(hours=1)
    assert seen == [(16, "requester_reminded"), (18, "requester_reminded"), (19, "closed_silently")]


def test_a_requester_who_has_left_is_replaced_not_reminded(world, sweep):
    ticket = world.taken()
    resolve(number=ticket.number, evidence="Fait.", actor=world.actor("technician"), now=NOW)
    Affiliation.objects.filter(user=world.user("rupn")).update(ends_on=date(2026, 3, 13))
    assert sweep(at(16, 8)) == 1
    assert last(ticket).kind == "holder_replaced"
    after = fresh(ticket)
    assert (after.holder, after.reminders, after.promised_on) == (
        world.user("other_rupn"), 0, date(2026, 3, 18),
    )  # fmt: skip


def test_a_ticket_whose_step_fails_is_set_aside_an_hour_and_the_others_go_on(
    world, sweep, monkeypatch, caplog
):
    bad, *good = [world.taken() for _ in range(3)]
    real = engine._STEPS[engine.Step.REMIND]

    def fail(ticket: Ticket, now: datetime) -> None:
        real(ticket, now)
        if ticket.pk == bad.pk:
            raise ZeroDivisionError

    monkeypatch.setitem(engine._STEPS, engine.Step.REMIND, fail)
    assert sweep(at(16, 8)) == 2
    assert "the step of a ticket failed" in caplog.text
    assert all(kinds(ticket, 3) == ["reminded"] for ticket in good)
    assert kinds(bad, 3) == []
    after = fresh(bad)
    assert after.set_aside_until == at(16, 9)
    assert (after.version, after.reminders, after.due_at) == (bad.version, 0, bad.due_at)
    assert sweep(at(16, 8, 59)) == 0
    monkeypatch.setitem(engine._STEPS, engine.Step.REMIND, real)
    assert sweep(at(16, 9)) == 1


def test_a_calendar_that_changes_moves_the_step_not_the_ticket(world, sweep):
    ticket = world.taken()
    Ticket.objects.filter(pk=ticket.pk).update(wake_at=NOW)
    assert sweep(NOW) == 0
    assert fresh(ticket).wake_at == ticket.wake_at
    assert kinds(ticket, 3) == []


def test_the_longest_due_comes_first_and_a_batch_has_an_end(world, sweep, monkeypatch):
    tickets = [world.taken() for _ in range(3)]
    monkeypatch.setattr(tasks, "BATCH", 2)
    assert sweep(at(16, 8)) == 2
    assert sweep(at(16, 8, 1)) == 1
    order = (
        TicketEvent.objects.filter(kind="reminded").order_by("pk").values_list("ticket", flat=True)
    )
    assert list(order) == [ticket.pk for ticket in tickets]


@pytest.mark.django_db(transaction=True)
def test_four_sweeps_at_once_do_each_step_once(monkeypatch):
    world = make_world()
    tickets = [world.taken() for _ in range(40)]
    monkeypatch.setattr("accounts.clock.now", lambda: at(16, 8))
    barrier = Barrier(4)

    def run(_: int) -> int:
        try:
            barrier.wait(timeout=30)
            return tasks.sweep()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(run, range(4))) == 40
    reminded = TicketEvent.objects.filter(kind="reminded")
    assert reminded.count() == len(tickets)
    assert reminded.values("ticket").distinct().count() == len(tickets)


@pytest.mark.django_db(transaction=True)
def test_a_ticket_that_somebody_holds_is_left_for_the_next_minute(monkeypatch):
    """The sweep waits for nobody: a person's deed comes first."""
    world = make_world()
    ticket = world.taken()
    monkeypatch.setattr("accounts.clock.now", lambda: at(16, 8))
    locked, done = Barrier(2), Barrier(2)

    def hold_it() -> None:
        from django.db import transaction

        try:
            with transaction.atomic():
                Ticket.objects.select_for_update().get(pk=ticket.pk)
                locked.wait(timeout=30)
                done.wait(timeout=30)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold_it)
        locked.wait(timeout=30)
        assert tasks.sweep() == 0
        done.wait(timeout=30)
        holding.result()
    assert tasks.sweep() == 1


def test_an_inactive_lead_is_not_warned_but_the_one_above(world, sweep):
    ticket = world.taken()
    User.objects.filter(pk=world.user("tip_lead").pk).update(is_active=False)
    sweep(at(16, 8))
    sweep(at(17))
    assert last(ticket).data["person"] == world.user("tip_contact").pk
