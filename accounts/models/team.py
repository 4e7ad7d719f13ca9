from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from accounts.enums import Coverage, TeamKind

from .calendar import Calendar
from .organisation import Network, Organisation
from .school import School


class Team(models.Model):
    """A « file »: who receives a kind of request for some schools. Without a lead it cannot receive (R09).

    One-person teams (RH, DPD, a head of school) have a substitute from outside the team. Who employs a TIP
    is data: changing it changes no routing.
    """

    code = models.SlugField("code", max_length=60, unique=True)
    name = models.CharField("nom", max_length=200)
    kind = models.CharField("nature", max_length=12, choices=TeamKind)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name="employeur", related_name="teams"
    )
    calendar = models.ForeignKey(
        Calendar, models.PROTECT, verbose_name="calendrier", related_name="teams"
    )
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="responsable",
        null=True,
        blank=True,
        related_name="teams_led",
    )
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="suppléant",
        null=True,
        blank=True,
        related_name="teams_substituted",
    )
    escalation_contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="contact d'escalade (N+1)",
        null=True,
        blank=True,
        related_name="teams_escalating",
    )
    email = models.EmailField("adresse de la file", blank=True)
    external_tool = models.CharField("outil externe", max_length=100, blank=True)
    capacity = models.PositiveIntegerField("demandes tenues de front", null=True, blank=True)
    coverage = models.CharField("ressort", max_length=12, choices=Coverage)
    departement = models.CharField("département", max_length=3, blank=True)
    network = models.ForeignKey(
        Network, models.PROTECT, verbose_name="réseau", null=True, blank=True, related_name="teams"
    )
    schools = models.ManyToManyField(
        School, verbose_name="établissements", blank=True, related_name="teams"
    )
    active = models.BooleanField("active", default=True)

    class Meta:
        verbose_name = "file"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(coverage="departement") & ~models.Q(departement=""))
                | (~models.Q(coverage="departement") & models.Q(departement="")),
                name="team_departement_goes_with_its_coverage",
            ),
            models.CheckConstraint(
                condition=models.Q(coverage="network", network__isnull=False)
                | (~models.Q(coverage="network") & models.Q(network=None)),
                name="team_network_goes_with_its_coverage",
            ),
            models.CheckConstraint(
                condition=models.Q(substitute=None) | ~models.Q(substitute=models.F("lead")),
                name="team_substitute_is_someone_else",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """What the constraints hold, told beside the field that is wrong."""
        errors: dict[str, str] = {}
        for field, given, wanted in (
            ("departement", self.departement != "", Coverage.DEPARTEMENT),
            ("network", self.network_id is not None, Coverage.NETWORK),
        ):
            if given != (self.coverage == wanted):
                errors[field] = (
                    "Laissez vide : ce n'est pas le ressort choisi."
                    if given
                    else "Le ressort choisi le demande : indiquez-le."
                )
        if self.substitute_id is not None and self.substitute_id == self.lead_id:
            errors["substitute"] = "Le suppléant est quelqu'un d'autre que le responsable."
        if errors:
            raise ValidationError(errors)

    @property
    def can_receive(self) -> bool:
        """R09: a team without a lead cannot receive."""
        return self.active and self.lead_id is not None
