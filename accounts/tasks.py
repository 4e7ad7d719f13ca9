"""The invitations that wait, sent by beat every minute through the worker."""

import logging

from celery import shared_task

from . import clock
from .actions.invite import due_invitations, send_invitation

logger = logging.getLogger(__name__)

#: Sent by one run; the next minute takes the rest.
BATCH = 50


@shared_task
def send_invitations() -> int:
    """One that fails stops no other: it comes back when its lease is over."""
    now = clock.now()
    sent = 0
    for invitation_id in due_invitations(now=now, limit=BATCH):
        try:
            sent += send_invitation(invitation_id, now=now)
        except Exception:
            logger.exception("an invitation failed", extra={"invitation": invitation_id})
    return sent
