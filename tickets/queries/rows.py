"""A line of any list: what a person must read of a ticket without opening it (I7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accounts.clock import PARIS
from accounts.permissions import Actor
from accounts.rules.french_dates import day_in_words, in_days
from tickets.enums import EventKind, Status
from tickets.models import Ticket
from tickets.models.ticket import TicketQuerySet
from tickets.rules import next_action

from .ball import ball_line

#: What a row shows, and nothing heavier.
_COLUMNS = (
    *("number", "title", "place", "status", "next_action", "held_since", "due_at", "promised_on"),
    *("closed_at", "closed_silently", "outcome_motive", "waiting_for", "offered_to", "version"),
    *("in_arbitration", "approval_pending", "escalation"),
    *("holder__first_name", "holder__last_name", "holder__email", "parent__number"),
    *("school__name", "school__commune", "request_type__code", "request_type__label"),
)

#: The badge of each state: a colour that its words repeat.
_TONES = {
    Status.NEW: "new",
    Status.ASSIGNED: "new",
    Status.TAKEN: "info",
    Status.PLANNED: "info",
    Status.WAITING_REQUESTER: "warning",
    Status.RESOLVED: "success",
    Status.CLOSED: "success",
    Status.REOPENED: "error",
    Status.REFUSED: "error",
}


@dataclass(frozen=True)
class Row:
    """One ticket in a list. `due` is « jeudi 12 mars, dans 3 jours », empty once it is ended.

    news, note: for the lists that annotate `news_kind` and `news_at`, or `note`.
    """

    number: int
    version: int
    title: str
    place: str
    state: str
    tone: str
    ball: str
    type: str
    school: str
    due: str
    overdue: bool
    today: bool
    news: str = ""
    note: str = ""


def for_rows(tickets: TicketQuerySet) -> TicketQuerySet:
    """With what a row shows, in the same query."""
    return tickets.select_related("holder", "school", "request_type", "parent").only(*_COLUMNS)


def rows(tickets: Iterable[Ticket], actor: Actor, *, now: datetime) -> list[Row]:
    return [row(ticket, actor, now=now) for ticket in tickets]


def row(ticket: Ticket, actor: Actor, *, now: datetime) -> Row:
    today = now.astimezone(PARIS).date()
    promised = ticket.promised_on
    # The engine has written the broken promise and set a date for the next one: that is no date kept.
    missed = ticket.next_action == next_action.PROMISE_AGAIN
    overdue = promised is not None and (missed or promised < today)
    due = f"{day_in_words(promised, today)}, {in_days(promised, today)}" if promised else ""
    return Row(
        number=ticket.number,
        version=ticket.version,
        title=ticket.title,
        place=ticket.place,
        state=state_words(Status(ticket.status), of_the_school=ticket.school_id in actor.schools),
        tone=tone(Status(ticket.status)),
        ball=ball_line(ticket, now=now),
        type=ticket.request_type.label,
        school=f"{ticket.school.name}, {ticket.school.commune}",
        due=f"nouvelle date à donner avant le {due}" if missed else due,
        overdue=overdue,
        today=promised == today and not overdue,
        news=_news(ticket, now=now),
        note=getattr(ticket, "note", None) or "",
    )


def state_words(status: Status, *, of_the_school: bool) -> str:
    """The state, said to who reads: « votre réponse » is the school's."""
    if status is Status.WAITING_REQUESTER and not of_the_school:
        return "en attente du demandeur"
    return status.label


def tone(status: Status) -> str:
    """The colour of the badge; the words say the same without it."""
    return _TONES.get(status, "")


def _news(ticket: Ticket, *, now: datetime) -> str:
    """« réponse, hier »."""
    kind: str | None = getattr(ticket, "news_kind", None)
    at: datetime | None = getattr(ticket, "news_at", None)
    if kind is None or at is None:
        return ""
    return f"{EventKind(kind).label}, {in_days(at.astimezone(PARIS).date(), now.astimezone(PARIS).date())}"
