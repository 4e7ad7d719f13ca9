"""The outbox at work. Every task is safe to run twice, at once, or not at all: the sweep finds what is left."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from celery import shared_task

from accounts import clock
from notifications.actions import deliver as delivering
from notifications.actions import fan_out as telling
from notifications.actions import watermark
from notifications.bell import bell
from notifications.queries.outbox import due_deliveries, untold_events

logger = logging.getLogger(__name__)

BATCH = 200
#: Under a minute, so that two sweeps seldom meet; each task stays far below its time limit.
SWEEP = timedelta(seconds=50)
CARRY = timedelta(seconds=200)


@shared_task(name="notifications.tasks.fan_out")
def fan_out(event_id: int) -> None:
    """Tell one event, then have it carried by another task: a slow mail server holds no news back."""
    if ids := telling.fan_out(event_id=event_id, now=clock.now()):
        bell.ring(deliver, ids)


@shared_task(name="notifications.tasks.deliver")
def deliver(delivery_ids: Sequence[int]) -> None:
    delivering.deliver(ids=delivery_ids, clock=clock.now, until=clock.now() + CARRY)


@shared_task(name="notifications.tasks.sweep")
def sweep() -> None:
    """Each minute: what no bell announced, what is due again, what a dead worker had taken."""
    start = clock.now()
    until = start + SWEEP
    _tell_the_untold(until=start + SWEEP / 2)
    watermark.advance()
    while clock.now() < until:
        ids = list(due_deliveries(now=clock.now()).values_list("pk", flat=True)[:BATCH])
        if not ids:
            break
        delivering.deliver(ids=ids, clock=clock.now, until=until)


def _tell_the_untold(*, until: datetime) -> None:
    """By id, each once: an event that cannot be told is logged and passed over, never in the way."""
    last = 0
    while clock.now() < until:
        ids = list(untold_events(above=last).values_list("pk", flat=True)[:BATCH])
        for event_id in ids:
            try:
                telling.fan_out(event_id=event_id, now=clock.now())
            except Exception:
                logger.exception("event %s could not be told", event_id)
            last = event_id
        if len(ids) < BATCH:
            break
