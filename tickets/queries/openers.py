"""For which schools, and for whom, a person may open a request."""

from datetime import date

from django.db.models import Q, Value

from accounts.enums import SCHOOL_ROLES, Role
from accounts.models import Affiliation, School
from accounts.models.sortkey import Unaccented
from accounts.permissions import Actor
from tickets.permissions import can_open_on_behalf

FOUND = 20


def openable(actor: Actor, search: str = "") -> list[School]:
    """The schools to choose from: one's own, or for staff those that the search finds, twenty at most."""
    schools = School.objects.filter(served=True)
    if not can_open_on_behalf(actor):
        return list(schools.filter(pk__in=actor.schools))
    schools = schools.alias(sort_commune=Unaccented("commune"))
    for word in search.split()[:6]:
        plain = Unaccented(Value(word))
        schools = schools.filter(
            Q(sort_name__contains=plain) | Q(sort_commune__contains=plain) | Q(uai__iexact=word)
        )
    return list(schools.order_by("sort_name", "uai")[:FOUND])


def the_one(actor: Actor) -> str | None:
    """The UAI that need not be asked: somebody of one school, who opens for nobody else."""
    if len(actor.schools) != 1 or can_open_on_behalf(actor):
        return None
    return School.objects.values_list("uai", flat=True).get(pk__in=actor.schools)


def people_of(school: School, on: date) -> list[tuple[str, str]]:
    """Who may ask in the name of this school today: (id, « Camille Durand — RUPN »), each person once."""
    rows = (
        Affiliation.objects.on(on)
        .filter(school=school, role__in=SCHOOL_ROLES, user__is_active=True)
        .select_related("user")
        .order_by("user__sort_name", "pk")
    )
    people: dict[str, str] = {}
    for row in rows:
        people.setdefault(str(row.user_id), f"{row.user} — {Role(row.role).label}")
    return list(people.items())
