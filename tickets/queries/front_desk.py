"""What the front desk qualifies, what came back to it, what a référent arbitrates."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from accounts.enums import TeamKind
from accounts.models import Team
from accounts.permissions import Actor
from tickets.enums import Status, TransferOutcome
from tickets.models import Ticket, Transfer

from .blocks import Block, block
from .rows import for_rows
from .transfer_notes import with_note


@dataclass(frozen=True)
class FrontDesk:
    to_qualify: Block
    refused_transfers: Block
    to_arbitrate: Block


def front_desk(actor: Actor, *, now: datetime) -> FrontDesk:
    """Three queries. A référent qualifies and arbitrates for the départements that are his."""
    mine = for_rows(Ticket.objects.visible_to(actor).open())
    desks = Q(team__kind=TeamKind.FRONT_DESK)
    desks &= (
        Q(team_id__in=actor.teams)
        if actor.is_front_desk
        else Q(school__departement__in=actor.departements)
    )
    came_back = Exists(
        Transfer.objects.filter(ticket=OuterRef("pk"), outcome=TransferOutcome.REFUSED)
    )
    new = mine.filter(desks, status=Status.NEW)
    disputed = mine.filter(
        offered_to__isnull=False, in_arbitration=True, school__departement__in=actor.departements
    )
    return FrontDesk(
        to_qualify=block(new.filter(~came_back), actor, now=now),
        refused_transfers=block(
            with_note(new.filter(came_back), TransferOutcome.REFUSED), actor, now=now
        ),
        to_arbitrate=block(
            with_note(disputed, TransferOutcome.ARBITRATION),
            actor,
            now=now,
        ),
    )


def front_desks() -> list[Team]:
    """Whom to ask when nothing is open to you."""
    return list(Team.objects.filter(kind=TeamKind.FRONT_DESK, active=True))
