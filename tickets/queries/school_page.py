"""The requests of my school: what waits for us first, then what is under way, then what has just ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Q

from accounts.permissions import Actor
from tickets.enums import ENDED, OPEN, Status, Visibility
from tickets.models import Ticket, TicketEvent
from tickets.models.ticket import TicketQuerySet
from tickets.rules.workflow import WITH_REQUESTER

from .blocks import Block, block
from .rows import for_rows

RECENTLY = timedelta(days=30)
_ENDED_SHOWN = 10


@dataclass(frozen=True)
class SchoolPage:
    """to_approve: for the head alone (R08)."""

    to_approve: Block
    waiting: Block
    under_way: Block
    ended: Block

    @property
    def nothing(self) -> bool:
        return not (self.to_approve or self.waiting or self.under_way or self.ended)


def school_page(actor: Actor, *, now: datetime) -> SchoolPage:
    """Three queries, four for a head."""
    ours = for_rows(Ticket.objects.visible_to(actor).filter(school_id__in=actor.schools))
    for_me = Q(status__in=WITH_REQUESTER) & (
        Q(requester_id=actor.user_id) | Q(holder_id=actor.user_id) | Q(school_id__in=actor.rupn_of)
    )
    to_approve = Q(status=Status.WAITING_DECISION, approval_pending=True, school_id__in=actor.heads)
    still_open = _with_news(ours.filter(status__in=OPEN))
    ended = ours.filter(status__in=ENDED, closed_at__gte=now - RECENTLY)
    return SchoolPage(
        to_approve=block(still_open.filter(to_approve), actor, now=now),
        waiting=block(still_open.filter(for_me), actor, now=now),
        under_way=block(still_open.exclude(for_me | to_approve), actor, now=now),
        ended=block(ended, actor, now=now, order=("-closed_at", "-number"), limit=_ENDED_SHOWN),
    )


def _with_news(tickets: TicketQuerySet) -> TicketQuerySet:
    """The last public news made by a person: what the system writes does not hide a silence."""
    last = TicketEvent.objects.filter(
        ticket=OuterRef("pk"), visibility=Visibility.PUBLIC, actor__isnull=False
    ).order_by("-id")
    return tickets.annotate(news_kind=last.values("kind")[:1], news_at=last.values("at")[:1])
