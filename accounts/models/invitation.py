from django.conf import settings
from django.db import models


class Invitation(models.Model):
    """That a person must be told that an account waits: written with the account, sent afterwards.

    A sweep sends what is due (accounts/actions/invite.py); an invitation is one person's, asked again
    by setting its dates back.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="personne", related_name="invitation"
    )
    asked_at = models.DateTimeField("demandée le")
    sent_at = models.DateTimeField("envoyée le", null=True, blank=True)
    # None once sent or given up; the lease of who is sending, until then.
    next_try_at = models.DateTimeField("prochain essai le", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("essais", default=0)
    last_error = models.CharField("dernière erreur", max_length=300, blank=True)

    class Meta:
        verbose_name = "invitation"
        ordering = ["asked_at"]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(next_try_at__isnull=False),
                name="invitation_due",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(next_try_at=None),
                name="invitation_sent_is_not_due",
            )
        ]

    def __str__(self) -> str:
        return f"Invitation de {self.user}"
