from django.conf import settings
from django.db import models

from accounts.models import Team
from tickets.enums import EventKind, Status, Visibility

from .message import Message
from .promise import Promise
from .ticket import Ticket
from .transfer import Transfer


class TicketEvent(models.Model):
    """One line of the immutable history. It holds ids, kinds, values and dates, never prose.

    UPDATE, DELETE and TRUNCATE are refused by a trigger. `version` is the ticket's after the deed.
    """

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=24, choices=EventKind)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    version = models.PositiveIntegerField()
    status = models.CharField(max_length=20, choices=Status)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    message = models.ForeignKey(
        Message, models.PROTECT, null=True, blank=True, related_name="events"
    )
    promise = models.ForeignKey(
        Promise, models.PROTECT, null=True, blank=True, related_name="events"
    )
    transfer = models.ForeignKey(
        Transfer, models.PROTECT, null=True, blank=True, related_name="events"
    )
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = "événement"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["ticket", "id"], name="event_by_ticket"),
            models.Index(fields=["kind", "at"], name="event_by_kind"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=EventKind.values), name="event_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(visibility__in=Visibility.values),
                name="event_visibility_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=EventKind.NOTED)
                | models.Q(visibility=Visibility.INTERNAL),
                name="event_of_a_note_is_internal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} — n° {self.ticket_id}"
