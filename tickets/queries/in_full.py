"""A ticket with all that this actor may read of it."""

from django.db.models import Prefetch, prefetch_related_objects

from accounts.permissions import Actor
from accounts.refusals import NotFound
from tickets.enums import Visibility
from tickets.models import Attachment, Message, Promise, Ticket, TicketEvent
from tickets.models.ticket import TicketQuerySet
from tickets.permissions import sees_internal


def with_people(tickets: TicketQuerySet) -> TicketQuerySet:
    """With the names that one line of a ticket needs, in the same query."""
    return tickets.select_related("school", "request_type", "team", "holder", "parent", "requester")


def visible_ticket(number: int, actor: Actor) -> Ticket:
    """The ticket, if this actor sees it. Raises NotFound: not there and not yours look the same."""
    found = with_people(Ticket.objects.visible_to(actor)).filter(number=number)
    ticket = found.select_related("opened_by", "offered_to").first()
    if ticket is None:
        raise NotFound("Cette demande n'existe pas, ou elle ne vous est pas ouverte.")
    return ticket


def in_full(number: int, actor: Actor) -> Ticket:
    """The same with its messages, files, events and promises: `read_messages`, `read_events`, `read_promises`.

    Six queries whatever their number; what is internal is left out here, not by who renders.
    """
    ticket = visible_ticket(number, actor)
    messages = Message.objects.select_related("author")
    events = TicketEvent.objects.select_related("actor", "team", "holder", "promise")
    if not sees_internal(actor, ticket):
        messages = messages.filter(visibility=Visibility.PUBLIC)
        events = events.filter(visibility=Visibility.PUBLIC)
    files = Prefetch("attachments", Attachment.objects.all(), to_attr="files")
    promises = Promise.objects.select_related("made_by")
    prefetch_related_objects(
        [ticket],
        Prefetch("messages", messages.prefetch_related(files), to_attr="read_messages"),
        Prefetch("events", events, to_attr="read_events"),
        Prefetch("promises", promises, to_attr="read_promises"),
    )
    return ticket
