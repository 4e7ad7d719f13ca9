"""Places, people and teams of the demo: 12 networks, 40 schools, 196 people, each with a role and dates."""

from dataclasses import dataclass, field
from random import Random

from accounts.actions.load_calendars import load_calendars
from accounts.enums import OrganisationKind, SchoolStatus
from accounts.models import Calendar, Network, Organisation, School, Team, User
from accounts.permissions import Actor
from accounts.rules.standard_calendars import OFFICE, school_calendar_name
from tickets.actions.load_catalogue import load_catalogue
from tickets.actions.serve_school import serve
from tickets.models import RequestType

from . import places
from .moment import MOMENT


@dataclass
class World:
    """Who and what the stories call by a short name: school number, team code, login."""

    chance: Random
    office: Calendar
    school_days: Calendar
    types: dict[str, RequestType]
    organisations: dict[str, Organisation] = field(default_factory=dict)
    networks: dict[str, Network] = field(default_factory=dict)
    schools: dict[int, School] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    #: Who takes requests in a team, its lead first; who is RUPN of a school, by number.
    members: dict[str, list[User]] = field(default_factory=dict)
    rupn: dict[int, list[User]] = field(default_factory=dict)
    heads: dict[int, User] = field(default_factory=dict)


def make_places(chance: Random) -> World:
    """Calendars, catalogue, organisations, networks and schools, not yet served."""
    load_calendars(actor=Actor.system())
    load_catalogue()
    world = World(
        chance=chance,
        office=Calendar.objects.get(name=OFFICE),
        school_days=Calendar.objects.get(name=school_calendar_name("A")),
        types={row.code: row for row in RequestType.objects.select_related("family")},
    )
    world.organisations = {
        code: Organisation.objects.get_or_create(code=code, defaults={"name": name, "kind": kind})[
            0
        ]
        for code, name, kind in _organisations()
    }
    world.networks = {
        code: Network.objects.create(code=code, name=name) for code, name in places.NETWORKS.items()
    }
    for place in places.SCHOOLS:
        world.schools[place.number] = _school(place, world)
    return world


def _organisations() -> list[tuple[str, str, OrganisationKind]]:
    return [
        ("rectorat", "Rectorat de l'académie de Poitiers", OrganisationKind.RECTORAT),
        ("region", "Région Nouvelle-Aquitaine", OrganisationKind.REGION),
        *(
            (f"departement-{code}", f"Département — {name}", OrganisationKind.DEPARTEMENT)
            for code, name in places.DEPARTEMENTS.items()
        ),
        ("etablissements", "Établissements", OrganisationKind.SCHOOL),
        ("reseaux-eclore", "Réseaux ECLORE", OrganisationKind.NETWORK),
    ]


def _school(place: places.Place, world: World) -> School:
    chance = world.chance
    college = place.kind is places.C
    pupils = {places.C: (180, 620), places.L: (350, 1250), places.LP: (240, 480)}
    low, high = pupils.get(place.kind, (110, 110))
    if place.number in places.SLOW_LINE:
        bandwidth = chance.randint(4, 12)
    else:
        bandwidth = chance.randrange(20, 101, 10) if college else 100
    return School.objects.create(
        uai=place.uai,
        name=place.name,
        kind=place.kind,
        status=SchoolStatus.PUBLIC,
        commune=place.commune,
        departement=place.departement,
        academy="Poitiers",
        postal_code=f"{place.departement[1:]}{chance.randrange(100, 990, 10)}",
        email=f"ce.{place.uai.lower()}@exemple.test",
        pupils=chance.randint(low, high),
        network=world.networks[place.network],
        site=place.site,
        managed_by=place.managed_by,
        ent=place.ent,
        bandwidth_mbps=bandwidth,
        calendar=world.school_days,
    )


def open_schools(world: World) -> None:
    """Serve all forty, through the action: it refuses those whose requests would not find their team."""
    result = serve(
        school_ids=[school.pk for school in world.schools.values()],
        actor=Actor.system(),
        now=MOMENT,
    )
    assert not result.refused, result.refused
    for school in world.schools.values():
        school.refresh_from_db()
