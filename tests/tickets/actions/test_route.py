"""Where a new request goes: the competent team, the head first when it commits money, the front desk in doubt."""

from datetime import UTC, date, datetime

import pytest

from accounts.enums import Role, SchoolKind, TeamKind
from accounts.models import School, Team, User
from accounts.queries.actors import actor_for
from tests.factories.accounts import AffiliationFactory
from tests.factories.catalogue import academy, covered_school
from tickets.actions.decide import approve
from tickets.actions.load_catalogue import load_catalogue
from tickets.actions.open_ticket import Draft, open_ticket
from tickets.enums import EventKind, Status
from tickets.models import RequestType, Ticket

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 19, 8, 5, tzinfo=UTC)
TODAY = date(2026, 3, 19)


@pytest.fixture
def school() -> School:
    load_catalogue()
    academy()
    return covered_school(SchoolKind.COLLEGE)


@pytest.fixture
def rupn(school: School) -> User:
    return AffiliationFactory(role=Role.RUPN, school=school).user


def send(person: User, school: School, code: str | None, **said: object) -> Ticket:
    kind = RequestType.objects.get(code=code) if code else None
    draft = Draft(school=school, title="Besoin d'aide", body="Bonjour.", request_type=kind, **said)
    return open_ticket(draft=draft, actor=actor_for(person, TODAY), now=NOW)


def test_r04_a_request_without_type_waits_at_the_front_desk_to_be_qualified(
    school: School, rupn: User
) -> None:
    ticket = send(rupn, school, None)
    assert (ticket.status, ticket.request_type.code) == (Status.NEW, "HOR-02")
    assert ticket.team.kind == TeamKind.FRONT_DESK
    assert ticket.holder == ticket.team.lead


def test_r04_a_doubt_is_written_in_the_history_and_never_guessed(
    school: School, rupn: User
) -> None:
    Team.objects.filter(kind=TeamKind.DSI).update(lead=None)
    ticket = send(rupn, school, "ENT-06")
    assert ticket.team.kind == TeamKind.FRONT_DESK
    routed = ticket.events.get(kind=EventKind.ROUTED)
    assert routed.data["doubt"] == "file sans responsable"


def test_an_incident_is_held_by_the_lead_of_the_technicians(school: School, rupn: User) -> None:
    ticket = send(rupn, school, "RES-06")
    assert (ticket.status, ticket.team.kind) == (Status.ASSIGNED, TeamKind.TIP)
    assert ticket.holder == ticket.team.lead


def test_r08_what_commits_money_goes_to_the_head_first_and_then_to_the_collectivite(
    school: School, rupn: User
) -> None:
    ticket = send(rupn, school, "EQU-03", answers={"tablet_count": 15})
    head = Team.objects.get(kind=TeamKind.HEAD, schools=school).lead
    assert head is not None
    assert (ticket.status, ticket.holder, ticket.approval_pending) == (
        Status.WAITING_DECISION,
        head,
        True,
    )
    approve(number=ticket.number, actor=actor_for(head, TODAY), now=NOW)
    ticket.refresh_from_db()
    assert (ticket.status, ticket.team.kind) == (Status.ASSIGNED, TeamKind.DEPARTEMENT)


def test_r08_the_head_s_own_request_needs_no_approval(school: School) -> None:
    head = Team.objects.get(kind=TeamKind.HEAD, schools=school).lead
    assert head is not None
    ticket = send(head, school, "EQU-03", answers={"tablet_count": 15})
    assert (ticket.status, ticket.team.kind) == (Status.ASSIGNED, TeamKind.DEPARTEMENT)
