from django.core.exceptions import ValidationError
from django.db import models

from accounts.enums import ManagedBy, SchoolKind, SchoolStatus
from accounts.rules import uai

from .calendar import Calendar
from .organisation import Network
from .sortkey import sort_key


def validate_uai(value: str) -> None:
    if reason := uai.why_invalid(value):
        raise ValidationError(reason)


class School(models.Model):
    """An establishment of the directory. Only a served one can open requests."""

    uai = models.CharField("UAI", max_length=8, unique=True, validators=[validate_uai])
    name = models.CharField("nom", max_length=200)
    sort_name = sort_key("name")
    kind = models.CharField("type", max_length=10, choices=SchoolKind)
    kind_label = models.CharField("type dans l'annuaire", max_length=100, blank=True)
    status = models.CharField(
        "statut", max_length=10, choices=SchoolStatus, default=SchoolStatus.PUBLIC
    )
    commune = models.CharField("commune", max_length=100)
    departement = models.CharField("département", max_length=3, help_text="Trois chiffres : 086.")
    academy = models.CharField("académie", max_length=60, blank=True)
    postal_code = models.CharField("code postal", max_length=5, blank=True)
    address = models.CharField("adresse", max_length=200, blank=True)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    pupils = models.PositiveIntegerField("effectif", null=True, blank=True)
    network = models.ForeignKey(
        Network,
        models.PROTECT,
        verbose_name="réseau ECLORE",
        null=True,
        blank=True,
        related_name="schools",
    )
    site = models.CharField("cité scolaire", max_length=100, blank=True)
    managed_by = models.CharField(
        "collectivité gestionnaire", max_length=12, choices=ManagedBy, blank=True
    )
    ent = models.CharField("ENT", max_length=60, blank=True)
    ent_since = models.DateField("ENT depuis", null=True, blank=True)
    bandwidth_mbps = models.PositiveIntegerField("débit (Mb/s)", null=True, blank=True)
    calendar = models.ForeignKey(
        Calendar, models.PROTECT, verbose_name="calendrier", null=True, blank=True
    )
    served = models.BooleanField("servi", default=False)
    closed_on = models.DateField("fermé le", null=True, blank=True)

    class Meta:
        verbose_name = "établissement"
        ordering = ["sort_name", "uai"]
        indexes = [models.Index(fields=["departement", "kind"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(uai__regex=r"^[0-9]{7}[A-Z]$"), name="school_uai_has_its_shape"
            ),
            models.CheckConstraint(
                condition=models.Q(departement__regex=r"^[0-9]{2}[0-9AB]$"),
                name="school_departement_has_three_digits",
            ),
            models.CheckConstraint(
                condition=models.Q(served=False)
                | models.Q(
                    closed_on=None,
                    calendar__isnull=False,
                    kind__in=["college", "lycee", "lp", "erea"],
                ),
                name="school_served_is_open_second_degree_with_a_calendar",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.commune})"
