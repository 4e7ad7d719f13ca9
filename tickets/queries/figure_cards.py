"""Behind a figure: cards. Type, state, dates, kind of school and département; never a text nor a person."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.clock import PARIS
from accounts.enums import SchoolKind
from accounts.rules.french_dates import day_in_words
from tickets.enums import Status
from tickets.models import Family, RequestType, Ticket
from tickets.models.ticket import TicketQuerySet

from .figures import Scope
from .rows import state_words, tone


@dataclass(frozen=True)
class Card:
    """All that is shown of a request behind a figure."""

    type: str
    state: str
    tone: str
    opened: str
    promised: str
    ended: str
    school_kind: str
    departement: str


def cards(scope: Scope, *, now: datetime) -> TicketQuerySet:
    """The rows behind a figure, with nothing but what a card shows: page them by key, then `card` each."""
    return (
        Ticket.objects.filter(scope.condition(now))
        .select_related("school", "request_type")
        .only(
            "number", "status", "opened_at", "promised_on", "closed_at",
            "school__kind", "school__departement", "request_type__label",
        )
    )  # fmt: skip


def card(ticket: Ticket, *, now: datetime) -> Card:
    today = _day(now)
    status = Status(ticket.status)
    return Card(
        type=ticket.request_type.label,
        state=state_words(status, of_the_school=False),
        tone=tone(status),
        opened=day_in_words(_day(ticket.opened_at), today),
        promised=day_in_words(ticket.promised_on, today) if ticket.promised_on else "",
        ended=day_in_words(_day(ticket.closed_at), today) if ticket.closed_at else "",
        school_kind=SchoolKind(ticket.school.kind).label,
        departement=ticket.school.departement,
    )


def subject(scope: Scope) -> str:
    """The type, else the family, in words."""
    labels: dict[str, str] = {}
    if scope.type:
        labels = dict(RequestType.objects.filter(code=scope.type).values_list("code", "label"))
    elif scope.family:
        labels = dict(Family.objects.filter(code=scope.family).values_list("code", "label"))
    else:
        return "Toutes les demandes"
    return next(iter(labels.values()), "Type inconnu")


def _day(instant: datetime) -> date:
    return instant.astimezone(PARIS).date()
