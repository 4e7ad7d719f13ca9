"""What each person is to a deed, and which of them still may know of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from accounts.enums import Role
from accounts.models import Affiliation, User
from accounts.queries.actors import actor_for
from notifications.rules.audience import Party
from tickets.enums import EventKind, Visibility
from tickets.models import Ticket, TicketEvent
from tickets.permissions import sees_internal, viewers
from tickets.queries import holders

People = Mapping[int, frozenset[Party]]


def parties(deed: Sequence[TicketEvent], ticket: Ticket, on: date) -> People:
    """User ids, each with what he is to a deed (all its events): candidates, before any permission."""
    found: dict[int, set[Party]] = defaultdict(set)
    for party, people in _candidates(deed, ticket, on):
        for person in people:
            if person is not None:
                found[person].add(party)
    return {person: frozenset(of) for person, of in found.items()}


def allowed(people: Collection[int], event: TicketEvent, ticket: Ticket, on: date) -> set[int]:
    """Those of these people who see the ticket on this day, and the event when it is internal."""
    seeing = User.objects.filter(viewers(ticket, on), pk__in=people).distinct()
    if event.visibility == Visibility.PUBLIC:
        return set(seeing.values_list("pk", flat=True))
    return {user.pk for user in seeing if sees_internal(actor_for(user, on), ticket)}


def _candidates(
    deed: Sequence[TicketEvent], ticket: Ticket, on: date
) -> Iterable[tuple[Party, Iterable[int | None]]]:
    last = deed[-1]
    yield Party.REQUESTER, [ticket.requester_id, holders.requester_side(ticket, on).pk]
    yield Party.FOLLOWER, ticket.followers.values_list("user_id", flat=True)
    yield Party.HOLDER, [last.holder_id]
    yield Party.PREVIOUS_HOLDER, [_holder_before(deed[0])]
    yield Party.LAST_HOLDER, [ticket.last_holder_id]
    yield Party.LEAD, [_pk(holders.above(last.team, last.holder_id))]
    if ticket.approval_pending:
        heads = Affiliation.objects.on(on).filter(school_id=ticket.school_id, role=Role.HEAD)
        yield Party.APPROVER, heads.values_list("user_id", flat=True)
    for event in deed:
        yield Party.ESCALATED, [event.data.get("person")]
        if event.kind == EventKind.TRANSFER_ASKED and event.transfer is not None:
            yield Party.RECEIVING_LEAD, [_pk(holders.above(event.transfer.to_team, None))]


def _holder_before(first: TicketEvent) -> int | None:
    earlier = TicketEvent.objects.filter(ticket_id=first.ticket_id, pk__lt=first.pk)
    return earlier.order_by("-pk").values_list("holder_id", flat=True).first()


def _pk(user: User | None) -> int | None:
    return user.pk if user else None
