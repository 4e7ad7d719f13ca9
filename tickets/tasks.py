"""The time engine, run by beat every minute through the worker."""

import logging
from datetime import timedelta

from celery import shared_task

from accounts import clock

from .actions.wake import wake
from .queries.engine import due_ids, set_aside

logger = logging.getLogger(__name__)

#: Tickets treated by one run; the next minute takes the rest.
BATCH = 500
#: How long a ticket whose step failed is left alone.
ASIDE = timedelta(hours=1)


@shared_task
def sweep() -> int:
    """Do what is due, each ticket in its own transaction: one that fails is set aside and stops nobody."""
    now = clock.now()
    done = 0
    for ticket_id in due_ids(now, limit=BATCH):
        try:
            done += wake(ticket_id, now=now) is not None
        except Exception:
            logger.exception("the step of a ticket failed", extra={"ticket": ticket_id})
            set_aside(ticket_id, until=now + ASIDE)
    return done
