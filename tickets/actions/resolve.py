"""Resolve with evidence, confirm, deny, reopen: nobody closes in the place of the requester (I5)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.clock import PARIS
from accounts.permissions import Actor
from accounts.queries.calendars import calendar_value
from accounts.refusals import Refusal
from tickets.enums import Deed, EventKind, MessageKind, Outcome, Priority, Status
from tickets.events import record
from tickets.models import Message, Ticket
from tickets.queries.holders import back_to, drane_team, referent, responsible
from tickets.rules import escalation, next_action, promises
from tickets.rules.priority import raised

from .attach import Upload
from .ledger import settle
from .lock import lock
from .transition import Ball, holder_calendar, move, requester_ball, school_calendar
from .write import write


@transaction.atomic
def resolve(
    *,
    number: int,
    evidence: str,
    actor: Actor,
    now: datetime,
    files: Sequence[Upload] = (),
    version: int | None = None,
) -> Ticket:
    """S8: what was done and how it was verified; the requester confirms or denies."""
    ticket = lock(number, actor=actor, deed=Deed.RESOLVE, version=version)
    message = write(
        ticket, evidence, kind=MessageKind.EVIDENCE, actor=actor, now=now, files=files,
        field="evidence", missing="Dites ce qui a été fait et comment vous l'avez vérifié.",
    )  # fmt: skip
    settled = settle(ticket, Outcome.KEPT, now=now)
    move(
        ticket,
        Deed.RESOLVE,
        actor=actor,
        now=now,
        ball=requester_ball(ticket, next_action.CONFIRM, Status.RESOLVED, now=now),
        settled=settled,
        last_holder=ticket.holder,
        resolved_at=now,
    )
    record(ticket, EventKind.RESOLVED, actor=actor, now=now, message=message)
    return ticket


@transaction.atomic
def confirm(*, number: int, actor: Actor, now: datetime, version: int | None = None) -> Ticket:
    """S9: the requester says that it is solved."""
    ticket = lock(number, actor=actor, deed=Deed.CONFIRM, version=version)
    move(ticket, Deed.CONFIRM, actor=actor, now=now, ball=None, closed_silently=False)
    record(ticket, EventKind.CONFIRMED, actor=actor, now=now)
    return ticket


@transaction.atomic
def deny(
    *,
    number: int,
    reason: str,
    actor: Actor,
    now: datetime,
    files: Sequence[Upload] = (),
    version: int | None = None,
) -> Ticket:
    """« Ce n'est pas réglé »: the last holder has the ball again, one priority higher."""
    ticket = lock(number, actor=actor, deed=Deed.DENY, version=version)
    return _back_in_hand(
        ticket, Deed.DENY, EventKind.DENIED, reason, actor=actor, now=now, files=files
    )


@transaction.atomic
def reopen(
    *,
    number: int,
    reason: str,
    actor: Actor,
    now: datetime,
    files: Sequence[Upload] = (),
    version: int | None = None,
) -> Ticket:
    """Reopen what was closed, for 30 school days; or once what was refused: the DRANE référent then holds it.

    Raises Refusal `too-late` or `already-reconsidered`.
    """
    ticket = lock(number, actor=actor, deed=Deed.REOPEN, version=version)
    if ticket.status == Status.REFUSED:
        if ticket.events.filter(kind=EventKind.REOPENED, data__refused=True).exists():
            raise Refusal("already-reconsidered", "Ce refus a déjà été réexaminé une fois.")
        return _to_referent(ticket, reason, actor=actor, now=now, files=files)
    assert ticket.closed_at is not None
    last_day = school_calendar(ticket).add_days(
        ticket.closed_at.astimezone(PARIS).date(), escalation.REOPENING_DAYS
    )
    if now.astimezone(PARIS).date() > last_day:
        raise Refusal(
            "too-late",
            "Plus de 30 jours de classe ont passé : ouvrez une nouvelle demande, elle citera celle-ci.",
        )
    return _back_in_hand(
        ticket, Deed.REOPEN, EventKind.REOPENED, reason, actor=actor, now=now, files=files
    )


def _back_in_hand(
    ticket: Ticket,
    deed: Deed,
    kind: EventKind,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
    files: Sequence[Upload],
) -> Ticket:
    message = _why(ticket, reason, actor=actor, now=now, files=files)
    due = holder_calendar(ticket).add_working_days(now, promises.DAYS_TO_ACT)
    holder = back_to(ticket, now.astimezone(PARIS).date())
    move(
        ticket,
        deed,
        actor=actor,
        now=now,
        ball=Ball(holder, next_action.PICK_UP, due),
        priority=raised(Priority(ticket.priority)),
        reopenings=ticket.reopenings + 1,
        closed_silently=False,
    )
    record(ticket, kind, actor=actor, now=now, message=message)
    return ticket


def _to_referent(
    ticket: Ticket, reason: str, *, actor: Actor, now: datetime, files: Sequence[Upload]
) -> Ticket:
    message = _why(ticket, reason, actor=actor, now=now, files=files)
    team = drane_team(ticket.school.departement)
    judge = referent(ticket.school.departement, now.astimezone(PARIS).date()) or responsible(team)
    due = calendar_value(team.calendar).add_working_days(now, promises.DAYS_TO_ACT)
    ticket.team = team
    move(
        ticket,
        Deed.REOPEN,
        actor=actor,
        now=now,
        ball=Ball(judge, next_action.PICK_UP, due),
        priority=raised(Priority(ticket.priority)),
        reopenings=ticket.reopenings + 1,
    )
    record(
        ticket, EventKind.REOPENED, actor=actor, now=now, message=message, data={"refused": True}
    )
    return ticket


def _why(
    ticket: Ticket, reason: str, *, actor: Actor, now: datetime, files: Sequence[Upload]
) -> Message:
    return write(
        ticket, reason, kind=MessageKind.REASON, actor=actor, now=now, files=files,
        field="reason", missing="Dites ce qui ne va pas encore, en quelques mots.",
    )  # fmt: skip
