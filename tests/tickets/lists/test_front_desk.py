"""What the front desk qualifies, what came back, what a référent arbitrates."""

from datetime import timedelta

import pytest

from accounts.enums import Role, TeamKind
from tests.factories.accounts import SchoolFactory, TeamFactory
from tests.factories.tickets import NOW, TicketFactory
from tests.tickets.lists.people import has_role
from tests.tickets.lists.test_carried import parts
from tickets.enums import Status, TransferOutcome
from tickets.models import Transfer

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return TeamFactory(kind=TeamKind.FRONT_DESK, name="Guichet")


@pytest.fixture
def clerk(desk):
    return has_role(Role.FRONT_DESK, team=desk)


def new(desk, **columns):
    return TicketFactory(team=desk, status=Status.NEW, **columns)


def transferred(ticket, to, outcome, **columns):
    return Transfer.objects.create(
        ticket=ticket, from_team=TeamFactory(), to_team=to, asked_by=ticket.requester, asked_at=NOW,
        answer_due_at=NOW + timedelta(days=1), reason="Pas chez nous.", outcome=outcome, **columns,
    )  # fmt: skip


def came_back(desk, **columns):
    ticket = new(desk, **columns)
    answered = {
        "answered_by": ticket.requester,
        "answered_at": NOW,
        "answer_reason": "C'est l'ENT.",
    }
    transferred(ticket, TeamFactory(name="DSI"), TransferOutcome.REFUSED, **answered)
    return ticket


def disputed(**columns):
    to = TeamFactory()
    ticket = TicketFactory(status=Status.ASSIGNED, offered_to=to, in_arbitration=True, **columns)
    transferred(ticket, to, TransferOutcome.ARBITRATION)
    return ticket


def test_what_came_back_is_before_what_is_new(desk, clerk, sign_in) -> None:
    new(desk, title="ça ne marche plus")
    came_back(desk, title="refusée")
    TicketFactory(title="en cours ailleurs")

    page = sign_in(clerk).get("/").content.decode()

    assert list(parts(page).items()) == [
        ("Transferts refusés", ["refusée"]),
        ("À qualifier", ["ça ne marche plus"]),
    ]
    assert "Refusée par DSI : « C'est l'ENT. »" in page.replace("&#x27;", "'")


def test_a_desk_qualifies_its_own(desk, clerk, sign_in) -> None:
    new(TeamFactory(kind=TeamKind.FRONT_DESK), title="autre guichet")

    assert "autre guichet" not in sign_in(clerk).get("/").content.decode()


def test_a_referent_arbitrates_in_his_departement_alone(sign_in) -> None:
    disputed(title="ici", school=SchoolFactory(departement="086"))
    disputed(title="là-bas", school=SchoolFactory(departement="017"))

    shown = parts(sign_in(has_role(Role.REFERENT, departement="086")).get("/").content.decode())

    assert shown["À arbitrer"] == ["ici"]


def test_a_referent_sees_what_waits_at_the_desk_for_his_departement(desk, sign_in) -> None:
    new(desk, title="ici", school=SchoolFactory(departement="086"))
    new(desk, title="là-bas", school=SchoolFactory(departement="017"))

    shown = parts(sign_in(has_role(Role.REFERENT, departement="086")).get("/").content.decode())

    assert shown["À qualifier"] == ["ici"]


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_screen_costs_the_same_for_one_row_and_for_three(
    how_many: int, desk, sign_in, django_assert_num_queries
) -> None:
    for _ in range(how_many):
        new(desk)
        came_back(desk)
        disputed()
    client = sign_in(has_role(Role.REFERENT, departement="086"))
    client.get("/")

    # the session, the person, two for the roles; to qualify, refused, to arbitrate
    with django_assert_num_queries(7):
        client.get("/")
