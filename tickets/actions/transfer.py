"""Transfers: offered, accepted or refused, arbitrated. The sender holds until somebody accepts (R06, R07)."""

from datetime import datetime

from django.db import transaction

from accounts.clock import PARIS
from accounts.models import Team
from accounts.permissions import Actor
from accounts.queries.calendars import calendar_value
from accounts.refusals import Invalid, Refusal
from tickets.enums import Deed, EventKind, Level, Outcome, TransferOutcome
from tickets.events import record
from tickets.models import Ticket, Transfer
from tickets.queries.holders import referent, responsible
from tickets.rules import next_action, promises, routing, texts

from .escalate import record_escalation
from .ledger import settle
from .lock import lock
from .route import move_to_team, to_front_desk
from .transition import Ball, holder_calendar, move

_DONE = (TransferOutcome.ACCEPTED, TransferOutcome.ARBITRATED)


@transaction.atomic
def transfer(
    *,
    number: int,
    to_team: Team,
    reason: str,
    actor: Actor,
    now: datetime,
    version: int | None = None,
) -> Ticket:
    """Offer the ticket to another team, which answers within one working day.

    The third transfer, or a return to a former team, goes to the DRANE référent instead.
    Raises Invalid (`reason-missing`, `same-team`, `team-cannot-receive`) or Refusal `already-arbitrated`.
    """
    ticket = lock(number, actor=actor, deed=Deed.TRANSFER, version=version)
    reason = _reason(reason)
    if to_team.pk == ticket.team_id:
        raise Invalid("same-team", "La demande est déjà dans cette file.", field="to_team")
    if not to_team.can_receive:
        raise Invalid(
            "team-cannot-receive",
            "Cette file n'a pas de responsable : choisissez-en une autre.",
            field="to_team",
        )
    refuse_if_arbitrated(ticket)
    past = list(ticket.transfer_set.filter(outcome__in=_DONE))
    passage = routing.passage(
        accepted_before=len(past),
        former_team_ids=frozenset(row.from_team_id for row in past),
        to_team_id=to_team.pk,
    )
    if passage is routing.Passage.ARBITRATION:
        return _to_arbitration(ticket, to_team, reason, actor=actor, now=now)
    settled = settle(ticket, Outcome.RELEASED, now=now)
    due = calendar_value(to_team.calendar).add_working_days(now, promises.DAYS_TO_ACT)
    row = _row(ticket, to_team, reason, due, TransferOutcome.PENDING, actor=actor, now=now)
    move(
        ticket,
        Deed.TRANSFER,
        actor=actor,
        now=now,
        ball=Ball(
            ticket.holder or responsible(ticket.team),
            next_action.await_acceptance(to_team.name),
            due,
        ),
        settled=settled,
        offered_to=to_team,
    )
    record(
        ticket,
        EventKind.TRANSFER_ASKED,
        actor=actor,
        now=now,
        transfer=row,
        data={"to": to_team.pk},
    )
    return ticket


@transaction.atomic
def accept_transfer(
    *, number: int, actor: Actor, now: datetime, version: int | None = None
) -> Ticket:
    """The ball passes: the receiving team's lead holds it until somebody there takes it."""
    ticket = lock(number, actor=actor, deed=Deed.ACCEPT_TRANSFER, version=version)
    row = _answer(ticket, TransferOutcome.ACCEPTED, actor=actor, now=now)
    move_to_team(
        ticket,
        Deed.ACCEPT_TRANSFER,
        row.to_team,
        actor=actor,
        now=now,
        offered_to=None,
        transfers=ticket.transfers + 1,
    )
    record(
        ticket,
        EventKind.TRANSFER_ACCEPTED,
        actor=actor,
        now=now,
        transfer=row,
        data={"from": row.from_team_id},
    )
    return ticket


@transaction.atomic
def refuse_transfer(
    *, number: int, reason: str, actor: Actor, now: datetime, version: int | None = None
) -> Ticket:
    """The front desk gets it, and qualifies it anew (R07). Raises Invalid `reason-missing`."""
    ticket = lock(number, actor=actor, deed=Deed.REFUSE_TRANSFER, version=version)
    row = _answer(ticket, TransferOutcome.REFUSED, actor=actor, now=now, reason=_reason(reason))
    to_front_desk(ticket, Deed.REFUSE_TRANSFER, actor=actor, now=now, offered_to=None)
    record(
        ticket,
        EventKind.TRANSFER_REFUSED,
        actor=actor,
        now=now,
        transfer=row,
        data={"to": row.to_team_id},
    )
    return ticket


@transaction.atomic
def arbitrate(
    *,
    number: int,
    to_team: Team,
    reason: str,
    actor: Actor,
    now: datetime,
    version: int | None = None,
) -> Ticket:
    """The DRANE référent decides, for good, between the sender and the team it was offered to.

    Raises Invalid `not-a-party` for any other team, `reason-missing`.
    """
    ticket = lock(number, actor=actor, deed=Deed.ARBITRATE, version=version)
    if to_team.pk not in (ticket.team_id, ticket.offered_to_id):
        raise Invalid("not-a-party", "Choisissez l'une des deux files en cause.", field="to_team")
    row = _answer(ticket, TransferOutcome.ARBITRATED, actor=actor, now=now, reason=_reason(reason))
    moved = to_team.pk != ticket.team_id
    move_to_team(
        ticket,
        Deed.ARBITRATE,
        to_team,
        actor=actor,
        now=now,
        offered_to=None,
        in_arbitration=False,
        transfers=ticket.transfers + moved,
    )
    record(
        ticket, EventKind.ARBITRATED, actor=actor, now=now, transfer=row, data={"team": to_team.pk}
    )
    return ticket


def _to_arbitration(
    ticket: Ticket, to_team: Team, reason: str, *, actor: Actor, now: datetime
) -> Ticket:
    judge = referent(ticket.school.departement, now.astimezone(PARIS).date())
    if judge is None:
        raise Refusal(
            "no-referent",
            "Aucun référent DRANE ne peut arbitrer pour ce département : prévenez le guichet.",
        )
    settled = settle(ticket, Outcome.RELEASED, now=now)
    due = holder_calendar(ticket).add_working_days(now, promises.DAYS_TO_ACT)
    row = _row(ticket, to_team, reason, due, TransferOutcome.ARBITRATION, actor=actor, now=now)
    move(
        ticket,
        Deed.TRANSFER,
        actor=actor,
        now=now,
        ball=Ball(
            ticket.holder or responsible(ticket.team),
            next_action.await_arbitration(judge.get_full_name()),
            due,
        ),
        settled=settled,
        offered_to=to_team,
        in_arbitration=True,
        escalation=max(ticket.escalation, Level.E2),
    )
    data = {"to": to_team.pk, "arbitration": True}
    record(ticket, EventKind.TRANSFER_ASKED, actor=actor, now=now, transfer=row, data=data)
    record_escalation(
        ticket, Level.E2, why="arbitration", person=judge, actor=actor, now=now, transfer=row
    )
    return ticket


def refuse_if_arbitrated(ticket: Ticket) -> None:
    """R07: an arbitration is final. Raises Refusal `already-arbitrated`."""
    if ticket.transfer_set.filter(outcome=TransferOutcome.ARBITRATED).exists():
        raise Refusal("already-arbitrated", "Un arbitrage a été rendu : il est définitif.")


def _row(
    ticket: Ticket,
    to_team: Team,
    reason: str,
    due: datetime,
    outcome: TransferOutcome,
    *,
    actor: Actor,
    now: datetime,
) -> Transfer:
    return Transfer.objects.create(
        ticket=ticket,
        from_team=ticket.team,
        to_team=to_team,
        asked_by_id=actor.person_id,
        asked_at=now,
        answer_due_at=due,
        reason=reason,
        outcome=outcome,
    )


def _answer(
    ticket: Ticket, outcome: TransferOutcome, *, actor: Actor, now: datetime, reason: str = ""
) -> Transfer:
    row = ticket.transfer_set.select_related("to_team__calendar", "to_team__lead").get(
        outcome__in=(TransferOutcome.PENDING, TransferOutcome.ARBITRATION)
    )
    row.outcome, row.answered_by_id, row.answered_at, row.answer_reason = (
        outcome,
        actor.user_id,
        now,
        reason,
    )
    row.save()
    return row


def drop_pending(ticket: Ticket, *, now: datetime) -> None:
    """A cancelled ticket leaves no transfer behind."""
    ticket.transfer_set.filter(
        outcome__in=(TransferOutcome.PENDING, TransferOutcome.ARBITRATION)
    ).update(outcome=TransferOutcome.DROPPED, answered_at=now)


def _reason(reason: str) -> str:
    reason = texts.line(reason)
    if not reason:
        raise Invalid(
            "reason-missing",
            "Dites pourquoi, en une phrase : le demandeur la lira.",
            field="reason",
        )
    if len(reason) > 300:
        raise Invalid("reason-too-long", "300 caractères au plus.", field="reason")
    return reason
