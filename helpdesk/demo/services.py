"""The teams of the field: technicians, collectivités, coordinators of the ECLORE networks."""

from accounts.enums import Coverage, Role, TeamKind

from . import places
from .crowd import Crowd
from .rectorat import make_rectorat

#: The technicians of each département, and who employs them (an assumption: no public page says).
TIPS = {"016": (1, 2), "017": (3, 4, 5), "079": (6, 7), "086": (8, 9)}
EMPLOYER = {"017": "departement-017"}


def make_services(crowd: Crowd) -> None:
    """Every team but the offices of the heads, and who watches without a team."""
    make_rectorat(crowd)
    for code in places.DEPARTEMENTS:
        _technicians(crowd, code)
        _departement(crowd, code)
    _region(crowd)
    for code in places.NETWORKS:
        _coordinator(crowd, code)
    crowd.role(crowd.person("observateur"), Role.OBSERVER)
    crowd.role(crowd.person("admin"), Role.ADMINISTRATOR)


def _technicians(crowd: Crowd, code: str) -> None:
    people = [crowd.person(f"tip{rank}") for rank in TIPS[code]]
    team = crowd.team(
        f"tip-{code}",
        f"Techniciens de proximité — {places.DEPARTEMENTS[code]}",
        TeamKind.TIP,
        organisation=EMPLOYER.get(code, "rectorat"),
        coverage=Coverage.SCHOOLS,
        lead=people[0],
        substitute=people[1],
        escalation_contact=crowd.world.people[f"referent-{code}"],
    )
    served = [place.number for place in places.SCHOOLS if place.departement == code]
    team.schools.set(crowd.world.schools[number] for number in served)
    crowd.role(people[0], Role.TEAM_LEAD, team=team)
    for person in people[1:]:
        crowd.role(person, Role.TECHNICIAN, team=team)


def _departement(crowd: Crowd, code: str) -> None:
    lead, technician = (crowd.person(f"departement-{code}-{rank}") for rank in (1, 2))
    team = crowd.team(
        f"departement-{code}",
        f"Département — {places.DEPARTEMENTS[code]}, informatique des collèges",
        TeamKind.DEPARTEMENT,
        organisation=f"departement-{code}",
        departement=code,
        lead=lead,
        substitute=technician,
        escalation_contact=crowd.world.people[f"referent-{code}"],
    )
    crowd.role(lead, Role.TEAM_LEAD, team=team)
    crowd.role(technician, Role.COLLECTIVITE_AGENT, team=team)


def _region(crowd: Crowd) -> None:
    people = [crowd.person(f"region-{rank}") for rank in (1, 2, 3, 4)]
    team = crowd.team(
        "region",
        "Région — numérique des lycées",
        TeamKind.REGION,
        organisation="region",
        lead=people[0],
        substitute=people[1],
        escalation_contact=crowd.world.people["delegue"],
    )
    crowd.role(people[0], Role.TEAM_LEAD, team=team)
    for person in people[1:]:
        crowd.role(person, Role.COLLECTIVITE_AGENT, team=team)


def _coordinator(crowd: Crowd, code: str) -> None:
    person = crowd.person(f"eclore-{code}")
    referent = crowd.world.people[f"referent-0{code[1:3]}"]
    team = crowd.team(
        f"eclore-{code.lower()}",
        f"Réseau ECLORE — {places.NETWORKS[code]}",
        TeamKind.ECLORE,
        organisation="reseaux-eclore",
        calendar=crowd.world.school_days,
        coverage=Coverage.NETWORK,
        network=crowd.world.networks[code],
        lead=person,
        substitute=referent,
        escalation_contact=crowd.world.people["delegue"],
    )
    crowd.role(person, Role.COORDINATOR, team=team)
