"""Who is where on a day: one query each, inactive accounts never."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from accounts.enums import Role
from accounts.models import Affiliation, School, Team, User


def team_members(team: Team, on: date) -> list[User]:
    """Those who work in the team that day, its lead included, by name; not the substitute from outside."""
    here = Affiliation.objects.on(on).filter(team=team, user=OuterRef("pk"))
    return list(
        User.objects.filter(Exists(here) | Q(pk=team.lead_id), is_active=True).order_by(
            "sort_name", "pk"
        )
    )


def lead_or_substitute(team: Team, on: date) -> User | None:
    """The lead, unless gone; else the substitute. Gone: account closed, or the role in this team ended.

    A lead named without any dated role counts as present. Load both people with the team.
    """
    people = [person for person in (team.lead, team.substitute) if person and person.is_active]
    roles = Affiliation.objects.filter(team=team, user__in=people)
    ever, now = set(), set()
    for user_id, starts_on, ends_on in roles.values_list("user_id", "starts_on", "ends_on"):
        ever.add(user_id)
        if starts_on <= on and (ends_on is None or ends_on > on):
            now.add(user_id)
    return next((each for each in people if each.pk in now or each.pk not in ever), None)


def referent_of(departement: str, on: date) -> User | None:
    """The DRANE référent of a département, the longest in place."""
    return _first(on, role=Role.REFERENT, departement=departement)


def rupn_of(school: School, on: date) -> list[User]:
    """The RUPN of a school, the longest in place first."""
    return _all(on, role=Role.RUPN, school=school)


def head_of(school: School, on: date) -> User | None:
    """The head; the deputy where nobody is head; the last named of two."""
    rows = (
        Affiliation.objects.on(on)
        .filter(school=school, role__in=(Role.HEAD, Role.DEPUTY), user__is_active=True)
        .select_related("user")
        .order_by("-starts_on", "-pk")
    )
    return next((r.user for r in sorted(rows, key=lambda r: r.role != Role.HEAD)), None)


def roles_from(user: User, day: date) -> list[Affiliation]:
    """The roles held that day or later, with their places; one called off before it began is none."""
    return list(
        Affiliation.objects.filter(Q(ends_on=None) | Q(ends_on__gt=day), user=user)
        .exclude(starts_on=F("ends_on"))
        .select_related("school", "team")
        .order_by("starts_on", "pk")
    )


def _all(on: date, **where: object) -> list[User]:
    rows = (
        Affiliation.objects.on(on)
        .filter(user__is_active=True, **where)
        .select_related("user")
        .order_by("starts_on", "pk")
    )
    return list(dict.fromkeys(row.user for row in rows))


def _first(on: date, **where: object) -> User | None:
    return next(iter(_all(on, **where)), None)
