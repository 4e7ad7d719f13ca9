"""Questions, answers and notes: who has the ball after the words."""

from datetime import date, datetime, timedelta

import pytest

from accounts.clock import PARIS
from accounts.enums import Role
from accounts.models import Affiliation
from tests.factories.accounts import AffiliationFactory
from tests.factories.world import NOW
from tests.tickets.actions.conftest import kinds, last
from tickets.actions.talk import answer, ask, note
from tickets.actions.wait import wait_decision
from tickets.enums import MessageKind, Outcome, Status, Visibility
from tickets.models import Message

LATER = NOW + timedelta(hours=3)


def question(world, ticket, *, by="technician", now=NOW):
    return ask(number=ticket.number, question="Quelle borne ?", actor=world.actor(by), now=now)


def reply(world, ticket, *, by="rupn", now=LATER, **said):
    body = said.pop("body", "La B12.")
    message = answer(number=ticket.number, body=body, actor=world.actor(by), now=now, **said)
    ticket.refresh_from_db()
    return message


def test_a_question_gives_the_ball_to_the_requester_and_stops_the_targets(world):
    ticket = question(world, world.taken())
    assert (ticket.status, ticket.holder, ticket.last_holder) == (
        Status.WAITING_REQUESTER, world.user("rupn"), world.user("technician"),
    )  # fmt: skip
    assert ticket.clock_stopped_at == ticket.held_since == NOW
    assert (ticket.waiting_for, ticket.waiting_reason) == (
        "Le demandeur",
        "Une question lui est posée",
    )
    # Four school days: the first reminder.
    assert ticket.promised_on == date(2026, 3, 18)
    assert ticket.due_at == ticket.wake_at == datetime(2026, 3, 18, 8, tzinfo=PARIS)
    assert ticket.promises.get().outcome == Outcome.RELEASED
    assert last(ticket).message.kind == MessageKind.QUESTION


def test_the_answer_gives_it_back_and_the_targets_run_again(world):
    ticket = question(world, world.taken())
    before = ticket.target_at
    reply(world, ticket)
    assert (ticket.status, ticket.holder, ticket.held_since) == (
        Status.TAKEN, world.user("technician"), LATER,
    )  # fmt: skip
    assert ticket.clock_stopped_at is None
    assert ticket.target_at == before + timedelta(hours=3)
    assert ticket.next_action == "Reprendre la demande et promettre une date"
    assert last(ticket).data == {"awaited": True}


@pytest.mark.parametrize("by", ["other_rupn", "head", "deputy", "manager"])
def test_anybody_of_the_school_may_answer(world, by):
    ticket = question(world, world.taken())
    reply(world, ticket, by=by)
    assert ticket.status == Status.TAKEN


@pytest.mark.parametrize("by", ["technician", "desk_agent", "referent"])
def test_what_the_service_adds_does_not_answer_for_the_school(world, by):
    ticket = question(world, world.taken())
    reply(world, ticket, by=by)
    assert (ticket.status, ticket.holder) == (Status.WAITING_REQUESTER, world.user("rupn"))


def test_a_technician_who_has_left_is_replaced_by_his_lead(world):
    ticket = question(world, world.taken())
    Affiliation.objects.filter(user=world.user("technician")).update(ends_on=NOW.date())
    reply(world, ticket)
    assert ticket.holder == world.user("tip_lead")


def test_a_school_that_has_changed_rupn_is_asked_all_the_same(world):
    ticket = world.taken()
    Affiliation.objects.filter(user=world.user("rupn")).update(ends_on=NOW.date())
    ticket = question(world, ticket)
    assert ticket.holder == world.user("other_rupn")
    Affiliation.objects.filter(user=world.user("other_rupn")).update(ends_on=NOW.date())
    reply(world, ticket, by="head")
    assert question(world, ticket, now=LATER).holder == world.user("head")


def test_a_school_without_anybody_leaves_the_ball_to_the_front_desk(world):
    ticket = world.taken()
    Affiliation.objects.filter(school=world.college).update(ends_on=NOW.date())
    assert question(world, ticket).holder == world.user("desk_lead")


def test_silence_is_counted_from_the_question_even_when_the_holder_stays(world):
    """A head who asked himself, as service, holds from now on as requester: not since the opening."""
    ticket = world.open("CPT-04", by="head")
    assert ticket.holder == world.user("head")
    ticket = ask(
        number=ticket.number,
        question="Pour quel service ?",
        actor=world.actor("head"),
        now=NOW + timedelta(days=20),
    )
    assert ticket.held_since == NOW + timedelta(days=20)
    assert ticket.due_at > NOW + timedelta(days=20)


def test_a_head_who_adds_to_his_own_question_does_not_answer_it(world):
    ticket = question(world, world.open("CPT-04"), by="head")
    assert ticket.holder == world.user("rupn")
    reply(world, ticket, by="head")
    assert ticket.status == Status.WAITING_REQUESTER


def test_a_question_of_who_decides_is_answered_to_who_asked_for_the_decision(world):
    ticket = wait_decision(
        number=world.taken().number, decider=world.team("dept"), reason="Budget", until=date(2026, 3, 20),
        actor=world.actor("technician"), now=NOW,
    )  # fmt: skip
    ticket = question(world, ticket, by="dept_lead")
    assert ticket.decider is None
    reply(world, ticket)
    assert ticket.holder == world.user("technician")


def test_two_answers_at_once_are_both_kept(world):
    ticket = world.taken()
    one = reply(world, ticket, version=ticket.version)
    other = reply(world, ticket, by="technician", version=1)
    assert {one.pk, other.pk} <= set(
        Message.objects.filter(ticket=ticket).values_list("pk", flat=True)
    )


def test_words_are_possible_when_all_is_over(world):
    from tickets.actions.cancel import cancel

    ticket = cancel(number=world.open().number, actor=world.actor("rupn"), now=NOW)
    reply(world, ticket, body="Merci quand même.")
    assert ticket.status == Status.CANCELLED
    assert ticket.holder is None


def test_a_note_is_internal_and_is_no_news_for_the_requester(world):
    ticket = world.taken()
    news = ticket.last_human_news_at
    message = note(
        number=ticket.number, body="Borne hors garantie", actor=world.actor("technician"), now=LATER
    )
    ticket.refresh_from_db()
    assert message.visibility == last(ticket).visibility == Visibility.INTERNAL
    assert ticket.last_human_news_at == news
    assert kinds(ticket, 3) == ["noted"]


@pytest.mark.parametrize(
    "by", ["rupn", "other_rupn", "head", "deputy", "manager", "head_office_substitute"]
)
def test_the_school_writes_no_internal_note(world, refused, by):
    ticket = world.qualified("EQU-03")
    with refused("forbidden", ticket):
        note(number=ticket.number, body="Secret", actor=world.actor(by), now=NOW)


def test_the_front_desk_asks_about_what_nobody_has_taken(world, refused):
    ticket = world.taken()
    with refused("forbidden", ticket):
        question(world, ticket, by="desk_agent")
    assert question(world, world.open(), by="desk_agent").status == Status.WAITING_REQUESTER


def test_nobody_asks_while_the_head_is_awaited(world, refused):
    """The answer would lead to S3, and the approval would be lost."""
    ticket = world.open("EQU-03")
    with refused("not-now", ticket):
        question(world, ticket, by="head")


def test_an_empty_message_is_no_message(world, refused):
    ticket = world.taken()
    for body in ("", " \n", "\x00"):
        with refused("text-missing", ticket):
            reply(world, ticket, body=body)
    with refused("text-too-long", ticket):
        reply(world, ticket, body="x" * 20_001)


def test_a_rupn_of_another_school_sees_nothing_to_answer(world, refused):
    ticket = world.taken()
    AffiliationFactory(user=world.user("lycee_rupn"), role=Role.RUPN, starts_on=date(2027, 1, 1))
    with refused("not-found", ticket):
        reply(world, ticket, by="lycee_rupn")
