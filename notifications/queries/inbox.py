"""What a person finds in the application: his notices, newest first, of tickets that he still sees."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.permissions import Actor
from notifications.enums import Channel, Status
from notifications.models import Delivery
from tickets.enums import EventKind, Visibility
from tickets.models import Ticket
from tickets.queries.ball import ball_line

PAGE = 25
#: Beyond, nobody counts: the badge says « 100+ ».
MANY = 100


@dataclass(frozen=True)
class Notice:
    """One line of the inbox."""

    id: int
    number: int
    title: str
    what: str
    who: str
    ball: str
    at: datetime
    read: bool


def notices_of(actor: Actor) -> QuerySet[Delivery]:
    """His notices, as far as he sees their tickets today; internal events never of his own school."""
    return (
        Delivery.objects.filter(
            recipient_id=actor.user_id,
            channel=Channel.IN_APP,
            event__ticket__in=Ticket.objects.visible_to(actor),
        )
        .exclude(status=Status.DEAD)
        .exclude(event__visibility=Visibility.INTERNAL, event__ticket__school_id__in=actor.schools)
    )


def inbox(actor: Actor, *, now: datetime, before: int | None = None) -> list[Notice]:
    """A page of notices; `before` is the id of the last one of the page above."""
    rows = notices_of(actor).select_related(
        "event__actor", "event__ticket__holder", "event__ticket__parent"
    )
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return [_notice(row, now) for row in rows.order_by("-pk")[:PAGE]]


def unread_count(actor: Actor) -> int:
    """How many are unread, counted up to MANY."""
    return len(notices_of(actor).filter(read_at=None).order_by("-pk").values_list("pk")[:MANY])


def _notice(row: Delivery, now: datetime) -> Notice:
    event, ticket = row.event, row.event.ticket
    return Notice(
        id=row.pk,
        number=ticket.number,
        title=ticket.title,
        what=EventKind(event.kind).label,
        who=str(event.actor) if event.actor else "Relais",
        ball=ball_line(ticket, now=now),
        at=event.at,
        read=row.read_at is not None,
    )
