from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Team
from tickets.enums import TransferOutcome

from .ticket import Ticket


class Transfer(models.Model):
    """The ball offered to another team; the sender holds it until it is accepted (R06, R07)."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="transfer_set")
    from_team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    to_team = models.ForeignKey(Team, models.PROTECT, related_name="transfers_in")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    outcome = models.CharField(
        max_length=12, choices=TransferOutcome, default=TransferOutcome.PENDING
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "transfert"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"],
                condition=Q(outcome__in=[TransferOutcome.PENDING, TransferOutcome.ARBITRATION]),
                name="transfer_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=TransferOutcome.values), name="transfer_outcome_is_known"
            ),
            models.CheckConstraint(condition=Q(reason__regex=r"\S"), name="transfer_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(from_team=F("to_team")), name="transfer_goes_elsewhere"
            ),
            models.CheckConstraint(
                condition=Q(
                    outcome__in=[TransferOutcome.PENDING, TransferOutcome.ARBITRATION],
                    answered_at=None,
                )
                | (
                    ~Q(outcome__in=[TransferOutcome.PENDING, TransferOutcome.ARBITRATION])
                    & Q(answered_at__isnull=False)
                ),
                name="transfer_answered_has_its_instant",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=TransferOutcome.REFUSED) | Q(answer_reason__regex=r"\S"),
                name="transfer_refused_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_team} → {self.to_team}"
