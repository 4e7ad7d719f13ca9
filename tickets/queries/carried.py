"""What I carry, and what my team has to take: the first screen of those who act."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from accounts.permissions import Actor
from tickets.enums import Status, TransferOutcome
from tickets.models import Ticket
from tickets.rules.workflow import WITH_REQUESTER

from .blocks import Block, block
from .rows import Row, for_rows
from .transfer_notes import with_note

_unclaimed = Q(status=Status.ASSIGNED, offered_to=None)


@dataclass(frozen=True)
class Carried:
    """The ball with me by promised date, then what is offered to my teams and what nobody there has taken."""

    overdue: list[Row]
    today: list[Row]
    to_come: list[Row]
    more: bool
    offered: Block
    unclaimed: Block

    @property
    def nothing(self) -> bool:
        return not (self.overdue or self.today or self.to_come)


def carried(actor: Actor, *, now: datetime) -> Carried:
    """Three queries. The lead holds by default what nobody has taken: it is apart, to be taken or given."""
    mine = for_rows(Ticket.objects.visible_to(actor).open())
    held = mine.filter(holder_id=actor.user_id).exclude(_unclaimed | Q(status__in=WITH_REQUESTER))
    in_hand = block(held, actor, now=now)
    offered = mine.filter(offered_to_id__in=actor.teams, in_arbitration=False)
    return Carried(
        overdue=[row for row in in_hand.rows if row.overdue],
        today=[row for row in in_hand.rows if row.today],
        to_come=[row for row in in_hand.rows if not (row.overdue or row.today)],
        more=in_hand.more,
        offered=block(with_note(offered, TransferOutcome.PENDING), actor, now=now),
        unclaimed=block(mine.filter(_unclaimed, team_id__in=actor.teams), actor, now=now),
    )
