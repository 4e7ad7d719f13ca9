from django.conf import settings
from django.db import models

from tickets.enums import MessageKind, Visibility

from .ticket import Ticket


class Message(models.Model):
    """A text of a ticket: the request, an answer, a question, an internal note, the proof, a reason."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="messages"
    )
    kind = models.CharField(max_length=10, choices=MessageKind)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    body = models.TextField()
    created_at = models.DateTimeField()
    redacted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "message"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=MessageKind.NOTE, visibility=Visibility.INTERNAL)
                | ~models.Q(kind=MessageKind.NOTE),
                name="message_note_is_internal",
            ),
            models.CheckConstraint(
                condition=models.Q(visibility__in=Visibility.values),
                name="message_visibility_is_known",
            ),
        ]
        indexes = [models.Index(fields=["ticket", "id"], name="message_by_ticket")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} — n° {self.ticket_id}"


class Attachment(models.Model):
    """A file of a message, seen by whoever sees the message. Stored under a random name."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="attachments")
    file = models.FileField(max_length=200)
    name = models.CharField(max_length=120, help_text="Le nom donné par la personne, nettoyé.")
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "pièce jointe"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
