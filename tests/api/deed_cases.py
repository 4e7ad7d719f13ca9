"""For each deed: a ticket on which it may be done, by whom, with which words, and where it leads."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from tests.factories.world import NOW, World
from tickets.actions.cancel import cancel
from tickets.actions.resolve import confirm, resolve
from tickets.actions.take import take
from tickets.actions.transfer import accept_transfer, transfer
from tickets.actions.wait import wait_decision
from tickets.enums import Deed, Status
from tickets.models import Ticket

TUESDAY = "2026-03-17"
PROMISE = {"next_action": "Changer la borne", "promised_on": TUESDAY}
WHY = {"reason": "La borne n'est pas à nous."}


def transferred(
    world: World, *, to: str = "dsi", by: str = "technician", ticket: Ticket | None = None
) -> Ticket:
    ticket = ticket or world.taken()
    reason, actor = "C'est le réseau administratif.", world.actor(by)
    return transfer(
        number=ticket.number, to_team=world.team(to), reason=reason, actor=actor, now=NOW
    )


def in_arbitration(world: World) -> Ticket:
    """Back to a former team: the référent decides."""
    ticket = transferred(world)
    dsi = world.actor("dsi_agent")
    accept_transfer(number=ticket.number, actor=dsi, now=NOW)
    take(
        number=ticket.number, next_action="Voir", promised_on=date(2026, 3, 16), actor=dsi, now=NOW
    )
    return transferred(world, to="tip", by="dsi_agent", ticket=ticket)


def awaiting_decision(world: World) -> Ticket:
    ticket = world.taken()
    return wait_decision(
        number=ticket.number, decider=world.team("dept"), reason="Acheter une borne",
        until=date(2026, 3, 20), actor=world.actor("technician"), now=NOW,
    )  # fmt: skip


def resolved(world: World) -> Ticket:
    ticket = world.taken()
    tech = world.actor("technician")
    return resolve(number=ticket.number, evidence="Borne changée, essai fait.", actor=tech, now=NOW)


def confirmed(world: World) -> Ticket:
    return confirm(number=resolved(world).number, actor=world.actor("rupn"), now=NOW)


def cancelled(world: World) -> Ticket:
    return cancel(number=world.open().number, actor=world.actor("rupn"), now=NOW)


class Case(NamedTuple):
    ready: Callable[[World], Ticket]
    who: str
    body: dict[str, Any]
    leads_to: Status


CASES = {
    Deed.QUALIFY: Case(lambda w: w.open(None), "desk_agent", {"request_type": "RES-01"}, Status.ASSIGNED),
    Deed.TAKE: Case(World.open, "technician", PROMISE, Status.TAKEN),
    Deed.PROMISE: Case(World.taken, "technician", PROMISE, Status.TAKEN),
    Deed.MOVE_PROMISE: Case(World.taken, "technician", {"promised_on": TUESDAY, **WHY}, Status.TAKEN),
    Deed.PLAN: Case(World.taken, "technician", PROMISE, Status.PLANNED),
    Deed.TRANSFER: Case(World.taken, "technician", {"to_team": "dsi", **WHY}, Status.ASSIGNED),
    Deed.ACCEPT_TRANSFER: Case(transferred, "dsi_agent", {}, Status.ASSIGNED),
    Deed.REFUSE_TRANSFER: Case(transferred, "dsi_agent", WHY, Status.NEW),
    Deed.ARBITRATE: Case(in_arbitration, "referent", {"to_team": "tip", **WHY}, Status.ASSIGNED),
    Deed.ASK: Case(World.taken, "technician", {"question": "Quelle salle ?"}, Status.WAITING_REQUESTER),
    Deed.WAIT_THIRD_PARTY: Case(
        World.taken, "technician", {"third_party": "Le fournisseur", "until": TUESDAY, **WHY},
        Status.WAITING_THIRD_PARTY,
    ),
    Deed.WAIT_DECISION: Case(
        World.taken, "technician", {"decider": "dept", "until": TUESDAY, **WHY}, Status.WAITING_DECISION
    ),
    Deed.APPROVE: Case(lambda w: w.open("RES-02"), "head", {}, Status.ASSIGNED),
    Deed.DECIDE: Case(awaiting_decision, "dept_lead", {"decision": "Oui, une borne."}, Status.TAKEN),
    Deed.ANSWER: Case(World.taken, "rupn", {"body": "C'est la salle 204."}, Status.TAKEN),
    Deed.NOTE: Case(World.taken, "technician", {"body": "Voir avec la DSI."}, Status.TAKEN),
    Deed.RESOLVE: Case(World.taken, "technician", {"evidence": "Essai fait à 11 h."}, Status.RESOLVED),
    Deed.CONFIRM: Case(resolved, "rupn", {}, Status.CLOSED),
    Deed.DENY: Case(resolved, "rupn", WHY, Status.REOPENED),
    Deed.REOPEN: Case(confirmed, "rupn", WHY, Status.REOPENED),
    Deed.REFUSE: Case(
        World.taken, "technician", {"motive": "budget", "explanation": "Pas cette année."}, Status.REFUSED
    ),
    Deed.CANCEL: Case(World.open, "rupn", {}, Status.CANCELLED),
    Deed.RESTORE: Case(cancelled, "rupn", {}, Status.NEW),
    Deed.MERGE: Case(World.taken, "technician", {"into": "another"}, Status.MERGED),
}  # fmt: skip
