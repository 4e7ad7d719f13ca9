"""A small complete world for tests of deeds: two schools of a département and everybody they deal with.

Real calendars, real types and rules of the catalogue (those of CODES). `NOW` is Thursday 12 March 2026, 10 h in
Paris: a school day, with nothing closed before the holidays of April.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from itertools import count
from typing import Any

from accounts.actions.load_calendars import load_calendars
from accounts.clock import PARIS
from accounts.enums import Coverage, OrganisationKind, Role, SchoolKind, TeamKind
from accounts.models import Calendar, School, SchoolHoliday, Team, User
from accounts.permissions import Actor
from accounts.queries.actors import actor_for
from accounts.rules.standard_calendars import OFFICE, school_calendar_name
from tests.factories.accounts import (
    AffiliationFactory,
    NetworkFactory,
    OrganisationFactory,
    SchoolFactory,
    TeamFactory,
    UserFactory,
)
from tickets.actions.load_catalogue import load_catalogue
from tickets.actions.open_ticket import Draft, open_ticket
from tickets.actions.qualify import qualify
from tickets.actions.take import take
from tickets.models import RequestType, Ticket
from tickets.queries.catalogue_file import CatalogueFile, catalogue_file

NOW = datetime(2026, 3, 12, 10, 0, tzinfo=PARIS)
TODAY = NOW.date()

#: TIP: RES-01, MAT-01, MAT-10 (dated), ENT-05. DSI: RES-05, SEC-02. Département or région after the head's approval:
#: RES-02, EQU-03. Head: CPT-04. DRANE: INF-02. Front desk: HOR-01, HOR-02.
CODES = (
    "RES-01", "RES-02", "RES-05", "MAT-01", "MAT-10", "ENT-05", "EQU-03", "CPT-04", "INF-02", "SEC-02",
    "HOR-01", "HOR-02",
)  # fmt: skip


@dataclass
class World:
    """college and lycee have each rupn, other_rupn (college only), head, deputy, manager; TIP serves both."""

    college: School
    lycee: School
    people: dict[str, User]
    teams: dict[str, Team]
    today: date = TODAY
    _actors: dict[tuple[str, date], Actor] = field(default_factory=dict)

    def user(self, name: str) -> User:
        return self.people[name]

    def team(self, name: str) -> Team:
        return self.teams[name]

    def actor(self, name: str, on: date | None = None) -> Actor:
        """The actor of this person on a day (this world's day by default), asked of the database once."""
        key = (name, on or self.today)
        if key not in self._actors:
            self._actors[key] = actor_for(self.people[name], key[1])
        return self._actors[key]

    def forget_actors(self) -> None:
        """After roles have changed."""
        self._actors.clear()

    def type(self, code: str) -> RequestType:
        return RequestType.objects.get(code=code)

    def draft(
        self, code: str | None = "RES-01", school: School | None = None, **said: Any
    ) -> Draft:
        """What the RUPN of the collège says of a wifi that is down, with the answers its type requires."""
        kind = self.type(code) if code else None
        draft = Draft(
            school=school or self.college,
            title="Le wifi ne marche plus en salle 204",
            body="Depuis lundi, aucune tablette ne se connecte.",
            request_type=kind,
            answers=required_answers(kind) if kind else {},
        )
        return replace(draft, **said)

    def open(
        self, code: str | None = "RES-01", *, by: str = "rupn", now: datetime = NOW, **said: Any
    ) -> Ticket:
        return open_ticket(
            draft=self.draft(code, **said),
            actor=self.actor(by, now.astimezone(PARIS).date()),
            now=now,
        )

    def taken(self, code: str = "RES-01", *, by: str = "technician", now: datetime = NOW) -> Ticket:
        """A request that a technician has taken, promised for the Monday after."""
        ticket = self.open(code, now=now)
        return take(
            number=ticket.number,
            next_action="Passer voir la borne",
            promised_on=date(2026, 3, 16),
            actor=self.actor(by),
            now=now,
        )

    def qualified(self, code: str, *, now: datetime = NOW) -> Ticket:
        """A vague request that the front desk has qualified."""
        ticket = self.open(None, now=now)
        return qualify(
            number=ticket.number,
            request_type=self.type(code),
            actor=self.actor("desk_lead"),
            now=now,
        )


def required_answers(kind: RequestType) -> dict[str, Any]:
    """An answer to each question that must be answered."""
    of_kind = {"number": 3, "date": "2026-03-20", "boolean": "oui", "url": "https://exemple.test/"}
    return {
        q["name"]: q["choices"][0]
        if q["kind"] == "choice"
        else of_kind.get(q["kind"], "En salle 204")
        for q in kind.questions
        if q.get("required")
    }


@cache
def _catalogue() -> CatalogueFile:
    whole = catalogue_file()
    return CatalogueFile(
        families=whole.families,
        types={code: whole.types[code] for code in CODES},
        rules={code: whole.rules[code] for code in CODES},
    )


def make_world() -> World:
    """The whole world. About a hundred rows; needs a database."""
    load_calendars(actor=Actor.system())
    SchoolHoliday.objects.exclude(zone="A").delete()
    load_catalogue(source=_catalogue())
    office = Calendar.objects.get(name=OFFICE)
    school_days = Calendar.objects.get(name=school_calendar_name("A"))
    serial = count(1)
    people: dict[str, User] = {}

    def person(name: str) -> User:
        people[name] = UserFactory(
            email=f"{name.replace('_', '.')}@monde.exemple.test",
            first_name=name.split("_", maxsplit=1)[0].capitalize(),
            last_name=f"Monde-{next(serial)}",
        )
        return people[name]

    network = NetworkFactory(code="R86-1", name="Plaine de Chassenac")
    college, lycee = (
        SchoolFactory(
            kind=kind, name=name, number=number, network=network, calendar=school_days, served=True
        )
        for kind, name, number in (
            (SchoolKind.COLLEGE, "Collège de Chassenac", 9001),
            (SchoolKind.LYCEE, "Lycée Adrienne-Robuchaud", 9009),
        )
    )
    for prefix, school in (("", college), ("lycee_", lycee)):
        for name, role in (
            ("rupn", Role.RUPN), ("head", Role.HEAD), ("deputy", Role.DEPUTY), ("manager", Role.MANAGER),
        ):  # fmt: skip
            AffiliationFactory(user=person(prefix + name), role=role, school=school)
    AffiliationFactory(user=person("other_rupn"), role=Role.RUPN, school=college)

    teams: dict[str, Team] = {}

    def team(
        key: str, kind: TeamKind, coverage: Coverage, members: dict[str, Role], **columns: Any
    ) -> None:
        """Its lead is a member like the others; the contact above answers when the lead does not."""
        lead = columns.pop("lead", None) or person(f"{key}_lead")
        teams[key] = TeamFactory(
            code=key.replace("_", "-"), name=columns.pop("name", kind.label.capitalize()), kind=kind,
            coverage=coverage, calendar=columns.pop("calendar", office), lead=lead,
            substitute=person(f"{key}_substitute"), escalation_contact=person(f"{key}_contact"), **columns,
        )  # fmt: skip
        if kind is not TeamKind.HEAD:
            AffiliationFactory(user=lead, role=Role.TEAM_LEAD, team=teams[key])
        for name, role in members.items():
            AffiliationFactory(user=person(name), role=role, team=teams[key])

    rectorat = OrganisationFactory(code="rectorat")
    vienne = OrganisationFactory(
        code="departement-086", name="Département de la Vienne", kind=OrganisationKind.DEPARTEMENT
    )
    region = OrganisationFactory(
        code="region", name="Région Nouvelle-Aquitaine", kind=OrganisationKind.REGION
    )
    team(
        "desk",
        TeamKind.FRONT_DESK,
        Coverage.ACADEMY,
        {"desk_agent": Role.FRONT_DESK},
        organisation=rectorat,
    )
    team(
        "tip", TeamKind.TIP, Coverage.SCHOOLS,
        {"technician": Role.TECHNICIAN, "technician_2": Role.TECHNICIAN},
        organisation=rectorat, schools=[college, lycee],
    )  # fmt: skip
    team(
        "dsi",
        TeamKind.DSI,
        Coverage.ACADEMY,
        {"dsi_agent": Role.SERVICE_AGENT},
        organisation=rectorat,
    )
    team(
        "drane", TeamKind.DRANE, Coverage.DEPARTEMENT, {"drane_agent": Role.SERVICE_AGENT},
        organisation=rectorat, departement="086",
    )  # fmt: skip
    team(
        "dept", TeamKind.DEPARTEMENT, Coverage.DEPARTEMENT, {"dept_agent": Role.COLLECTIVITE_AGENT},
        organisation=vienne, departement="086",
    )  # fmt: skip
    team(
        "region",
        TeamKind.REGION,
        Coverage.ACADEMY,
        {"region_agent": Role.COLLECTIVITE_AGENT},
        organisation=region,
    )
    for key, school, head in (("head", college, "head"), ("lycee_head", lycee, "lycee_head")):
        team(
            f"{key}_office", TeamKind.HEAD, Coverage.SCHOOLS, {}, organisation=rectorat,
            lead=people[head], schools=[school], calendar=school_days,
            name=f"Chef d'établissement, {school.name}",
        )  # fmt: skip
    AffiliationFactory(user=person("referent"), role=Role.REFERENT, departement="086")
    AffiliationFactory(user=person("observer"), role=Role.OBSERVER)
    AffiliationFactory(user=person("administrator"), role=Role.ADMINISTRATOR)
    # Strangers: somebody without any role, and the référent of another département.
    person("nobody")
    AffiliationFactory(user=person("far_referent"), role=Role.REFERENT, departement="017")
    return World(college, lycee, people, teams)
