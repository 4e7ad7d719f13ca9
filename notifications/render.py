"""The text of a mail, made when it leaves: the ticket as it is then, with the recipient's rights as they are then.

One template per kind of event, templates/notifications/mail/<kind>.txt, on the blocks of base.txt; its
partial `subject` is what the subject line says happened.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template import Context, Engine

from accounts.clock import PARIS
from accounts.models import User
from accounts.permissions import Actor
from accounts.rules.french_dates import day_in_words
from notifications.models import Delivery
from tickets.enums import EventKind, Motive, Visibility
from tickets.models import Ticket, TicketEvent
from tickets.permissions import sees_internal
from tickets.queries.ball import ball_in_short, ball_line

FOLDER = "notifications/mail"
TITLE_IN_SUBJECT = 60
_BLANKS = re.compile(r"\n\s*\n\s*\n")


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def template_of(kind: EventKind) -> str:
    return f"{FOLDER}/{kind.value}.txt"


def letter(delivery: Delivery, *, reader: Actor, now: datetime) -> Letter:
    """What this person is written about this event. `reader` is the recipient as of now."""
    event = delivery.event
    context = facts(event, delivery.recipient, reader, now)
    template = template_of(EventKind(event.kind))
    happened = _one_line(_plain(f"{template}#subject", context))
    short = ball_in_short(event.ticket, now=now)
    return Letter(
        subject=f"[Relais n° {event.ticket.number}] {happened} — {short}",
        body=_BLANKS.sub("\n\n", _plain(template, context)).strip() + "\n",
    )


def facts(event: TicketEvent, recipient: User, reader: Actor, now: datetime) -> dict[str, Any]:
    """All that a template may use. A text that the reader may not see is not in it."""
    ticket, today = event.ticket, now.astimezone(PARIS).date()

    def words(day: date | None) -> str:
        return "" if day is None else day_in_words(day, today)

    return {
        "ticket": ticket,
        "title": _one_line(ticket.title),
        "short_title": _shortened(_one_line(ticket.title)),
        "ball": ball_line(ticket, now=now),
        "link": f"{settings.PUBLIC_URL.rstrip('/')}/demandes/{ticket.number}/",
        "recipient": recipient,
        "who": str(event.actor) if event.actor else "Relais",
        "by_hand": event.actor is not None,
        "moved_on": ticket.updated_at > event.at,
        "service": event.team.name,
        "transfer": event.transfer,
        "text": _text(event, ticket, reader),
        "reason": event.promise.reason if event.promise else "",
        "motive": Motive(ticket.outcome_motive).label if ticket.outcome_motive else "",
        "you_hold": ticket.holder_id == recipient.pk,
        "you_did": event.actor_id == recipient.pk,
        "of_the_school": ticket.school_id in reader.schools,
        "due_day": words(ticket.promised_on),
        "promised_day": words(event.promise.promised_on if event.promise else None),
        "days": {name: words(_day(value)) for name, value in event.data.items()},
        "data": event.data,
        "alert": _alert(event, recipient, words),
    }


def _alert(
    event: TicketEvent, recipient: User, words: Callable[[date | None], str]
) -> dict[str, Any]:
    """The escalation of the same deed: who has to act now, before when."""
    escalated = event
    if event.kind != EventKind.ESCALATED:
        same = TicketEvent.objects.filter(
            ticket=event.ticket, at=event.at, kind=EventKind.ESCALATED
        )
        first = same.first() if event.kind == EventKind.PROMISE_BROKEN else None
        if first is None:
            return {}
        escalated = first
    person = User.objects.filter(pk=escalated.data.get("person")).first()
    return {
        "person": str(person or ""),
        "is_you": person == recipient,
        "why": escalated.data.get("why", ""),
        "before": words(_day(escalated.data.get("act_before"))),
        "missed": words(_day(escalated.data.get("missed"))),
    }


def _plain(name: str, facts: dict[str, Any]) -> str:
    """A mail is text: an apostrophe stays an apostrophe."""
    template = Engine.get_default().get_template(name)
    return template.render(Context(facts, autoescape=False))


def _text(event: TicketEvent, ticket: Ticket, reader: Actor) -> str:
    message = event.message
    if message is None or message.redacted_at is not None:
        return ""
    if message.visibility == Visibility.INTERNAL and not sees_internal(reader, ticket):
        return ""
    return message.body.strip()


def _day(value: Any) -> date | None:
    """The day in Paris of an ISO date or instant of `event.data`; None for anything else."""
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return (at.astimezone(PARIS) if at.tzinfo else at).date()


def _one_line(text: str) -> str:
    """Nothing that a person typed may open another line in a header."""
    return " ".join(text.split())


def _shortened(text: str) -> str:
    return text if len(text) <= TITLE_IN_SUBJECT else text[: TITLE_IN_SUBJECT - 1].rstrip() + "…"
