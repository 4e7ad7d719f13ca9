from django.db import models
from django.db.models import F, Q

from accounts.enums import ManagedBy, SchoolKind, TeamKind
from accounts.models import School, Team
from tickets.enums import Clock, NetworkSide, Urgency


class Family(models.Model):
    """One of the eleven families of the catalogue."""

    code = models.CharField("code", max_length=3, unique=True)
    label = models.CharField("libellé", max_length=100)
    icon = models.CharField("icône", max_length=60, blank=True)
    order = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "famille"
        ordering = ["order"]

    def __str__(self) -> str:
        return self.label


class RequestType(models.Model):
    """One of the request types. Targets are in working days: « délai visé », never « garanti ».

    questions: [{"name", "label", "kind", "required", "choices"?, "help"?}]; target_by_extent: {"school": 5}.
    """

    code = models.CharField("code", max_length=6, unique=True)
    family = models.ForeignKey(
        Family, models.PROTECT, verbose_name="famille", related_name="request_types"
    )
    label = models.CharField("libellé", max_length=120)
    description = models.CharField("description", max_length=300, blank=True)
    urgency = models.CharField("urgence", max_length=15, choices=Urgency)
    clock = models.CharField("horloge", max_length=15, choices=Clock)
    first_answer_days = models.DecimalField("première réponse (JO)", max_digits=5, decimal_places=2)
    target_days = models.DecimalField("délai visé (JO)", max_digits=5, decimal_places=2)
    target_by_extent = models.JSONField("délai visé selon l'étendue (JO)", default=dict, blank=True)
    realisation_days = models.DecimalField(
        "réalisation (JO)", max_digits=5, decimal_places=2, null=True, blank=True
    )
    days_before_deadline = models.PositiveSmallIntegerField(
        "jours avant l'échéance",
        null=True,
        blank=True,
        help_text="R12 : l'essai est réussi avant la date.",
    )
    needs_approval = models.BooleanField("accord du chef nécessaire", default=False)
    questions = models.JSONField("questions", default=list, blank=True)
    checks = models.JSONField("à vérifier avant l'envoi", default=list, blank=True)
    first_level = models.CharField("premier niveau", max_length=300, blank=True)
    chain = models.JSONField("chaîne d'escalade", default=list, blank=True)
    evidence = models.CharField("preuve de résolution", max_length=400)
    keywords = models.JSONField("mots pour le dire", default=list, blank=True)
    refer_to = models.JSONField("renvois", default=list, blank=True)
    active = models.BooleanField("actif", default=True)

    class Meta:
        verbose_name = "type de demande"
        verbose_name_plural = "types de demande"
        ordering = ["family__order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first_answer_days__gt=0, target_days__gt=0),
                name="request_type_targets_are_positive",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} — {self.label}"


class CompetenceRule(models.Model):
    """Who is competent for a type, where, and between which dates: data that the DRANE edits.

    The target is a kind of team, found by coverage for the school, or one team by name.
    """

    request_type = models.ForeignKey(
        RequestType, models.CASCADE, verbose_name="type", related_name="rules"
    )
    school = models.ForeignKey(
        School, models.CASCADE, verbose_name="établissement", null=True, blank=True
    )
    managed_by = models.CharField("gestionnaire", max_length=12, choices=ManagedBy, blank=True)
    departement = models.CharField("département", max_length=3, blank=True)
    school_kind = models.CharField(
        "type d'établissement", max_length=10, choices=SchoolKind, blank=True
    )
    network_side = models.CharField("réseau", max_length=15, choices=NetworkSide, blank=True)
    team_kind = models.CharField("nature de la file", max_length=12, choices=TeamKind, blank=True)
    team = models.ForeignKey(
        Team, models.PROTECT, verbose_name="file nommée", null=True, blank=True
    )
    valid_from = models.DateField("valable à partir du", null=True, blank=True)
    valid_until = models.DateField("jusqu'au (exclu)", null=True, blank=True)
    note = models.CharField("pourquoi", max_length=300, blank=True)

    class Meta:
        verbose_name = "règle de compétence"
        verbose_name_plural = "règles de compétence"
        ordering = ["request_type__code", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(team=None) & ~Q(team_kind="")) | Q(team__isnull=False, team_kind=""),
                name="competence_rule_names_a_team_or_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None)
                | Q(valid_until=None)
                | Q(valid_until__gt=F("valid_from")),
                name="competence_rule_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_type.code} → {self.team or self.get_team_kind_display()}"

    @property
    def scope(self) -> str:
        """Where and when it holds: « collège, département 086, du 01/09/2023 », or « partout »."""
        where = [
            self.school.name if self.school else "",
            f"gestionnaire {self.get_managed_by_display()}" if self.managed_by else "",
            f"département {self.departement}" if self.departement else "",
            self.get_school_kind_display(),
            self.get_network_side_display(),
            f"du {self.valid_from:%d/%m/%Y}" if self.valid_from else "",
            f"jusqu'au {self.valid_until:%d/%m/%Y}" if self.valid_until else "",
        ]
        return ", ".join(filter(None, where)) or "partout"
