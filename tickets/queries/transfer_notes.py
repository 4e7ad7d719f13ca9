"""Why a transfer is asked or was refused, in the words of who did it, under the row of the ticket."""

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Concat

from tickets.enums import TransferOutcome
from tickets.models import Transfer
from tickets.models.ticket import TicketQuerySet

_SAID = {
    TransferOutcome.PENDING: ("Proposée par ", "from_team__name", "reason"),
    TransferOutcome.ARBITRATION: ("Transmise par ", "from_team__name", "reason"),
    TransferOutcome.REFUSED: ("Refusée par ", "to_team__name", "answer_reason"),
}


def with_note(tickets: TicketQuerySet, outcome: TransferOutcome) -> TicketQuerySet:
    """Annotates `note` from the last transfer that came to this outcome."""
    words, who, why = _SAID[outcome]
    last = Transfer.objects.filter(ticket=OuterRef("pk"), outcome=outcome).order_by("-id")
    said = Concat(Value(words), who, Value(" : « "), why, Value(" »"), output_field=CharField())
    return tickets.annotate(note=Subquery(last.annotate(said=said).values("said")[:1]))
