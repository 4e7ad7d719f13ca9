"""The history of a ticket as this person may read it, the latest news first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import BigIntegerField, Case, OuterRef, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Concat

from accounts.clock import PARIS
from accounts.models import User
from tickets.enums import EventKind, Outcome, Visibility
from tickets.models import Attachment, Message, RequestType, Ticket, TicketEvent

from .sentences import name_of, sentence

_WARNINGS = (EventKind.PROMISE_BROKEN, EventKind.ESCALATED, EventKind.DENIED, EventKind.REFUSED)
_GOOD_NEWS = (EventKind.PROMISE_KEPT, EventKind.CONFIRMED, EventKind.RESOLVED, EventKind.APPROVED)


@dataclass(frozen=True)
class Entry:
    """One line of the timeline; `version` is the ticket's after it."""

    kind: EventKind
    at: datetime
    who: str
    sentence: str
    tone: str
    internal: bool
    version: int
    quote: str = ""
    message: Message | None = None
    files: tuple[Attachment, ...] = ()


def timeline(ticket: Ticket, *, internal: bool, now: datetime) -> list[Entry]:
    """Two queries, however long the history. internal: whether internal notes are for this reader."""
    today = now.astimezone(PARIS).date()
    files = files_by_message(ticket, internal=internal)
    events = _events(ticket)
    if not internal:
        events = events.filter(visibility=Visibility.PUBLIC)
    entries = []
    for event in events:
        event.ticket = ticket
        entries.append(_entry(event, files, today))
    return entries


def files_by_message(ticket: Ticket, *, internal: bool) -> dict[int, tuple[Attachment, ...]]:
    found = Attachment.objects.filter(message__ticket=ticket)
    if not internal:
        found = found.filter(message__visibility=Visibility.PUBLIC)
    files: dict[int, list[Attachment]] = defaultdict(list)
    for file in found:
        files[file.message_id].append(file)
    return {message: tuple(each) for message, each in files.items()}


def _entry(event: TicketEvent, files: dict[int, tuple[Attachment, ...]], today: date) -> Entry:
    return Entry(
        kind=EventKind(event.kind),
        at=event.at,
        who=name_of(event),
        sentence=sentence(event, today=today),
        tone=_tone(EventKind(event.kind)),
        internal=event.visibility == Visibility.INTERNAL,
        version=event.version,
        quote=_quote(event),
        message=event.message,
        files=files.get(event.message_id, ()) if event.message_id else (),
    )


def _tone(kind: EventKind) -> str:
    if kind in _WARNINGS:
        return "warning"
    return "good" if kind in _GOOD_NEWS else "plain"


def _quote(event: TicketEvent) -> str:
    """The reason that was given with a transfer or a moved date."""
    if event.kind in (EventKind.TRANSFER_ASKED, EventKind.ESCALATED) and event.transfer:
        return event.transfer.reason
    if event.kind in (EventKind.TRANSFER_REFUSED, EventKind.ARBITRATED) and event.transfer:
        return event.transfer.answer_reason
    if event.promise and event.promise.outcome == Outcome.MOVED:
        return event.promise.reason if event.kind == EventKind.PROMISE_MOVED else ""
    return ""


def _events(ticket: Ticket):  # type: ignore[no-untyped-def]  # an annotated queryset has no name
    """Events hold ids, never prose: the names come with them, in the same query."""
    person = Case(
        When(kind=EventKind.ESCALATED, then=Cast(KT("data__person"), BigIntegerField())),
        When(kind=EventKind.HOLDER_REPLACED, then=Cast(KT("data__from"), BigIntegerField())),
    )
    child = Case(When(kind=EventKind.JOINED, then=Cast(KT("data__child"), BigIntegerField())))
    return (
        TicketEvent.objects.filter(ticket=ticket)
        .select_related(
            "actor", "team", "holder", "message__author", "promise", "transfer__to_team"
        )
        .alias(person_id=person, child_id=child, type_code=KT("data__to"))
        .annotate(
            type_label=Subquery(
                RequestType.objects.filter(code=OuterRef("type_code")).values("label")
            ),
            person_name=Subquery(
                User.objects.filter(pk=OuterRef("person_id")).values(
                    name=Concat("first_name", Value(" "), "last_name")
                )
            ),
            child_number=Subquery(Ticket.objects.filter(pk=OuterRef("child_id")).values("number")),
        )
        .order_by("-pk")
    )
