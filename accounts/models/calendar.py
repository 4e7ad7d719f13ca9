from zoneinfo import available_timezones

from django.contrib.postgres.functions import RandomUUID
from django.core.exceptions import ValidationError
from django.db import models

from accounts.enums import Zone
from accounts.rules.stored_hours import week_from

#: Where bank holidays are not those of the whole country.
SUBDIVISIONS = ("Alsace", "Moselle")


class Calendar(models.Model):
    """When a team or a school works. Its value and arithmetic: accounts/rules/calendar.py.

    weekly_hours: {"0": [["08:00", "18:00"]], …}, 0 is Monday, local time; a missing day is closed.
    """

    name = models.CharField("nom", max_length=100, unique=True)
    weekly_hours = models.JSONField("heures de la semaine")
    timezone = models.CharField("fuseau", max_length=40, default="Europe/Paris")
    bank_holidays = models.BooleanField("fermé les jours fériés", default=True)
    subdivision = models.CharField("jours fériés locaux", max_length=20, blank=True)
    zone = models.CharField(
        "fermé pendant les vacances scolaires", max_length=1, choices=Zone, blank=True
    )
    # Renewed by a trigger at every change of the calendar, its closures or its zone: values are cached by it.
    revision = models.UUIDField("révision", db_default=RandomUUID(), editable=False)

    class Meta:
        verbose_name = "calendrier"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """What would stop every clock that reads this calendar is refused where it is typed."""
        try:
            week_from(self.weekly_hours)
        except ValueError as refused:
            raise ValidationError({"weekly_hours": str(refused)}) from refused
        if self.timezone not in available_timezones():
            raise ValidationError({"timezone": "Ce fuseau n'existe pas. Écrivez « Europe/Paris »."})
        if self.subdivision not in ("", *SUBDIVISIONS):
            known = " ou ".join(f"« {name} »" for name in SUBDIVISIONS)
            raise ValidationError({"subdivision": f"Laissez vide, ou écrivez {known}."})


class Closure(models.Model):
    """A closure of one calendar's own: a bridge, a works day."""

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="closures")
    starts_on = models.DateField("du")
    ends_on = models.DateField("au (inclus)")
    label = models.CharField("motif", max_length=100)

    class Meta:
        verbose_name = "fermeture"
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="closure_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.starts_on} – {self.ends_on})"


class SchoolHoliday(models.Model):
    """School holidays of a zone, copied from a library and editable: the ministry may change them."""

    zone = models.CharField("zone", max_length=1, choices=Zone)
    starts_on = models.DateField("premier jour sans classe")
    ends_on = models.DateField("dernier jour sans classe")
    label = models.CharField("nom", max_length=100)

    class Meta:
        verbose_name = "vacances scolaires"
        verbose_name_plural = "vacances scolaires"
        ordering = ["zone", "starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["zone", "starts_on"], name="school_holiday_starts_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="school_holiday_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}, zone {self.zone}"
