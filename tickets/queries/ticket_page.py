"""Everything that the page of one ticket shows to one person."""

from dataclasses import dataclass
from datetime import datetime

from accounts.clock import PARIS
from accounts.permissions import Actor
from accounts.refusals import NotFound
from tickets.enums import Deed, MessageKind, Status
from tickets.models import Ticket
from tickets.permissions import allowed_actions, sees_internal

from .ball import ball_line
from .facts import Fact, answers, facts
from .timeline import Entry, timeline

#: What a person most likely came to do, when several deeds are open: shown first, and open.
_MAIN_FIRST = (
    Deed.ACCEPT_TRANSFER,
    Deed.ARBITRATE,
    Deed.APPROVE,
    Deed.CONFIRM,
    Deed.DENY,
    Deed.TAKE,
    Deed.QUALIFY,
    Deed.DECIDE,
    Deed.RESOLVE,
    Deed.PROMISE,
    Deed.PLAN,
    Deed.MOVE_PROMISE,
    Deed.REFUSE_TRANSFER,
    Deed.ANSWER,
)


@dataclass(frozen=True)
class TicketPage:
    """One ticket for one reader. `opening` is its first text; `tone` says whether the date is past or today."""

    ticket: Ticket
    ball: str
    tone: str
    is_mine: bool
    opening: Entry | None
    news: list[Entry]
    facts: list[Fact]
    answers: list[Fact]
    deeds: list[Deed]


def ticket_page(number: int, *, actor: Actor, now: datetime) -> TicketPage:
    """The page of a ticket, in three queries. Raises NotFound when it is not there, or not yours."""
    ticket = seen_ticket(number, actor=actor)
    entries = timeline(ticket, internal=sees_internal(actor, ticket), now=now)
    return TicketPage(
        ticket=ticket,
        ball=ball_line(ticket, now=now),
        tone=_tone(ticket, now),
        is_mine=ticket.holder_id is not None and ticket.holder_id == actor.user_id,
        opening=next((e for e in entries if _is_opening(e)), None),
        news=entries,
        facts=facts(ticket, actor=actor, now=now),
        answers=answers(ticket, now=now),
        deeds=in_order(allowed_actions(actor, ticket), ticket, actor),
    )


def seen_ticket(number: int, *, actor: Actor) -> Ticket:
    """The ticket with all that a sentence, a form or a permission asks of it."""
    ticket = (
        Ticket.objects.visible_to(actor)
        .select_related(
            *("school__calendar", "request_type", "team__calendar", "team__lead", "offered_to"),
            *("holder", "requester", "opened_by", "parent"),
        )
        .filter(number=number)
        .first()
    )
    if ticket is None:
        raise NotFound("Cette demande n'existe pas, ou elle ne vous est pas ouverte.")
    return ticket


def in_order(deeds: list[Deed], ticket: Ticket, actor: Actor) -> list[Deed]:
    """The main deed first, the others as the list of deeds has them."""
    first = list(_MAIN_FIRST)
    if ticket.status == Status.WAITING_REQUESTER and ticket.school_id in actor.schools:
        first.insert(0, Deed.ANSWER)
    main = next((deed for deed in first if deed in deeds), None)
    return [main, *(deed for deed in deeds if deed is not main)] if main else deeds


def _is_opening(entry: Entry) -> bool:
    return entry.message is not None and entry.message.kind == MessageKind.OPENING


def _tone(ticket: Ticket, now: datetime) -> str:
    if ticket.promised_on is None:
        return "ended"
    today = now.astimezone(PARIS).date()
    if ticket.promised_on < today:
        return "late"
    return "today" if ticket.promised_on == today else "to-come"
