from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from notifications.enums import UNSENT, Channel, Status
from tickets.models import TicketEvent


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: datetime) -> "DeliveryQuerySet":
        """To be sent now: its time has come, or the worker that had it never came back."""
        return self.filter(
            Q(status=Status.WAITING, next_try_at__lte=now)
            | Q(status=Status.LEASED, lease_until__lte=now)
        )


class Delivery(models.Model):
    """One message to one person by one channel. It keeps no prose: the text is made when it leaves.

    urgent: leaves at once even where the rest is gathered. attempts counts the leases, so that a worker
    that comes back late cannot overrule the one that took over.
    """

    event = models.ForeignKey(TicketEvent, models.PROTECT, related_name="deliveries")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deliveries"
    )
    channel = models.CharField("canal", max_length=10, choices=Channel)
    urgent = models.BooleanField("sans attendre", default=False)
    status = models.CharField("état", max_length=10, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    next_try_at = models.DateTimeField("prochain essai")
    lease_until = models.DateTimeField("pris jusqu'à", null=True, blank=True)
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True)
    read_at = models.DateTimeField("lu le", null=True, blank=True)
    last_error = models.CharField("dernière erreur", max_length=500, blank=True)
    message_id = models.CharField("Message-ID", max_length=200, blank=True)
    created_at = models.DateTimeField("créé le")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "envoi"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient", "channel"], name="delivery_is_made_once"
            ),
            models.UniqueConstraint(
                fields=["message_id"],
                condition=~Q(message_id=""),
                name="delivery_message_id_is_its_own",
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.EMAIL) & ~Q(message_id="")
                | Q(channel=Channel.IN_APP, message_id=""),
                name="delivery_mail_has_a_message_id",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.LEASED, lease_until__isnull=False, attempts__gt=0)
                | (~Q(status=Status.LEASED) & Q(lease_until=None)),
                name="delivery_leased_until_an_instant",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.SENT, sent_at__isnull=False)
                | (~Q(status=Status.SENT) & Q(sent_at=None)),
                name="delivery_sent_has_its_instant",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.DEAD) | ~Q(last_error=""), name="delivery_dead_says_why"
            ),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(channel=Channel.IN_APP),
                name="delivery_read_is_in_app",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="delivery_status_is_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(status=Status.WAITING),
                name="delivery_to_send",
            ),
            models.Index(
                fields=["lease_until"], condition=Q(status=Status.LEASED), name="delivery_leased"
            ),
            models.Index(
                fields=["created_at"], condition=Q(status__in=UNSENT), name="delivery_unsent"
            ),
            models.Index(
                fields=["recipient", "-id"],
                condition=Q(channel=Channel.IN_APP),
                name="delivery_inbox",
            ),
            models.Index(
                fields=["recipient", "-id"],
                condition=Q(channel=Channel.IN_APP, read_at=None),
                name="delivery_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.recipient_id} ({self.get_channel_display()})"
