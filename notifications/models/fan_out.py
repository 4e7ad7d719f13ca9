from django.db import models
from django.db.models import Q

from tickets.models import TicketEvent


class FanOut(models.Model):
    """This event was told to whom it may concern, once. Events themselves are never updated."""

    event = models.OneToOneField(
        TicketEvent, models.PROTECT, primary_key=True, related_name="fan_out"
    )
    done_at = models.DateTimeField()

    class Meta:
        verbose_name = "diffusion"

    def __str__(self) -> str:
        return str(self.event_id)


class Watermark(models.Model):
    """One row: every event up to `done_up_to` has its FanOut, for ever. See actions/watermark.py.

    seen_up_to, seen_in: the next mark to reach, and the transaction id before which it was seen.
    """

    done_up_to = models.BigIntegerField(default=0)
    seen_up_to = models.BigIntegerField(default=0)
    seen_in = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "repère de diffusion"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="watermark_is_alone")]

    def __str__(self) -> str:
        return str(self.done_up_to)
