from django.db import models

from accounts.enums import OrganisationKind


class Organisation(models.Model):
    """A party: the rectorat, a département, the région… Whose hands a request is in, for the figures."""

    code = models.SlugField("code", unique=True)
    name = models.CharField("nom", max_length=200)
    kind = models.CharField("nature", max_length=20, choices=OrganisationKind)

    class Meta:
        verbose_name = "organisation"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Network(models.Model):
    """A réseau ECLORE: écoles, collèges and lycées for the orientation and success of pupils."""

    code = models.CharField("code", max_length=20, unique=True)
    name = models.CharField("nom", max_length=200)

    class Meta:
        verbose_name = "réseau ECLORE"
        verbose_name_plural = "réseaux ECLORE"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"
