"""The requests of my school, and of no other; for the head, the approvals first."""

import re
from datetime import timedelta

import pytest

from accounts.enums import Role, TeamKind
from accounts.models import Team
from tests.factories.accounts import AffiliationFactory, SchoolFactory, TeamFactory, UserFactory
from tests.factories.catalogue import (
    CompetenceRuleFactory,
    RequestTypeFactory,
    academy,
    covered_school,
)
from tests.factories.tickets import NOW, EventFactory, TicketFactory
from tests.tickets.lists.people import TODAY, YESTERDAY, has_role, promised
from tests.tickets.lists.test_carried import parts
from tickets.enums import EventKind, Status, Visibility

pytestmark = pytest.mark.django_db
ASKED = {
    "status": Status.WAITING_REQUESTER,
    "waiting_for": "Le demandeur",
    "waiting_reason": "Quelle salle ?",
}


@pytest.fixture
def school():
    return SchoolFactory(name="Collège Jean-Moulin", commune="Confluens")


@pytest.fixture
def rupn(school):
    return has_role(Role.RUPN, school=school)


def to_approve(school, head, **columns):
    office = Team.objects.filter(kind=TeamKind.HEAD, schools=school, lead=head).first()
    office = office or TeamFactory(kind=TeamKind.HEAD, lead=head, schools=[school])
    return TicketFactory(
        school=school, team=office, status=Status.WAITING_DECISION, approval_pending=True,
        waiting_for="Le chef d'établissement", waiting_reason="Accord nécessaire", **columns,
    )  # fmt: skip


def test_what_waits_for_us_is_first(school, rupn, sign_in) -> None:
    TicketFactory(school=school, title="réparation en cours")
    TicketFactory(school=school, title="à confirmer", status=Status.RESOLVED, holder=rupn)
    TicketFactory(school=school, title="à répondre", holder=rupn, **ASKED, **promised(TODAY))
    TicketFactory(school=school, title="réglée", ended=True)
    TicketFactory(school=school, title="ancienne", ended=True, closed_at=NOW - timedelta(days=31))

    shown = parts(sign_in(rupn).get("/").content.decode())

    assert list(shown.items()) == [
        ("Ce qui vous attend", ["à répondre", "à confirmer"]),
        ("En cours", ["réparation en cours"]),
        ("Terminées depuis un mois", ["réglée"]),
    ]


def test_what_waits_for_a_colleague_waits_for_the_rupn_too(school, rupn, sign_in) -> None:
    colleague = has_role(Role.RUPN, school=school)
    TicketFactory(school=school, title="question", requester=colleague, holder=colleague, **ASKED)

    assert parts(sign_in(rupn).get("/").content.decode())["Ce qui vous attend"] == ["question"]


def test_a_manager_is_not_asked_in_place_of_the_rupn(school, rupn, sign_in) -> None:
    TicketFactory(school=school, title="question", requester=rupn, holder=rupn, **ASKED)
    manager = has_role(Role.MANAGER, school=school)

    shown = parts(sign_in(manager).get("/").content.decode())

    assert (shown.get("Ce qui vous attend"), shown["En cours"]) == (None, ["question"])


def test_the_state_is_said_to_who_reads_it(school, rupn, sign_in) -> None:
    ticket = TicketFactory(school=school, holder=rupn, **ASKED)
    technician = has_role(Role.TECHNICIAN, team=ticket.team)

    assert "en attente de votre réponse" in sign_in(rupn).get("/").content.decode()
    page = sign_in(technician).get("/demandes/").content.decode()
    assert ">en attente du demandeur</p>" in page


def test_another_school_s_never_appears(school, rupn, sign_in) -> None:
    for columns in ({}, {"ended": True}, {"holder": rupn, **ASKED}, {"requester": rupn}):
        TicketFactory(title="ailleurs", **columns)

    page = sign_in(rupn).get("/").content.decode()

    assert "ailleurs" not in page
    assert "Rien n&#x27;est en cours" in page or "Rien n'est en cours" in page


def test_who_changed_school_sees_the_new_one_alone(sign_in) -> None:
    old, new = SchoolFactory(), SchoolFactory()
    user = AffiliationFactory(school=old, ends_on=TODAY).user
    AffiliationFactory(user=user, school=new)
    TicketFactory(school=old, requester=user, title="ancien collège")
    TicketFactory(school=new, title="nouveau collège")

    page = sign_in(user).get("/").content.decode()

    assert ("ancien collège" in page, "nouveau collège" in page) == (False, True)


def test_the_last_news_is_the_last_public_one_of_a_person(school, rupn, sign_in) -> None:
    ticket = TicketFactory(school=school)
    EventFactory(ticket=ticket, kind=EventKind.ANSWERED, at=NOW - timedelta(days=4))
    EventFactory(ticket=ticket, kind=EventKind.NOTED, visibility=Visibility.INTERNAL)
    EventFactory(ticket=ticket, kind=EventKind.REMINDED, actor=None)

    assert "Dernière nouvelle : réponse, il y a 4 jours" in sign_in(rupn).get("/").content.decode()


def test_the_head_approves_from_the_first_screen(school, sign_in) -> None:
    head = has_role(Role.HEAD, school=school)
    ticket = to_approve(school, head, title="classe mobile", version=7)

    page = sign_in(head).get("/").content.decode()

    assert next(iter(parts(page).items())) == ("Attend votre accord", ["classe mobile"])
    form = re.search(r"<form[^>]*/approve/.*?</form>", page, re.DOTALL)
    assert form is not None
    assert f'action="/demandes/{ticket.number}/approve/"' in form[0]
    assert 'name="version" value="7"' in form[0]
    assert "csrfmiddlewaretoken" in form[0]


def test_what_the_form_of_the_first_screen_sends_is_an_approval(sign_in) -> None:
    academy()
    school = covered_school()
    head = school.affiliations.get(role=Role.HEAD).user
    kind = CompetenceRuleFactory().request_type
    ticket = to_approve(school, head, title="classe mobile", request_type=kind)
    client = sign_in(head)

    client.post(f"/demandes/{ticket.number}/approve/", {"version": ticket.version})

    ticket.refresh_from_db()
    assert (ticket.status, ticket.approval_pending) == (Status.ASSIGNED, False)
    shown = parts(client.get("/").content.decode())
    assert (shown.get("Attend votre accord"), shown["En cours"]) == (None, ["classe mobile"])


def test_a_rupn_is_not_offered_the_head_s_approval(school, rupn, sign_in) -> None:
    to_approve(school, UserFactory(), title="classe mobile")

    page = sign_in(rupn).get("/").content.decode()

    assert parts(page)["En cours"] == ["classe mobile"]
    assert "/approve/" not in page


def test_a_head_does_not_approve_for_another_school(sign_in) -> None:
    head = has_role(Role.HEAD)
    to_approve(SchoolFactory(), head, title="pas chez moi")

    assert "pas chez moi" not in sign_in(head).get("/").content.decode()


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_screen_of_a_rupn_costs_the_same_for_one_row_and_for_three(
    how_many: int, school, rupn, sign_in, django_assert_num_queries
) -> None:
    for n in range(how_many):
        TicketFactory(school=school, request_type=RequestTypeFactory(code=f"RES-1{n}"))
        TicketFactory(school=school, holder=UserFactory(), **ASKED)
        TicketFactory(school=school, ended=True)
    client = sign_in(rupn)
    client.get("/")

    # the session, the person, two for the roles; what waits, what is under way, what has ended
    with django_assert_num_queries(7):
        client.get("/")


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_screen_of_a_head_costs_the_same_for_one_row_and_for_three(
    how_many: int, school, sign_in, django_assert_num_queries
) -> None:
    head = has_role(Role.HEAD, school=school)
    for _ in range(how_many):
        to_approve(school, head, **promised(YESTERDAY))
        TicketFactory(school=school)
    client = sign_in(head)
    client.get("/")

    with django_assert_num_queries(8):
        client.get("/")
