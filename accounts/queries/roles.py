"""The roles that a person holds."""

from datetime import date

from accounts.models import Affiliation
from accounts.models.affiliation import AffiliationQuerySet


def roles_on(user_id: int, day: date) -> AffiliationQuerySet:
    """The roles of a person on a day, with their places."""
    return (
        Affiliation.objects.on(day)
        .filter(user_id=user_id)
        .select_related("school", "team")
        .order_by("starts_on", "pk")
    )
