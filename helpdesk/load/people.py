"""The people and places of a load: 10 teams of 5 agents, 500 requesters in 200 schools."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.enums import Coverage, ManagedBy, OrganisationKind, Role, SchoolKind, TeamKind
from accounts.models import Affiliation, Calendar, Organisation, School, Team, User
from accounts.rules.uai import key_letter

SCHOOLS, TEAMS, AGENTS_PER_TEAM, REQUESTERS = 200, 10, 5, 500
DEPARTEMENTS = ("016", "017", "079", "086")
KINDS = (
    SchoolKind.COLLEGE,
    SchoolKind.COLLEGE,
    SchoolKind.COLLEGE,
    SchoolKind.LYCEE,
    SchoolKind.LP,
)
PASSWORD = "relais-charge-2026"  # noqa: S105  a database made only to be measured


@dataclass(frozen=True)
class Crowd:
    """Ids only. requesters: (person, school); agents: the members of each team, its lead first."""

    schools: list[int]
    teams: list[int]
    agents: dict[int, list[int]]
    requesters: list[tuple[int, int]]


def make_crowd(*, now: datetime) -> Crowd:
    """Write the people and places. The first agent of the first team and the first requester can sign in."""
    since = (now - timedelta(days=4 * 365)).date()
    office = Calendar.objects.filter(zone="").first() or _calendar()
    school_days = Calendar.objects.exclude(zone="").first() or office
    rectorat, _ = Organisation.objects.get_or_create(
        code="charge",
        defaults={"name": "Organisation de mesure", "kind": OrganisationKind.RECTORAT},
    )
    schools = School.objects.bulk_create([_school(n, school_days) for n in range(SCHOOLS)])
    agents = _people("agent", TEAMS * AGENTS_PER_TEAM)
    teams = [
        Team.objects.create(
            code=f"charge-{n}",
            name=f"Équipe de mesure {n + 1}",
            kind=TeamKind.TIP if n else TeamKind.FRONT_DESK,
            organisation=rectorat,
            calendar=office,
            lead=agents[n * AGENTS_PER_TEAM],
            coverage=Coverage.SCHOOLS if n else Coverage.ACADEMY,
        )
        for n in range(TEAMS)
    ]
    for n, team in enumerate(teams[1:]):
        team.schools.set(schools[n :: TEAMS - 1])
    members = {
        team.pk: [person.pk for person in agents[n * AGENTS_PER_TEAM : (n + 1) * AGENTS_PER_TEAM]]
        for n, team in enumerate(teams)
    }
    askers = [
        (person, schools[n % SCHOOLS]) for n, person in enumerate(_people("rupn", REQUESTERS))
    ]
    Affiliation.objects.bulk_create(
        [
            Affiliation(user_id=a, team_id=t, role=Role.TECHNICIAN, starts_on=since)
            for t, m in members.items()
            for a in m
        ]
        + [
            Affiliation(user=person, school=school, role=Role.RUPN, starts_on=since)
            for person, school in askers
        ]
    )
    return Crowd(
        [school.pk for school in schools],
        [team.pk for team in teams],
        members,
        [(person.pk, school.pk) for person, school in askers],
    )


def _calendar() -> Calendar:
    week = {str(day): [["08:00", "18:00"]] for day in range(5)}
    return Calendar.objects.create(name="Mesure", weekly_hours=week)


def _school(n: int, calendar: Calendar) -> School:
    departement, kind = DEPARTEMENTS[n % 4], KINDS[n % len(KINDS)]
    digits = f"{departement}{8000 + n}"
    return School(
        uai=digits + key_letter(digits),
        name=f"{kind.label.capitalize()} de mesure {n + 1}",
        kind=kind,
        commune=f"Commune {n % 90 + 1}",
        departement=departement,
        pupils=150 + (n * 37) % 900,
        managed_by=ManagedBy.DEPARTEMENT if kind is SchoolKind.COLLEGE else ManagedBy.REGION,
        calendar=calendar,
        served=True,
    )


def _people(word: str, how_many: int) -> list[User]:
    people = [
        User(email=f"{word}{n}@charge.test", first_name=word.capitalize(), last_name=f"Numéro {n}")
        for n in range(how_many)
    ]
    for person in people:
        person.set_unusable_password()
    people[1].set_password(PASSWORD)
    return User.objects.bulk_create(people)
