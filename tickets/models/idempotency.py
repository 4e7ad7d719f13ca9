from django.conf import settings
from django.db import models

from .ticket import Ticket


class IdempotencyKey(models.Model):
    """A key sent with a creation: the same key of the same person gives the same ticket, once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    ticket = models.ForeignKey(Ticket, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="idempotency_key_is_used_once")
        ]

    def __str__(self) -> str:
        return self.key
