"""Everything that the page of one ticket shows to one person."""

from dataclasses import dataclass
from datetime import datetime

from accounts.clock import PARIS
from accounts.permissions import Actor
from accounts.refusals import NotFound
from tickets.enums import Deed, EventKind, MessageKind, Status
from tickets.models import Ticket
from tickets.permissions import allowed_actions, sees_internal

from .ball import ball_line
from .facts import Fact, answers, facts
from .timeline import Entry, timeline

#: What a person most likely came to do: the first that is allowed is shown open, the others in this order.
_LIKELIEST = (
    *(
        Deed.ACCEPT_TRANSFER,
        Deed.REFUSE_TRANSFER,
        Deed.ARBITRATE,
        Deed.APPROVE,
        Deed.CONFIRM,
        Deed.DENY,
    ),
    *(Deed.TAKE, Deed.QUALIFY, Deed.DECIDE, Deed.RESOLVE, Deed.ANSWER, Deed.NOTE),
    *(
        Deed.PROMISE,
        Deed.MOVE_PROMISE,
        Deed.PLAN,
        Deed.ASK,
        Deed.WAIT_THIRD_PARTY,
        Deed.WAIT_DECISION,
    ),
    *(Deed.TRANSFER, Deed.MERGE, Deed.REOPEN, Deed.RESTORE, Deed.REFUSE, Deed.CANCEL),
)


_OFFERS = (EventKind.TRANSFER_ASKED, EventKind.ESCALATED)


@dataclass(frozen=True)
class TicketPage:
    """One ticket for one reader. `opening` is its first text; `tone` says whether the date is past or today.

    awaited: the words that the deed of the moment answers: a question, a proof, the reason of a transfer.
    """

    ticket: Ticket
    ball: str
    tone: str
    is_mine: bool
    opening: Entry | None
    awaited: Entry | None
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
        awaited=_awaited(ticket, entries),
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
    """The likeliest deed first: of a school that was asked something, its answer."""
    awaited = ticket.status == Status.WAITING_REQUESTER and ticket.school_id in actor.schools
    first = (Deed.ANSWER,) if awaited else ()
    return sorted(deeds, key=[*first, *_LIKELIEST].index)


def _is_opening(entry: Entry) -> bool:
    return entry.message is not None and entry.message.kind == MessageKind.OPENING


def _awaited(ticket: Ticket, news: list[Entry]) -> Entry | None:
    """The latest news first: the one found is the one that still waits for its answer."""
    if ticket.offered_to_id is not None:
        return next((e for e in news if e.kind in _OFFERS), None)
    asked = {Status.WAITING_REQUESTER: EventKind.ASKED, Status.RESOLVED: EventKind.RESOLVED}
    kind = asked.get(Status(ticket.status))
    return next((e for e in news if e.kind == kind), None) if kind else None


def _tone(ticket: Ticket, now: datetime) -> str:
    if ticket.promised_on is None:
        return "ended"
    today = now.astimezone(PARIS).date()
    if ticket.promised_on < today:
        return "late"
    return "today" if ticket.promised_on == today else "to-come"
