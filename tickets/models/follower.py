from django.conf import settings
from django.db import models

from .ticket import Ticket


class Follower(models.Model):
    """A person told of the news of a ticket, as long as the person may see it."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="followers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "user"], name="follower_follows_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} — n° {self.ticket_id}"


class ExternalReference(models.Model):
    """The number of the same need in another tool (GLPI, a supplier): it never holds the ticket (R10)."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="references")
    system = models.CharField("outil", max_length=60)
    reference = models.CharField("référence", max_length=60)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "system", "reference"], name="reference_is_said_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.reference}"
