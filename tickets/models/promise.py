from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q

from tickets.enums import Outcome

from .ticket import Ticket


class ParisDay(Func):
    """The day it was in Paris at an instant."""

    template = "((%(expressions)s) AT TIME ZONE 'Europe/Paris')::date"
    output_field = models.DateField()


#: A date is promised, not an hour: the whole day in Paris counts.
_before_the_end = Q(promised_on__gte=ParisDay("settled_at"))


class Promise(models.Model):
    """A line of the ledger: an action before a date. Settled once, for ever (I8, a trigger holds it)."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="promises")
    action = models.CharField(max_length=200)
    promised_on = models.DateField()
    due_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="promises")
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.OPEN)
    settled_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField("motif du déplacement", max_length=300, blank=True)

    class Meta:
        verbose_name = "promesse"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"],
                condition=Q(outcome=Outcome.OPEN),
                name="promise_one_open_per_ticket",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.OPEN, settled_at=None)
                | (~Q(outcome=Outcome.OPEN) & Q(settled_at__isnull=False)),
                name="promise_settled_has_its_instant",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.MOVED) | (_before_the_end & Q(reason__regex=r"\S")),
                name="promise_moves_before_its_date_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.KEPT) | _before_the_end,
                name="promise_kept_is_kept_in_time",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.BROKEN) | ~_before_the_end,
                name="promise_breaks_after_its_date",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="promise_outcome_is_known"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None) | Q(settled_at__gte=F("made_at")),
                name="promise_is_settled_after_it_is_made",
            ),
            models.CheckConstraint(
                condition=Q(promised_on=ParisDay("due_at")),
                name="promise_is_due_on_its_day",
            ),
            models.CheckConstraint(condition=Q(action__regex=r"\S"), name="promise_says_what"),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("made_at")), name="promise_is_for_the_future"
            ),
        ]
        indexes = [models.Index(fields=["ticket", "id"], name="promise_by_ticket")]

    def __str__(self) -> str:
        return f"{self.action} — {self.promised_on}"
