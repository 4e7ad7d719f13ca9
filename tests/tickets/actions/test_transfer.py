"""R06 and R07: offered, accepted or refused; the third time, or a return, the référent decides, for good."""

from datetime import timedelta

import pytest

from accounts.models import Affiliation
from tests.factories.world import NOW
from tests.tickets.actions.conftest import kinds, last
from tickets.actions.cancel import cancel
from tickets.actions.qualify import qualify
from tickets.actions.take import take
from tickets.actions.transfer import accept_transfer, arbitrate, refuse_transfer, transfer
from tickets.enums import EventKind, Level, Outcome, Status, TransferOutcome
from tickets.models import Transfer
from tickets.permissions import allowed_actions


def offer(world, ticket, to, *, by="technician", reason="C'est le filtrage", now=NOW):
    return transfer(
        number=ticket.number, to_team=world.team(to), reason=reason, actor=world.actor(by), now=now
    )


def accept(world, ticket, by):
    return accept_transfer(number=ticket.number, actor=world.actor(by), now=NOW)


def passed_on(world, ticket, to):
    """Offered by the lead of its team, accepted by the lead of the other."""
    here = next(name for name, team in world.teams.items() if team.pk == ticket.team_id)
    offer(world, ticket, to, by=f"{here}_lead")
    return accept(world, ticket, f"{to}_lead")


def test_r06_the_sender_holds_until_it_is_accepted(world):
    ticket = offer(world, world.taken("ENT-05"), "dsi")
    assert (ticket.status, ticket.holder, ticket.team) == (
        Status.ASSIGNED, world.user("technician"), world.team("tip"),
    )  # fmt: skip
    assert ticket.offered_to == world.team("dsi")
    assert ticket.next_action == "Obtenir l'accord de Dsi pour le transfert"
    assert ticket.due_at.date() == (NOW + timedelta(days=1)).date()
    row = Transfer.objects.get()
    assert (row.outcome, row.reason, row.from_team) == (
        TransferOutcome.PENDING, "C'est le filtrage", world.team("tip"),
    )  # fmt: skip
    assert ticket.promises.get().outcome == Outcome.RELEASED
    assert kinds(ticket, 3) == ["transfer_asked"]
    assert world.team("dsi").pk in ticket.seen_by_teams


def test_meanwhile_nothing_else_moves_it(world):
    ticket = offer(world, world.taken("ENT-05"), "dsi")
    assert {deed.value for deed in allowed_actions(world.actor("technician"), ticket)} == {
        "answer",
        "note",
    }
    assert {deed.value for deed in allowed_actions(world.actor("dsi_agent"), ticket)} == {
        "accept_transfer", "refuse_transfer", "answer", "note",
    }  # fmt: skip


def test_accepted_the_receiving_lead_holds_until_somebody_takes(world):
    ticket = offer(world, world.taken("ENT-05"), "dsi")
    ticket = accept(world, ticket, "dsi_agent")
    assert (ticket.status, ticket.team, ticket.holder, ticket.offered_to) == (
        Status.ASSIGNED, world.team("dsi"), world.user("dsi_lead"), None,
    )  # fmt: skip
    assert ticket.transfers == 1
    assert Transfer.objects.get().answered_by == world.user("dsi_agent")
    assert last(ticket).kind == "transfer_accepted"


def test_r07_refused_it_goes_to_the_front_desk(world):
    ticket = offer(world, world.taken("ENT-05"), "dsi")
    ticket = refuse_transfer(
        number=ticket.number, reason="C'est l'éditeur", actor=world.actor("dsi_agent"), now=NOW
    )
    assert (ticket.status, ticket.team, ticket.holder, ticket.offered_to) == (
        Status.NEW, world.team("desk"), world.user("desk_lead"), None,
    )  # fmt: skip
    assert Transfer.objects.get().answer_reason == "C'est l'éditeur"
    assert ticket.transfers == 0


@pytest.mark.parametrize(("deed", "by", "code"), [
    (accept_transfer, "technician", "forbidden"), (accept_transfer, "rupn", "forbidden"),
    (accept_transfer, "desk_agent", "forbidden"), (accept_transfer, "dept_agent", "not-found"),
])  # fmt: skip
def test_only_the_receiver_answers(world, refused, deed, by, code):
    ticket = offer(world, world.taken("ENT-05"), "dsi")
    with refused(code, ticket):
        deed(number=ticket.number, actor=world.actor(by), now=NOW)


def test_reasons_are_owed(world, refused):
    ticket = world.taken("ENT-05")
    with refused("reason-missing", ticket):
        offer(world, ticket, "dsi", reason=" ")
    with refused("reason-too-long", ticket):
        offer(world, ticket, "dsi", reason="x" * 301)
    ticket = offer(world, ticket, "dsi")
    with refused("reason-missing", ticket):
        refuse_transfer(number=ticket.number, reason="", actor=world.actor("dsi_lead"), now=NOW)


def test_a_transfer_goes_elsewhere_to_who_can_receive(world, refused):
    ticket = world.taken("ENT-05")
    with refused("same-team", ticket):
        offer(world, ticket, "tip")
    dsi = world.team("dsi")
    dsi.lead = None
    dsi.save()
    with refused("team-cannot-receive", ticket):
        offer(world, ticket, "dsi")


def test_r07_a_return_is_for_the_referent(world, refused):
    """The story of school 28 (H07): TIP → DSI → TIP is blocked, the DRANE decides."""
    ticket = passed_on(world, world.taken("ENT-05"), "dsi")
    ticket = offer(world, ticket, "tip", by="dsi_lead")
    assert (ticket.in_arbitration, ticket.holder, ticket.escalation) == (
        True, world.user("dsi_lead"), Level.E2,
    )  # fmt: skip
    assert kinds(ticket, 5) == ["transfer_asked", "escalated"]
    assert last(ticket).data["person"] == world.user("referent").pk
    assert last(ticket).data["act_before"] == ticket.due_at.isoformat()
    with refused("not-now", ticket):
        accept(world, ticket, "tip_lead")
    with refused("forbidden", ticket):
        arbitrate(
            number=ticket.number,
            to_team=world.team("tip"),
            reason="R",
            actor=world.actor("desk_agent"),
            now=NOW,
        )


def test_the_third_transfer_is_for_the_referent(world):
    ticket = world.taken("ENT-05")
    for name in ("dsi", "drane"):
        ticket = passed_on(world, ticket, name)
    assert offer(world, ticket, "dept", by="drane_lead").in_arbitration


@pytest.mark.parametrize(
    ("winner", "holder", "moved"), [("tip", "tip_lead", 1), ("dsi", "dsi_lead", 0)]
)
def test_an_arbitration_is_final(world, refused, winner, holder, moved):
    ticket = offer(world, passed_on(world, world.taken("ENT-05"), "dsi"), "tip", by="dsi_lead")
    before = ticket.transfers
    with refused("not-a-party", ticket):
        arbitrate(
            number=ticket.number,
            to_team=world.team("drane"),
            reason="R",
            actor=world.actor("referent"),
            now=NOW,
        )
    ticket = arbitrate(
        number=ticket.number, to_team=world.team(winner), reason="Convention",
        actor=world.actor("referent"), now=NOW,
    )  # fmt: skip
    assert (ticket.team, ticket.holder, ticket.offered_to, ticket.in_arbitration) == (
        world.team(winner), world.user(holder), None, False,
    )  # fmt: skip
    assert ticket.transfers == before + moved
    with refused("already-arbitrated", ticket):
        offer(world, ticket, "drane", by=holder)
    with refused("already-arbitrated", ticket):
        qualify(
            number=ticket.number,
            request_type=world.type("INF-02"),
            actor=world.actor("desk_agent"),
            now=NOW,
        )


def test_without_a_referent_there_is_no_third_transfer(world, refused):
    Affiliation.objects.filter(user=world.user("referent")).delete()
    ticket = passed_on(world, world.taken("ENT-05"), "dsi")
    with refused("no-referent", ticket):
        offer(world, ticket, "tip", by="dsi_lead")


def test_a_cancelled_request_leaves_no_transfer_behind(world):
    ticket = offer(world, world.taken("ENT-05"), "dsi")
    ticket = cancel(number=ticket.number, actor=world.actor("rupn"), now=NOW)
    assert (ticket.status, ticket.offered_to) == (Status.CANCELLED, None)
    assert Transfer.objects.get().outcome == TransferOutcome.DROPPED


def test_who_has_not_taken_it_can_pass_it_on(world):
    ticket = offer(world, world.open("ENT-05"), "dsi", by="tip_lead")
    assert ticket.holder == world.user("tip_lead")
    ticket = accept(world, ticket, "dsi_lead")
    ticket = take(
        number=ticket.number, next_action="Vérifier le lien", promised_on=NOW.date(),
        actor=world.actor("dsi_agent"), now=NOW,
    )  # fmt: skip
    assert ticket.holder == world.user("dsi_agent")
    assert last(ticket, EventKind.TAKEN).team == world.team("dsi")
