import dataclasses
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from accounts.models import Affiliation, Team
from accounts.refusals import Invalid, Refusal
from tests.factories.world import NOW, make_world
from tests.tickets.actions.conftest import kinds, last
from tickets.actions.idempotency import KeyReused
from tickets.actions.open_ticket import open_ticket
from tickets.enums import Channel, EventKind, Extent, MessageKind, Priority, Status
from tickets.models import IdempotencyKey, Message, Ticket


def test_a_request_reaches_its_team_held_dated_and_told(world):
    ticket = world.open("RES-01", extent=Extent.CLASS)
    assert (ticket.status, ticket.team, ticket.holder) == (
        Status.ASSIGNED, world.team("tip"), world.user("tip_lead"),
    )  # fmt: skip
    assert ticket.next_action == "Prendre en charge la demande"
    assert ticket.promised_on == date(2026, 3, 13)
    assert ticket.wake_at == ticket.due_at
    assert ticket.requester == ticket.opened_by == world.user("rupn")
    assert kinds(ticket) == ["opened", "routed"]
    assert last(ticket, EventKind.ROUTED).data["doubt"] is None
    opening = Message.objects.get(ticket=ticket)
    assert (opening.kind, opening.author) == (MessageKind.OPENING, world.user("rupn"))
    assert ticket.seen_by_teams == [world.team("desk").pk, world.team("tip").pk]


def test_a_vague_request_waits_at_the_front_desk(world):
    ticket = world.open(None)
    assert (ticket.status, ticket.team, ticket.holder) == (
        Status.NEW, world.team("desk"), world.user("desk_lead"),
    )  # fmt: skip
    assert ticket.request_type.code == "HOR-02"
    assert kinds(ticket) == ["opened"]
    assert world.open("HOR-02").status == Status.NEW


def test_what_is_the_front_desk_s_own_is_given_to_it(world):
    """HOR-01 is qualified: from S2 it can be taken, resolved, closed."""
    ticket = world.open("HOR-01")
    assert (ticket.status, ticket.team) == (Status.ASSIGNED, world.team("desk"))


def test_the_head_approves_before_money_is_spent(world):
    ticket = world.open("EQU-03")
    assert (ticket.status, ticket.holder, ticket.approval_pending) == (
        Status.WAITING_DECISION, world.user("head"), True,
    )  # fmt: skip
    assert ticket.next_action == "Donner ou refuser l'accord du chef d'établissement"
    assert kinds(ticket) == ["opened", "waiting_decision"]


def test_a_head_who_asks_has_agreed(world):
    ticket = world.open("EQU-03", by="head")
    assert (ticket.status, ticket.team) == (Status.ASSIGNED, world.team("dept"))
    assert ticket.approved_at == NOW


def test_without_a_known_head_the_front_desk_keeps_it(world):
    Team.objects.filter(pk=world.team("head_office").pk).update(active=False)
    ticket = world.open("EQU-03")
    assert (ticket.status, ticket.team) == (Status.NEW, world.team("desk"))
    assert last(ticket).data["doubt"] == "chef d'établissement inconnu"


def test_a_team_that_nobody_answers_for_does_not_receive(world):
    """R09: without a lead, or with people whose accounts are closed, the front desk keeps it and says why."""
    for person in ("tip_lead", "tip_substitute", "tip_contact"):
        user = world.user(person)
        user.is_active = False
        user.save()
    ticket = world.open("RES-01")
    assert (ticket.status, ticket.team) == (Status.NEW, world.team("desk"))
    assert last(ticket).data["doubt"] == "file sans responsable"


def test_the_substitute_holds_for_a_lead_who_has_left(world):
    lead = world.user("tip_lead")
    lead.is_active = False
    lead.save()
    assert world.open("RES-01").holder == world.user("tip_substitute")


def test_the_priority_is_never_asked(world):
    assert world.open("SEC-02").priority == Priority.P1
    assert world.open("INF-02").priority == Priority.P4
    assert world.open("RES-01", deadline=date(2026, 3, 16)).priority == Priority.P2


def test_a_dated_operation_aims_at_three_days_before(world):
    ticket = world.open("MAT-10", deadline=date(2026, 3, 31))
    assert ticket.target_at.date() == date(2026, 3, 26)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " \n"}, "title"),
        ({"title": "x" * 161}, "title"),
        ({"place": "x" * 121}, "place"),
        ({"since": "x" * 81}, "since"),
        ({"body": "\x00 "}, "body"),
        ({"body": "x" * 20_001}, "body"),
        ({"deadline": date(2026, 3, 11)}, "deadline"),
        ({"deadline": date(2099, 3, 11)}, "deadline"),
        ({"answers": {"unknown": "x"}}, "answers.unknown"),
        ({"files": [SimpleUploadedFile("a.html", b"<html>")]}, "files"),
        ({"files": [SimpleUploadedFile("a.txt", b"")]}, "files"),
        ({"files": [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(11)]}, "files"),
    ],
)
def test_what_is_said_wrong_is_told_beside_its_field(world, said, field):
    answers = world.draft("RES-01").answers | said.pop("answers", {})
    with pytest.raises(Invalid) as refusal:
        world.open("RES-01", answers=answers, **said)
    assert refusal.value.field == field
    assert not Ticket.objects.exists()


def test_a_title_is_one_line_without_control_characters(world):
    assert world.open(title="Le wifi\r\nBcc: tous\x00 \ud800").title == "Le wifi Bcc: tous"


def test_nobody_opens_for_another_school(world, refused):
    ticket = world.open()
    with refused("not-found", ticket):
        world.open(by="lycee_rupn")
    with refused("not-found", ticket):
        world.open(by="nobody")
    with refused("not-found", ticket):
        world.open(by="observer")


def test_staff_enters_a_request_for_somebody_who_called(world):
    ticket = open_ticket(
        draft=world.draft(), actor=world.actor("desk_agent"), now=NOW, channel=Channel.BEHALF,
        requester=world.user("rupn"),
    )  # fmt: skip
    assert (ticket.requester, ticket.opened_by) == (world.user("rupn"), world.user("desk_agent"))


@pytest.mark.parametrize(("by", "who", "code"), [
    ("desk_agent", "lycee_rupn", "requester-elsewhere"),
    ("desk_agent", "nobody", "requester-elsewhere"),
    ("desk_agent", None, "requester-missing"),
    ("rupn", "other_rupn", "forbidden"),
])  # fmt: skip
def test_a_requester_is_of_the_school_and_named_by_staff(world, by, who, code):
    with pytest.raises(Refusal) as refusal:
        open_ticket(
            draft=world.draft(), actor=world.actor(by), now=NOW, requester=who and world.user(who)
        )
    assert refusal.value.code == code


def test_a_school_that_is_not_served_opens_nothing(world):
    world.college.served = False
    world.college.save()
    with pytest.raises(Refusal) as refusal:
        world.open()
    assert refusal.value.code == "school-not-served"


def test_a_former_rupn_opens_nothing(world):
    Affiliation.objects.filter(user=world.user("rupn")).update(ends_on=NOW.date())
    world.forget_actors()
    with pytest.raises(Refusal) as refusal:
        world.open()
    assert refusal.value.code == "not-found"


def send(world, key, **said):
    return open_ticket(
        draft=dataclasses.replace(world.draft(), **said), actor=world.actor("rupn"), now=NOW,
        idempotency_key=key,
    )  # fmt: skip


def test_the_same_key_gives_the_same_ticket(world):
    assert send(world, "k") == send(world, "k")
    assert Ticket.objects.count() == 1


def test_a_key_is_not_for_other_words(world):
    send(world, "k")
    with pytest.raises(KeyReused):
        send(world, "k", title="Autre chose")


def test_a_key_of_a_refused_sending_can_be_used_again(world):
    with pytest.raises(Invalid):
        send(world, "k", title="")
    assert send(world, "k").pk
    assert IdempotencyKey.objects.count() == 1


@pytest.mark.parametrize("key", ["x" * 201, "a\x00b", "a\nb"])
def test_a_key_is_short_and_readable(world, key):
    with pytest.raises(Invalid):
        send(world, key)


@pytest.mark.django_db(transaction=True)
def test_twenty_sendings_at_once_open_one_ticket():
    """Double clicks, retries, two tabs: whoever comes second waits for the first, then gets its ticket."""
    world = make_world()
    barrier = Barrier(20)

    def click(_):
        try:
            barrier.wait(timeout=20)
            return send(world, "double-click").number
        finally:
            connection.close()

    world.actor("rupn")
    with ThreadPoolExecutor(20) as pool:
        numbers = set(pool.map(click, range(20)))
    assert len(numbers) == 1
    assert Ticket.objects.count() == 1
    assert Message.objects.count() == 1


def test_two_keys_open_two_tickets_with_two_numbers(world):
    one, other = send(world, "a"), send(world, "b")
    assert one.number != other.number
    later = open_ticket(draft=world.draft(), actor=world.actor("rupn"), now=NOW + timedelta(days=1))
    assert later.number > max(one.number, other.number)
