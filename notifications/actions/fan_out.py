"""Told once: from an event to one row per person and channel."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.clock import PARIS
from notifications.enums import Channel
from notifications.models import Delivery, FanOut
from notifications.queries import recipients
from notifications.rules import audience
from tickets.enums import EventKind, Priority
from tickets.models import Ticket, TicketEvent


def fan_out(*, event_id: int, now: datetime) -> list[int]:
    """Tell the deed of this event to whom it may concern. Returns the ids of what is to be delivered.

    A deed records one event or several, by one person at one instant: each person hears of it once.
    Called twice, or by two workers at once, it tells once: the deed's first event is the lock.
    """
    with transaction.atomic():
        events = _untold(event_id)
        if not events:
            return []
        ticket = Ticket.objects.select_related("school", "requester").get(pk=events[0].ticket_id)
        Delivery.objects.bulk_create(_rows(events, ticket, now), ignore_conflicts=True)
        FanOut.objects.bulk_create(
            [FanOut(event=event, done_at=now) for event in events], ignore_conflicts=True
        )
    return list(
        Delivery.objects.filter(event__in=events)
        .order_by("-urgent", "pk")
        .values_list("pk", flat=True)
    )


def _untold(event_id: int) -> list[TicketEvent]:
    """The events of the deed that nobody told yet, locked; none when another worker is at it."""
    event = TicketEvent.objects.only("ticket_id", "at", "actor_id").filter(pk=event_id).first()
    if event is None:
        return []
    deed = TicketEvent.objects.filter(
        ticket_id=event.ticket_id, at=event.at, actor_id=event.actor_id
    )
    first = deed.order_by("pk").values_list("pk", flat=True)[0]
    # Not ORDER BY … LIMIT 1 FOR UPDATE SKIP LOCKED: that would skip a locked first one and take the second.
    locked = TicketEvent.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=first)
    if not list(locked.values_list("pk")):
        return []
    related = ("team__lead", "team__substitute", "team__escalation_contact", "transfer__to_team")
    return list(deed.filter(fan_out=None).select_related(*related).order_by("pk"))


def _rows(events: Sequence[TicketEvent], ticket: Ticket, now: datetime) -> Iterable[Delivery]:
    best: dict[int, tuple[audience.Word, TicketEvent]] = {}
    on = now.astimezone(PARIS).date()
    people = recipients.parties(events, ticket, on)
    for event in events:
        words = _words(event, people, Priority(ticket.priority))
        for person in recipients.allowed(words, event, ticket, on) if words else ():
            if person not in best or words[person].weight > best[person][0].weight:
                best[person] = words[person], event
    for person, (word, event) in sorted(best.items()):
        row: dict[str, Any] = {"event": event, "recipient_id": person, "urgent": word.urgent}
        row |= {"created_at": now, "next_try_at": now}
        yield Delivery(channel=Channel.IN_APP, **row)
        if word.by_mail:
            yield Delivery(channel=Channel.EMAIL, message_id=_message_id(ticket), **row)


def _words(
    event: TicketEvent, people: recipients.People, priority: Priority
) -> dict[int, audience.Word]:
    kind = EventKind(event.kind)
    told = {
        person: audience.word(kind, parties, priority=priority, is_actor=person == event.actor_id)
        for person, parties in people.items()
    }
    return {person: word for person, word in told.items() if word is not None}


def _message_id(ticket: Ticket) -> str:
    """Unguessable: an answer that names it comes from someone who received it."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{ticket.number}.{secrets.token_hex(10)}@{domain}>"
