from datetime import timedelta

import pytest

from tests.factories.world import NOW
from tests.tickets.actions.conftest import kinds, last
from tickets.actions.qualify import qualify
from tickets.actions.talk import answer, ask
from tickets.enums import EventKind, Priority, Status


def do(world, ticket, code, *, by="desk_agent", now=NOW, **said):
    return qualify(
        number=ticket.number, request_type=world.type(code), actor=world.actor(by), now=now, **said
    )


def test_the_front_desk_says_what_it_is_and_the_rules_say_whose(world):
    ticket = do(world, world.open(None), "RES-01")
    assert (ticket.status, ticket.team, ticket.holder) == (
        Status.ASSIGNED, world.team("tip"), world.user("tip_lead"),
    )  # fmt: skip
    assert kinds(ticket) == ["opened", "qualified", "routed"]
    assert last(ticket, EventKind.QUALIFIED).data == {"from": "HOR-02", "to": "RES-01"}
    assert last(ticket).version == last(ticket, EventKind.QUALIFIED).version == ticket.version
    ticket.refresh_from_db()
    assert ticket.request_type.code == "RES-01"


def test_what_is_the_desk_s_own_is_kept_and_written(world):
    """The type of a request that stays at the front desk was once forgotten."""
    ticket = do(world, world.open(None), "HOR-01")
    ticket.refresh_from_db()
    assert (ticket.request_type.code, ticket.status, ticket.team) == (
        "HOR-01", Status.ASSIGNED, world.team("desk"),
    )  # fmt: skip


def test_the_priority_and_the_targets_are_those_of_the_type(world):
    vague = world.open(None)
    assert vague.target_at < NOW + timedelta(days=5)
    ticket = do(world, vague, "INF-02", now=NOW + timedelta(hours=1))
    direct = world.open("INF-02")
    assert ticket.priority == Priority.P4
    assert (ticket.target_at, ticket.first_answer_due_at) == (
        direct.target_at,
        direct.first_answer_due_at,
    )
    assert do(world, world.open(None), "SEC-02").priority == Priority.P1


def test_the_requester_s_time_is_not_counted_in_the_new_targets(world):
    ticket = world.open(None)
    ask(number=ticket.number, question="Où ?", actor=world.actor("desk_agent"), now=NOW)
    back = NOW + timedelta(days=1)
    answer(number=ticket.number, body="Au CDI.", actor=world.actor("rupn"), now=back)
    ticket = do(world, ticket, "RES-01", now=back)
    direct = world.open("RES-01")
    assert ticket.target_at - direct.target_at == timedelta(days=1)


def test_r04_one_question_then_qualified(world):
    """« Ça ne marche plus »: the desk asks, is answered, and qualifies what it then holds itself (H26)."""
    ticket = world.open(None)
    ask(number=ticket.number, question="Quoi ?", actor=world.actor("desk_agent"), now=NOW)
    answer(number=ticket.number, body="Les postes.", actor=world.actor("rupn"), now=NOW)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.holder) == (Status.TAKEN, world.user("desk_lead"))
    assert do(world, ticket, "MAT-01").team == world.team("tip")


def test_it_passes_by_the_head_when_the_type_says_so(world):
    ticket = do(world, world.open(None), "EQU-03")
    assert (ticket.status, ticket.holder) == (Status.WAITING_DECISION, world.user("head"))
    assert kinds(ticket) == ["opened", "qualified", "waiting_decision"]


@pytest.mark.parametrize(
    "by", ["rupn", "head", "technician", "tip_lead", "dsi_agent", "administrator"]
)
def test_only_the_desk_and_the_referent_qualify(world, refused, by):
    ticket = world.open(None)
    code = "not-found" if by in ("dsi_agent", "technician", "tip_lead") else "forbidden"
    with refused(code, ticket):
        do(world, ticket, "RES-01", by=by)


def test_what_a_technician_has_taken_is_his(world, refused):
    ticket = world.taken()
    with refused("forbidden", ticket):
        do(world, ticket, "RES-05")
    with refused("forbidden", ticket):
        do(world, ticket, "RES-05", by="referent")


def test_vague_is_not_an_answer(world, refused):
    ticket = world.open(None)
    with refused("type-unclear", ticket):
        do(world, ticket, "HOR-02")


def test_a_closed_type_is_not_given(world, refused):
    kind = world.type("RES-05")
    kind.active = False
    kind.save()
    ticket = world.open(None)
    with refused("type-closed", ticket):
        do(world, ticket, "RES-05")
