"""Take, promise, move, plan: a holder by name, an action, a day (I1, I2, I8)."""

from datetime import date, datetime, timedelta

import pytest

from accounts.clock import PARIS
from tests.factories.world import NOW
from tests.tickets.actions.conftest import kinds, last
from tickets.actions.take import move_promise, plan, promise, take
from tickets.enums import EventKind, Level, Outcome, Status
from tickets.models import Promise

MONDAY, TUESDAY, FRIDAY = date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 20)


def do(deed, world, ticket, *, by="technician", now=NOW, day=MONDAY, **said):
    said = {"next_action": "Remplacer la borne"} | said
    return deed(number=ticket.number, promised_on=day, actor=world.actor(by), now=now, **said)


def move(world, ticket, day, *, now=NOW, by="technician", reason="La pièce arrive plus tard"):
    return move_promise(
        number=ticket.number, promised_on=day, reason=reason, actor=world.actor(by), now=now
    )


def test_who_takes_holds_by_name_with_an_action_and_a_day(world):
    ticket = do(take, world, world.open())
    assert (ticket.status, ticket.holder) == (Status.TAKEN, world.user("technician"))
    assert (ticket.next_action, ticket.promised_on) == ("Remplacer la borne", MONDAY)
    assert ticket.due_at == datetime(2026, 3, 16, 18, tzinfo=PARIS)
    assert ticket.wake_at == datetime(2026, 3, 16, 8, tzinfo=PARIS)
    assert ticket.taken_at == ticket.first_answer_at == ticket.held_since == NOW
    made = Promise.objects.get(ticket=ticket)
    assert (made.outcome, made.made_by, made.due_at) == (
        Outcome.OPEN,
        world.user("technician"),
        ticket.due_at,
    )
    event = last(ticket)
    assert (event.kind, event.promise, event.version) == ("taken", made, ticket.version)


@pytest.mark.parametrize(
    "by", ["rupn", "head", "desk_agent", "dsi_agent", "lycee_rupn", "referent", "observer"]
)
def test_only_the_team_takes(world, refused, by):
    ticket = world.open()
    code = "not-found" if by in ("dsi_agent", "lycee_rupn", "observer") else "forbidden"
    with refused(code, ticket):
        do(take, world, ticket, by=by)


def test_what_is_taken_is_not_taken_again(world, refused):
    ticket = do(take, world, world.open())
    with refused("not-now", ticket):
        do(take, world, ticket, by="technician_2")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"next_action": " \n"}, "next-action-missing"),
        ({"next_action": "x" * 201}, "next-action-too-long"),
        ({"day": date(2026, 3, 11)}, "date-past"),
        ({"day": date(2026, 3, 14)}, "date-closed"),
        ({"day": date(2026, 3, 27)}, "date-too-far"),
    ],
)
def test_nobody_saves_without_an_action_and_a_day_that_can_be_held(world, refused, said, code):
    ticket = world.open()
    with refused(code, ticket):
        do(take, world, ticket, **said)


def test_today_is_promised_only_while_it_lasts(world, refused):
    ticket = world.open()
    evening = datetime(2026, 3, 12, 18, 30, tzinfo=PARIS)
    with refused("day-over", ticket):
        do(take, world, ticket, day=NOW.date(), now=evening)
    assert do(take, world, ticket, day=NOW.date()).reminders == 1


def test_a_promise_kept_in_time_makes_room_for_the_next(world):
    ticket = do(promise, world, world.taken(), day=FRIDAY)
    assert (ticket.status, ticket.promised_on) == (Status.TAKEN, FRIDAY)
    assert [p.outcome for p in ticket.promises.all()] == [Outcome.KEPT, Outcome.OPEN]
    assert kinds(ticket, 3) == ["promise_kept", "promised"]
    assert {event.version for event in ticket.events.order_by("-pk")[:2]} == {ticket.version}


def test_a_promise_renewed_too_late_is_broken_first(world):
    late = datetime(2026, 3, 17, 0, 0, tzinfo=PARIS)
    ticket = do(promise, world, world.taken(), day=FRIDAY, now=late)
    assert [p.outcome for p in ticket.promises.all()] == [Outcome.BROKEN, Outcome.OPEN]
    assert kinds(ticket, 3) == ["promise_broken", "promised"]


def test_until_midnight_in_paris_it_is_kept(world):
    late = datetime(2026, 3, 16, 23, 59, tzinfo=PARIS)
    ticket = do(promise, world, world.taken(), day=FRIDAY, now=late)
    assert ticket.promises.first().outcome == Outcome.KEPT


def test_a_lead_may_promise_and_the_ball_stays_where_it_is(world):
    ticket = do(promise, world, world.taken(), by="tip_lead", day=FRIDAY)
    assert ticket.holder == world.user("technician")
    assert ticket.promises.last().made_by == world.user("tip_lead")


def test_a_colleague_may_not_promise_for_the_holder(world, refused):
    ticket = world.taken()
    with refused("forbidden", ticket):
        do(promise, world, ticket, by="technician_2", day=FRIDAY)


def test_a_visit_needs_an_open_school(world, refused):
    eve = datetime(2026, 4, 2, 10, tzinfo=PARIS)
    ticket = world.taken()
    with refused("date-closed", ticket):
        do(plan, world, ticket, day=date(2026, 4, 7), now=eve)
    ticket = do(plan, world, ticket, day=date(2026, 4, 7), now=eve, visit=False)
    assert (ticket.status, last(ticket).kind) == (Status.PLANNED, "planned")


def test_a_date_moves_before_it_is_over_with_a_reason(world):
    ticket = move(world, world.taken(), TUESDAY)
    assert (ticket.promised_on, ticket.next_action, ticket.moves) == (
        TUESDAY,
        "Passer voir la borne",
        1,
    )
    assert [p.outcome for p in ticket.promises.all()] == [Outcome.MOVED, Outcome.OPEN]
    assert ticket.promises.first().reason == "La pièce arrive plus tard"
    assert kinds(ticket, 3) == ["promise_moved", "promised"]


@pytest.mark.parametrize(("day", "reason", "code"), [
    (TUESDAY, " ", "reason-missing"), (TUESDAY, "x" * 301, "reason-too-long"), (MONDAY, "Retard", "same-date"),
    (date(2026, 3, 11), "Retard", "date-past"),
])  # fmt: skip
def test_a_move_says_why_and_to_when(world, refused, day, reason, code):
    ticket = world.taken()
    with refused(code, ticket):
        move(world, ticket, day, reason=reason)


def test_the_second_move_in_a_row_is_told_to_the_lead(world):
    """I8."""
    ticket = move(world, world.taken(), TUESDAY)
    assert ticket.escalation == Level.E0
    ticket = move(world, ticket, FRIDAY)
    assert (ticket.moves, ticket.escalation) == (2, Level.E1)
    event = last(ticket, EventKind.ESCALATED)
    assert event.data["person"] == world.user("tip_lead").pk
    assert (event.data["level"], event.data["why"]) == (1, "moved_again")
    assert ticket.holder == world.user("technician")


def test_a_date_that_is_over_does_not_move_it_is_broken(world):
    ticket = move(world, world.taken(), FRIDAY, now=datetime(2026, 3, 17, 9, tzinfo=PARIS))
    assert ticket.promises.first().outcome == Outcome.BROKEN
    assert ticket.moves == 0
    assert kinds(ticket, 3) == ["promise_broken", "promised"]


def test_a_reopened_ticket_has_no_date_to_move(world, refused):
    from tickets.actions.resolve import deny, resolve

    ticket = world.taken()
    resolve(number=ticket.number, evidence="Essayé", actor=world.actor("technician"), now=NOW)
    ticket = deny(number=ticket.number, reason="Non", actor=world.actor("rupn"), now=NOW)
    with refused("not-now", ticket):
        move(world, ticket, FRIDAY)


def test_a_stale_page_is_told_and_writes_nothing(world, refused):
    ticket = world.taken()
    with refused("changed-meanwhile", ticket):
        do(promise, world, ticket, day=FRIDAY, version=ticket.version - 1)
    assert do(promise, world, ticket, day=FRIDAY, version=ticket.version)


def test_time_in_hand_starts_anew_only_when_the_holder_changes(world):
    ticket = world.taken()
    later = NOW + timedelta(hours=2)
    ticket = do(promise, world, ticket, day=FRIDAY, now=later)
    assert ticket.held_since == NOW
