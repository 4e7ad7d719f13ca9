"""What I carry, by promised date; what my team has to take."""

import re
from datetime import timedelta

import pytest

from accounts.enums import Role
from tests.factories.accounts import AffiliationFactory, SchoolFactory, TeamFactory, UserFactory
from tests.factories.catalogue import RequestTypeFactory
from tests.factories.tickets import NOW, TicketFactory
from tests.tickets.lists.people import TODAY, TOMORROW, YESTERDAY, has_role, promised
from tickets.enums import Status, TransferOutcome
from tickets.models import Transfer
from tickets.rules.next_action import PROMISE_AGAIN

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return TeamFactory(name="Techniciens de la Vienne")


@pytest.fixture
def technician(team):
    return has_role(Role.TECHNICIAN, team=team)


def parts(page: str) -> dict[str, list[str]]:
    """The titles under each heading of the screen."""
    found = {}
    for section in re.split(r"<h2", page[: page.index("</main>")])[1:]:
        heading = re.sub(
            r"<[^>]+>|\d+", " ", section[section.index(">") + 1 : section.index("</h2>")]
        )
        found[" ".join(heading.split())] = re.findall(
            r'<a href="/demandes/\d+/">([^<]+)</a>', section
        )
    return found


def unclaimed(team, **columns):
    return TicketFactory(team=team, status=Status.ASSIGNED, **columns)


def offered(to, **columns):
    ticket = TicketFactory(status=Status.ASSIGNED, offered_to=to, **columns)
    ticket.seen_by_teams = [ticket.team_id, to.pk]
    ticket.save()
    Transfer.objects.create(
        ticket=ticket, from_team=ticket.team, to_team=to, asked_by=ticket.holder, asked_at=NOW,
        answer_due_at=NOW + timedelta(days=1), reason="C'est un problème de câblage.",
        outcome=TransferOutcome.PENDING,
    )  # fmt: skip
    return ticket


def test_three_blocks_by_promised_date_then_the_team_s(team, technician, sign_in) -> None:
    for title, day in (("demain", TOMORROW), ("hier", YESTERDAY), ("ce jour", TODAY)):
        TicketFactory(team=team, holder=technician, title=title, **promised(day))
    unclaimed(team, title="à prendre")
    offered(team, title="proposée")

    assert parts(sign_in(technician).get("/").content.decode()) == {
        "Date dépassée": ["hier"],
        "Aujourd'hui": ["ce jour"],
        "À venir": ["demain"],
        "Transferts à accepter": ["proposée"],
        "À prendre dans mon équipe": ["à prendre"],
    }


def test_today_is_today_until_midnight_even_after_the_hour(team, technician, sign_in) -> None:
    columns = promised(TODAY) | {"due_at": NOW - timedelta(hours=1)}
    TicketFactory(team=team, holder=technician, title="ce matin", **columns)

    assert parts(sign_in(technician).get("/").content.decode())["Aujourd'hui"] == ["ce matin"]


def test_an_overdue_date_is_said_in_words(team, technician, sign_in) -> None:
    TicketFactory(team=team, holder=technician, **promised(YESTERDAY))

    page = " ".join(sign_in(technician).get("/").content.decode().split())

    assert "<strong>Date dépassée</strong> : mercredi 11 mars, hier" in page


def test_a_broken_promise_is_overdue_until_a_new_date_is_given(team, technician, sign_in) -> None:
    TicketFactory(
        team=team, holder=technician, title="manquée", next_action=PROMISE_AGAIN, **promised(TODAY)
    )

    page = " ".join(sign_in(technician).get("/").content.decode().split())

    assert parts(page)["Date dépassée"] == ["manquée"]
    assert parts(page)["Aujourd'hui"] == []
    assert "nouvelle date à donner avant le jeudi 12 mars, aujourd&#x27;hui" in page


def test_each_row_says_who_has_the_ball(team, technician, sign_in) -> None:
    TicketFactory(team=team, holder=technician, next_action="Remplacer la borne")

    page = sign_in(technician).get("/").content.decode()

    assert (
        f"Entre les mains de {technician} (depuis 3 j) — prochaine action : Remplacer la borne"
        " — avant le vendredi 20 mars" in page
    )
    assert "Vendredi 20 mars, dans 8 jours" in page


def test_what_the_lead_holds_by_default_is_apart(team, sign_in) -> None:
    unclaimed(team, title="à prendre")
    TicketFactory(team=team, title="promise par la responsable")

    shown = parts(sign_in(team.lead).get("/").content.decode())

    assert shown["À venir"] == ["promise par la responsable"]
    assert shown["À prendre dans mon équipe"] == ["à prendre"]


def test_who_offers_a_transfer_still_carries_it(team, technician, sign_in) -> None:
    other = TeamFactory()
    offered(other, team=team, holder=technician, title="proposée ailleurs")

    shown = parts(sign_in(technician).get("/").content.decode())

    assert shown["À venir"] == ["proposée ailleurs"]
    assert "Transferts à accepter" not in shown


def test_the_offer_says_who_asks_and_why(team, technician, sign_in) -> None:
    ticket = offered(team)

    page = sign_in(technician).get("/").content.decode().replace("&#x27;", "'")

    assert f"Proposée par {ticket.team.name} : « C'est un problème de câblage. »" in page


def test_what_is_in_arbitration_is_not_mine_to_accept(team, technician, sign_in) -> None:
    offered(team, in_arbitration=True)

    assert "Transferts à accepter" not in parts(sign_in(technician).get("/").content.decode())


def test_another_team_s_and_another_person_s_are_not_mine(technician, team, sign_in) -> None:
    unclaimed(TeamFactory(), title="autre équipe")
    TicketFactory(team=team, title="autre personne")
    TicketFactory(title="rien à voir", **promised(YESTERDAY))

    page = sign_in(technician).get("/").content.decode()

    assert not any(parts(page).values())
    assert "Vous ne portez aucune demande" in page


def test_who_left_the_team_sees_nothing_of_what_he_held(team, sign_in) -> None:
    gone = AffiliationFactory(role=Role.TECHNICIAN, team=team, ends_on=TODAY).user
    AffiliationFactory(user=gone, role=Role.TECHNICIAN, team=TeamFactory())
    TicketFactory(team=team, holder=gone, title="tenue avant")

    assert "tenue avant" not in sign_in(gone).get("/").content.decode()


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_screen_costs_the_same_for_one_row_and_for_three(
    how_many: int, team, technician, sign_in, django_assert_num_queries
) -> None:
    for n in range(how_many):
        TicketFactory(
            team=team,
            holder=technician,
            request_type=RequestTypeFactory(code=f"RES-1{n}"),
            **promised(YESTERDAY),
        )
        TicketFactory(team=team, holder=technician, school=SchoolFactory())
        unclaimed(team, holder=UserFactory())
        offered(team)
    client = sign_in(technician)
    client.get("/")

    # the session, the person, two for the roles; what is held, offered, to take
    with django_assert_num_queries(7):
        client.get("/")
