"""People drawn one after the other, with their roles: what the teams and the schools are filled from."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.enums import Coverage, Role, TeamKind
from accounts.models import Affiliation, School, Team, User

from . import names
from .logins import DOMAIN, PASSWORD
from .moment import SINCE, at
from .world import World

#: Who signs in under a short name, and what the stories call this person.
LOGINS = {
    "rupn": "rupn-31-1", "chef": "chef-31", "adjoint": "adjoint-31", "gestionnaire": "gestionnaire-31",
    "technicien": "tip9", "responsable": "tip8", "guichet": "guichet", "drane": "referent-086",
    "dsi": "dsi3", "departement": "departement-086-2", "region": "region-2", "eafc": "eafc-2",
    "formateur": "formateur-1", "rh": "rh", "dpd": "dpd", "eclore": "eclore-R86-2",
    "observateur": "observateur", "admin": "admin",
}  # fmt: skip


class Crowd:
    """People drawn one after the other; a login gives its short address, and nobody else has a password."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.drawn: Iterator[tuple[str, str]] = names.people(world.chance)
        self.login_of = {key: login for login, key in LOGINS.items()}
        self.password = make_password(PASSWORD)
        self.nothing = make_password(None)
        self.roles: list[Affiliation] = []

    def person(self, key: str) -> User:
        first, last = next(self.drawn)
        login = self.login_of.get(key)
        user = User.objects.create(
            email=f"{login}@{DOMAIN}" if login else names.address(first, last),
            first_name=first,
            last_name=last,
            password=self.password if login else self.nothing,
            is_staff=login == "admin",
            is_superuser=login == "admin",
            date_joined=at("2023-09-01", "08:00"),
        )
        self.world.people[key] = user
        return user

    def role(
        self,
        user: User,
        role: Role,
        *,
        school: School | None = None,
        team: Team | None = None,
        departement: str = "",
        starts_on: date = SINCE,
    ) -> None:
        self.roles.append(
            Affiliation(
                user=user, role=role, school=school, team=team, departement=departement, starts_on=starts_on
            )
        )  # fmt: skip
        if team is not None and role is not Role.TRAINER:
            self.world.members.setdefault(team.code, []).append(user)

    def team(
        self,
        code: str,
        name: str,
        kind: TeamKind,
        *,
        organisation: str = "rectorat",
        **columns: Any,
    ) -> Team:
        """For the whole académie, unless a département or a coverage is said."""
        by_default = Coverage.DEPARTEMENT if columns.get("departement") else Coverage.ACADEMY
        team = Team.objects.create(
            code=code,
            name=name,
            kind=kind,
            organisation=self.world.organisations[organisation],
            email=f"{code}.relais@exemple.test",
            **{"calendar": self.world.office, "coverage": by_default} | columns,
        )
        self.world.teams[code] = team
        return team
