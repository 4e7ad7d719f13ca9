"""The 196 people of the demo and the teams in which they work."""

from datetime import date

from accounts.enums import Coverage, Role, TeamKind
from accounts.models import Affiliation, School, Team, User

from . import places
from .crowd import LOGINS, Crowd
from .logins import ACCOUNTS
from .moment import JANUARY, SINCE
from .services import make_services
from .world import World

#: RUPN by school: one in six, three in eight, four in two, two elsewhere; two more come in January.
ONE = (3, 5, 21, 26, 33, 36)
THREE = (7, 9, 10, 18, 28, 30, 31, 40)
FOUR = (19, 38)
COME_IN_JANUARY = (5, 33)
DEPUTIES = (7, 18, 19, 28, 31, 38, 40)
MANAGERS = (1, 9, 20, 29, 31)


def make_people(world: World) -> None:
    """Everybody, from the rectorat to the schools: a team needs its substitutes first."""
    crowd = Crowd(world)

    make_services(crowd)
    for place in places.SCHOOLS:
        _school_people(crowd, place.number)
    Affiliation.objects.bulk_create(crowd.roles)
    assert {account.name for account in ACCOUNTS} == set(LOGINS)


def _school_people(crowd: Crowd, number: int) -> None:
    world, school = crowd.world, crowd.world.schools[number]
    head = crowd.person(f"chef-{number}")
    crowd.role(head, Role.HEAD, school=school)
    world.heads[number] = head
    deputy = None
    if number in DEPUTIES:
        deputy = crowd.person(f"adjoint-{number}")
        crowd.role(deputy, Role.DEPUTY, school=school)
    if number in MANAGERS:
        crowd.role(crowd.person(f"gestionnaire-{number}"), Role.MANAGER, school=school)
    _office(crowd, school, head, deputy)
    count = 1 if number in ONE else 3 if number in THREE else 4 if number in FOUR else 2
    for rank in range(1, count + 1):
        _rupn(crowd, number, rank, SINCE)
    if number in COME_IN_JANUARY:
        _rupn(crowd, number, count + 1, JANUARY)


def _rupn(crowd: Crowd, number: int, rank: int, starts_on: date) -> None:
    user = crowd.person(f"rupn-{number}-{rank}")
    crowd.role(user, Role.RUPN, school=crowd.world.schools[number], starts_on=starts_on)
    crowd.world.rupn.setdefault(number, []).append(user)


def _office(crowd: Crowd, school: School, head: User, deputy: User | None) -> None:
    """The one-person team of the head, replaced by the deputy, or else by the référent."""
    world = crowd.world
    referent = world.people[f"referent-{school.departement}"]
    team = Team.objects.create(
        code=f"chef-{school.uai.lower()}",
        name=f"Direction — {school.name}",
        kind=TeamKind.HEAD,
        organisation=world.organisations["etablissements"],
        calendar=world.school_days,
        lead=head,
        substitute=deputy or referent,
        escalation_contact=referent if deputy else world.people["delegue"],
        email=school.email,
        coverage=Coverage.SCHOOLS,
    )
    team.schools.add(school)
    world.teams[team.code] = team
    world.members[team.code] = [head]
