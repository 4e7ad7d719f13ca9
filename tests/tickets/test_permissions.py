"""Who sees, who may: one sentence read from three ends, in worlds made at random."""

import random
from datetime import date, timedelta
from itertools import product

import pytest

from accounts.enums import ACADEMY_ROLES, DEPARTEMENT_ROLES, SCHOOL_ROLES, Coverage, Role, TeamKind
from accounts.models import Affiliation, Team, User
from accounts.permissions import Actor
from accounts.queries.actors import actor_for
from tests.factories.accounts import AffiliationFactory, SchoolFactory, TeamFactory, UserFactory
from tests.factories.tickets import TicketFactory
from tests.factories.world import NOW, make_world
from tickets.actions.talk import note
from tickets.enums import ENDED, Deed, Status
from tickets.models import Ticket
from tickets.permissions import (
    WHO,
    Party,
    allowed_actions,
    can,
    parties,
    sees,
    sees_internal,
    viewers,
    visible,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 12)
KINDS = [TeamKind.TIP, TeamKind.DSI, TeamKind.FRONT_DESK, TeamKind.HEAD, TeamKind.DRANE]
TEAM_ROLE = {TeamKind.FRONT_DESK: Role.FRONT_DESK, TeamKind.TIP: Role.TECHNICIAN}


class RandomWorld:
    """Schools of two départements, teams of all kinds (some closed), people with past, present and future roles."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        departements = ["086", "017"]
        self.schools = [
            SchoolFactory(departement=self.chance.choice(departements)) for _ in range(4)
        ]
        self.users = [UserFactory(is_active=self.chance.random() < 0.9) for _ in range(22)]
        self.teams = [self._team(kind) for kind in self.chance.choices(KINDS, k=6)]
        for user in self.users:
            for _ in range(self.chance.randrange(0, 4)):
                self._role(user)
        self.tickets = [self._ticket() for _ in range(10)]

    def _person(self) -> User | None:
        return self.chance.choice([*self.users, None])

    def _team(self, kind: TeamKind) -> Team:
        lead, substitute = self._person(), self._person()
        return TeamFactory(
            kind=kind, lead=lead, substitute=None if substitute == lead else substitute,
            escalation_contact=self._person(), active=self.chance.random() < 0.8, coverage=Coverage.ACADEMY,
        )  # fmt: skip

    def _role(self, user: User) -> None:
        start = TODAY + timedelta(days=self.chance.choice([-400, -30, 0, 1, 30]))
        end = self.chance.choice(
            [None, None, start, start + timedelta(days=30), start + timedelta(days=500)]
        )
        role = self.chance.choice(
            [*SCHOOL_ROLES, *SCHOOL_ROLES, "team", "team", *DEPARTEMENT_ROLES, *ACADEMY_ROLES]
        )
        where: dict[str, object] = {}
        if role == "team":
            team = self.chance.choice(self.teams)
            role, where = TEAM_ROLE.get(team.kind, Role.SERVICE_AGENT), {"team": team}
        elif role in SCHOOL_ROLES:
            where = {"school": self.chance.choice(self.schools)}
        elif role in DEPARTEMENT_ROLES:
            where = {"departement": self.chance.choice(["086", "017"])}
        said = {"user": user, "role": role, "starts_on": start, **where}
        if not Affiliation.objects.filter(**said).exists():
            AffiliationFactory(**said, ends_on=end)

    def _ticket(self) -> Ticket:
        team, *others = self.chance.sample(self.teams, self.chance.randrange(1, 4))
        status = self.chance.choice(
            [Status.NEW, Status.ASSIGNED, Status.TAKEN, Status.REOPENED, *ENDED]
        )
        said: dict[str, object] = {"status": status, "ended": status in ENDED}
        if status == Status.MERGED:
            said["parent"] = TicketFactory()
        if status == Status.REFUSED:
            said["outcome_motive"] = "budget"
        if status == Status.ASSIGNED and others:
            said["offered_to"] = others[0]
        if status not in ENDED:
            said["holder"] = self.chance.choice(self.users)
        return TicketFactory(
            school=self.chance.choice(self.schools), team=team, requester=self.chance.choice(self.users),
            seen_by_teams=[each.pk for each in (team, *others)], **said,
        )  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_visible_sees_and_viewers_say_the_same(seed):
    world = RandomWorld(seed)
    tickets = list(Ticket.objects.select_related("school"))
    for day in (TODAY, TODAY + timedelta(days=31), TODAY - timedelta(days=200)):
        actors = {user.pk: actor_for(user, day) for user in User.objects.all()}
        seen = {
            pk: set(Ticket.objects.visible_to(actor).values_list("pk", flat=True))
            for pk, actor in actors.items()
        }
        for ticket in tickets:
            watching = set(User.objects.filter(viewers(ticket, day)).values_list("pk", flat=True))
            assert watching == {pk for pk, of in seen.items() if ticket.pk in of}
            assert watching == {pk for pk, actor in actors.items() if sees(actor, ticket)}
    assert any(seen.values()), "a world in which nobody sees anything proves nothing"
    assert world.users


@pytest.mark.parametrize("seed", range(12, 20))
def test_who_may_do_something_sees_it_and_internal_is_for_no_school(seed):
    RandomWorld(seed)
    tickets = list(Ticket.objects.select_related("school"))
    done = 0
    for user in User.objects.all():
        actor = actor_for(user, TODAY)
        for ticket in tickets:
            allowed = allowed_actions(actor, ticket)
            done += len(allowed)
            if allowed or set(parties(actor, ticket)):
                assert sees(actor, ticket)
            if sees_internal(actor, ticket):
                assert sees(actor, ticket)
                assert ticket.school_id not in actor.schools
            else:
                assert Deed.NOTE not in allowed
    assert done


def test_an_inactive_account_opens_nothing():
    for seed in (3, 4):
        RandomWorld(seed)
    for user in User.objects.filter(is_active=False):
        assert actor_for(user, TODAY) == Actor(user_id=user.pk)
        assert not Ticket.objects.visible_to(actor_for(user, TODAY)).exists()


#: A stranger sees nothing, whatever the ticket; a team sees what it has or had; schools see themselves.
SEES_A_WIFI_OF_THE_COLLEGE = {
    "rupn", "other_rupn", "head", "deputy", "manager",
    "technician", "technician_2", "tip_lead", "tip_substitute", "tip_contact",
    "desk_lead", "desk_agent", "desk_substitute", "desk_contact", "referent", "administrator",
}  # fmt: skip


def test_who_sees_a_request_of_the_college():
    world = make_world()
    ticket = world.taken()
    found = {name for name in world.people if sees(world.actor(name), ticket)}
    assert found == SEES_A_WIFI_OF_THE_COLLEGE
    assert found == {
        name
        for name, user in world.people.items()
        if User.objects.filter(viewers(ticket, TODAY), pk=user.pk).exists()
    }


SEES_NOTES = SEES_A_WIFI_OF_THE_COLLEGE - {"rupn", "other_rupn", "head", "deputy", "manager"}


def test_who_reads_the_internal_notes():
    world = make_world()
    ticket = world.taken()
    note(number=ticket.number, body="Interne", actor=world.actor("technician"), now=NOW)
    assert {name for name in world.people if sees_internal(world.actor(name), ticket)} == SEES_NOTES


def test_the_office_of_the_head_reads_no_internal_note():
    """Its substitute comes from outside the school: he decides in the head's place, with what the head sees."""
    world = make_world()
    ticket = world.open("EQU-03")
    for name in ("head", "head_office_substitute", "head_office_contact"):
        assert sees(world.actor(name), ticket)
        assert not sees_internal(world.actor(name), ticket)


def test_an_old_rupn_sees_nothing_any_more():
    """Not even what he opened, holds or follows."""
    world = make_world()
    ticket = world.open()
    Ticket.objects.filter(pk=ticket.pk).update(holder=world.user("rupn"))
    Affiliation.objects.filter(user=world.user("rupn")).update(ends_on=TODAY)
    world.forget_actors()
    actor = world.actor("rupn")
    ticket.refresh_from_db()
    assert not Ticket.objects.visible_to(actor).exists()
    assert not User.objects.filter(viewers(ticket, TODAY), pk=actor.user_id).exists()
    assert allowed_actions(actor, ticket) == []
    assert set(parties(actor, ticket)) == set()


def test_a_role_that_begins_tomorrow_opens_nothing_today():
    world = make_world()
    ticket = world.open()
    new = AffiliationFactory(school=world.college, starts_on=TODAY + timedelta(days=1)).user
    assert not sees(actor_for(new, TODAY), ticket)
    assert sees(actor_for(new, TODAY + timedelta(days=1)), ticket)


def test_an_observer_sees_no_ticket():
    world = make_world()
    world.open()
    assert not Ticket.objects.filter(visible(world.actor("observer"))).exists()


def test_every_deed_has_somebody_who_may_and_the_system_only_its_own():
    assert set(WHO) == set(Deed)
    for deed, who in WHO.items():
        assert who
        assert (Party.SYSTEM in who) == (deed in {Deed.SILENT_RESOLUTION, Deed.SILENT_CLOSURE})


def test_a_stranger_may_do_nothing():
    world = make_world()
    tickets = [world.open(), world.taken(), world.open("EQU-03"), world.open(None)]
    for ticket, name in product(
        tickets, ("nobody", "observer", "far_referent", "lycee_rupn", "lycee_head", "region_lead")
    ):
        assert not any(can(world.actor(name), deed, ticket) for deed in Deed)
