from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.enums import ACADEMY_ROLES, DEPARTEMENT_ROLES, SCHOOL_ROLES, TEAM_ROLES, Role

from .school import School
from .team import Team


class AffiliationQuerySet(models.QuerySet["Affiliation"]):
    def on(self, day: date) -> "AffiliationQuerySet":
        """Those that hold on this day (`ends_on` is the first day without the role)."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day), starts_on__lte=day)


class Affiliation(models.Model):
    """A role of a person in a school, a team, a département or the académie, between two dates."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="personne",
        related_name="affiliations",
    )
    role = models.CharField("rôle", max_length=20, choices=Role)
    school = models.ForeignKey(
        School,
        models.PROTECT,
        verbose_name="établissement",
        null=True,
        blank=True,
        related_name="affiliations",
    )
    team = models.ForeignKey(
        Team,
        models.PROTECT,
        verbose_name="file",
        null=True,
        blank=True,
        related_name="affiliations",
    )
    departement = models.CharField("département", max_length=3, blank=True)
    starts_on = models.DateField("du")
    ends_on = models.DateField("jusqu'au (exclu)", null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = "affectation"
        ordering = ["user", "starts_on"]
        indexes = [models.Index(fields=["school", "role"]), models.Index(fields=["team", "role"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=SCHOOL_ROLES, school__isnull=False, team=None, departement="")
                | Q(role__in=TEAM_ROLES, school=None, team__isnull=False, departement="")
                | (Q(role__in=DEPARTEMENT_ROLES, school=None, team=None) & ~Q(departement=""))
                | Q(role__in=ACADEMY_ROLES, school=None, team=None, departement=""),
                name="affiliation_scope_is_the_role_s_own",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="affiliation_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "school", "team", "departement", "starts_on"],
                name="affiliation_is_said_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        place = self.school or self.team or self.departement or "académie"
        return f"{self.user} — {self.get_role_display()} — {place}"

    def clean(self) -> None:
        """What the constraints hold, told beside the field that is wrong."""
        errors: dict[str, str] = {}
        for field, what, given, wanted in (
            ("school", "un établissement", self.school_id is not None, SCHOOL_ROLES),
            ("team", "une file", self.team_id is not None, TEAM_ROLES),
            ("departement", "un département", self.departement != "", DEPARTEMENT_ROLES),
        ):
            if given and self.role not in wanted:
                errors[field] = "Ce rôle ne s'exerce pas là : laissez vide."
            elif self.role in wanted and not given:
                errors[field] = f"Ce rôle s'exerce dans {what} : indiquez-le."
        begin: date | None = self.starts_on  # not yet said, in a form
        if begin and self.ends_on and self.ends_on < begin:
            errors["ends_on"] = "Le rôle ne peut pas finir avant de commencer."
        if errors:
            raise ValidationError(errors)
