"""Carry what waits: claim, send, then mark. A crash between the last two sends again, with the same Message-ID."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Protocol

from django.db.models import F

from accounts.clock import PARIS
from accounts.permissions import Actor
from accounts.queries.actors import actor_for
from notifications.channels.email import Email
from notifications.channels.failures import LineDown, NotSent
from notifications.channels.in_app import InApp
from notifications.enums import Channel, Status
from notifications.models import Delivery
from notifications.queries.recipients import allowed
from notifications.rules import retry
from notifications.rules.retry import Failure

logger = logging.getLogger(__name__)

GONE = "ne voit plus la demande"
NEVER_CAME_BACK = "l'envoi n'est jamais revenu, essai après essai"


class Carrier(Protocol):
    def send(self, delivery: Delivery, *, reader: Actor, now: datetime) -> None: ...


def deliver(
    *, ids: Iterable[int], clock: Callable[[], datetime], until: datetime | None = None
) -> Counter[Status]:
    """Carry these deliveries, those that are due and that nobody else is carrying. Says what became of them.

    clock, not an instant: a batch lasts. until: stop there, the sweep will find the rest. Not in a
    transaction: what is marked must be seen at once, and no lock may wait for a mail server.
    """
    email = Email()
    carriers: dict[str, Carrier] = {Channel.EMAIL: email, Channel.IN_APP: InApp()}
    tally: Counter[Status] = Counter()
    down: LineDown | None = None
    try:
        for pk in ids:
            now = clock()
            if until is not None and now >= until:
                break
            if (delivery := _claim(pk, now)) is None:
                continue
            try:
                if down is not None and delivery.channel == Channel.EMAIL:
                    raise down
                _carry(delivery, carriers[delivery.channel], now)
            except LineDown as error:
                down = error
                tally[_failed(delivery, error, clock())] += 1
            except NotSent as error:
                tally[_failed(delivery, error, clock())] += 1
            except Exception as error:
                logger.exception("delivery %s could not be carried", pk)
                reason = f"{type(error).__name__} : {error}"
                tally[_failed(delivery, NotSent(Failure.TEMPORARY, reason), clock())] += 1
            else:
                tally[_sent(delivery, clock())] += 1
    finally:
        email.close()
    return tally


def _claim(pk: int, now: datetime) -> Delivery | None:
    """One statement: of two workers, the second finds it no longer due."""
    claimed = Delivery.objects.due(now).filter(pk=pk)
    if not claimed.update(
        status=Status.LEASED, lease_until=now + retry.LEASE, attempts=F("attempts") + 1
    ):
        return None
    related = (
        "recipient",
        "event__ticket__school",
        "event__ticket__holder",
        "event__ticket__parent",
    )
    more = (
        "event__actor",
        "event__team",
        "event__message",
        "event__promise",
        "event__transfer__to_team",
    )
    return Delivery.objects.select_related(*related, *more).get(pk=pk)


def _carry(delivery: Delivery, carrier: Carrier, now: datetime) -> None:
    """With the rights of this day, not of the day it was decided."""
    if delivery.attempts > retry.TRIES:
        raise NotSent(Failure.FOR_GOOD, NEVER_CAME_BACK)
    today = now.astimezone(PARIS).date()
    event = delivery.event
    if not allowed([delivery.recipient_id], event, event.ticket, today):
        raise NotSent(Failure.FOR_GOOD, GONE)
    carrier.send(delivery, reader=actor_for(delivery.recipient, today), now=now)


def _sent(delivery: Delivery, now: datetime) -> Status:
    """True whoever holds the lease by now: it did leave."""
    row = Delivery.objects.filter(pk=delivery.pk).exclude(status=Status.SENT)
    row.update(status=Status.SENT, sent_at=now, lease_until=None, last_error="")
    return Status.SENT


def _failed(delivery: Delivery, error: NotSent, now: datetime) -> Status:
    """Say why, and when to try again. Nothing is written once another worker has taken over."""
    again = retry.next_try(error.failure, attempts=delivery.attempts, now=now)
    status = Status.DEAD if again is None else Status.WAITING
    mine = Delivery.objects.filter(pk=delivery.pk, status=Status.LEASED, attempts=delivery.attempts)
    mine.update(
        status=status,
        next_try_at=again or F("next_try_at"),
        lease_until=None,
        last_error=str(error)[:500] or error.failure.name,
    )
    return status
