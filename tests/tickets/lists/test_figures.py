"""Figures lead to cards; no title, text, name or place of a person reaches either."""

import re
from datetime import UTC, datetime

import pytest

from accounts.enums import Role, SchoolKind
from tests.factories.accounts import SchoolFactory, TeamFactory, UserFactory
from tests.factories.tickets import FamilyFactory, MessageFactory, RequestTypeFactory, TicketFactory
from tests.tickets.lists.people import has_role
from tickets.enums import Status

pytestmark = pytest.mark.django_db

SECRETS = (
    "TITRE-SECRET",
    "TEXTE-SECRET",
    "NOM-SECRET",
    "LIEU-SECRET",
    "COLLEGE-SECRET",
    "ACTION-SECRETE",
    "COMMUNE-SECRETE",
)


@pytest.fixture
def observer():
    return has_role(Role.OBSERVER)


@pytest.fixture
def wifi():
    return RequestTypeFactory(code="RES-01", label="Wifi en panne")


def at(departement: str, **columns):
    return TicketFactory(school=SchoolFactory(departement=departement, served=True), **columns)


def figures(page: str) -> dict[str, list[int]]:
    """The numbers of each line of the table."""
    lines = re.findall(r"<th scope=\"row(?:group)?\">([^<]+)</th>(.*?)</tr>", page, re.DOTALL)
    cells = {}
    for label, rest in lines:
        texts = re.findall(r"<td[^>]*>(.*?)</td>", rest, re.DOTALL)
        cells[label] = [int(re.sub(r"<[^>]+>", "", text)) for text in texts]
    return cells


def test_counts_by_type_and_departement_with_totals(observer, wifi, sign_in) -> None:
    screens = RequestTypeFactory(
        code="MAT-02",
        label="Vidéoprojecteur",
        family=FamilyFactory(code="MAT", label="Matériel", order=2),
    )
    at("086", request_type=wifi)
    at("086", request_type=wifi)
    at("017", request_type=wifi)
    at("017", request_type=screens)

    page = sign_in(observer).get("/").content.decode()

    assert "Charente-Maritime (17)" in page
    assert figures(page) == {
        wifi.family.label.replace("'", "&#x27;"): [1, 2, 3],
        "Wifi en panne": [1, 2, 3],
        "Matériel": [1, 0, 1],
        "Vidéoprojecteur": [1, 0, 1],
        "Total": [2, 2, 4],
    }


def test_open_now_or_since_september(observer, wifi, sign_in) -> None:
    at("086", request_type=wifi)
    at("086", request_type=wifi, ended=True)
    last_year = datetime(2025, 8, 31, 21, 59, tzinfo=UTC)
    at("086", request_type=wifi, ended=True, opened_at=last_year)
    at(
        "086",
        request_type=wifi,
        ended=True,
        status=Status.MERGED,
        parent=TicketFactory(request_type=wifi, ended=True, opened_at=last_year),
    )
    client = sign_in(observer)

    assert figures(client.get("/chiffres/").content.decode())["Total"] == [1, 1]
    assert figures(client.get("/chiffres/?period=year").content.decode())["Total"] == [2, 2]


def test_each_figure_leads_to_as_many_cards(observer, wifi, sign_in) -> None:
    for departement in ("086", "086", "017"):
        at(departement, request_type=wifi)
    client = sign_in(observer)
    page = client.get("/chiffres/").content.decode()

    links = re.findall(r'<a href="(/chiffres/demandes/\?[^"]*)">(\d+)</a>', page)

    assert len(links) == 9
    for address, count in links:
        cards = client.get(address.replace("&amp;", "&")).content.decode()
        assert cards.count('<li class="relais-row">') == int(count)


def test_the_address_narrows(observer, wifi, sign_in) -> None:
    at("086", request_type=wifi)
    at("017", request_type=RequestTypeFactory(code="MAT-02", family=FamilyFactory(code="MAT")))
    client = sign_in(observer)

    assert figures(client.get("/chiffres/?departement=086").content.decode())["Total"] == [1, 1]
    assert figures(client.get("/chiffres/?family=MAT").content.decode())["Total"] == [1, 1]
    assert (
        "Aucune demande à compter"
        in client.get("/chiffres/?family=MAT&departement=086").content.decode()
    )


@pytest.mark.parametrize(
    "address",
    ["?departement=%00", "?family=%27", "?type=x", "?period=x", "?page=x", "?departement=٠٨٦"],
)
def test_a_malformed_address_counts_everything(address: str, observer, sign_in) -> None:
    at("086")
    client = sign_in(observer)

    assert figures(client.get(f"/chiffres/{address}").content.decode())["Total"] == [1, 1]
    assert (
        client.get(f"/chiffres/demandes/{address}")
        .content.decode()
        .count('<li class="relais-row">')
        == 1
    )


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.ADMINISTRATOR, Role.REFERENT])
def test_no_text_and_no_name_reaches_the_figures_or_the_cards(role: Role, sign_in) -> None:
    user = has_role(role)
    secret = {"first_name": "NOM-SECRET", "last_name": "NOM-SECRET"}
    school = SchoolFactory(
        name="COLLEGE-SECRET", commune="COMMUNE-SECRETE", kind=SchoolKind.LYCEE, served=True
    )
    holder = UserFactory(**secret)
    for ended in (False, True):
        ticket = TicketFactory(
            school=school, title="TITRE-SECRET", place="LIEU-SECRET", since="TITRE-SECRET", next_action="ACTION-SECRETE",
            requester=UserFactory(**secret), team=TeamFactory(name="NOM-SECRET", lead=holder), ended=ended,
            **({"next_action": ""} if ended else {}),
        ) if not ended else TicketFactory(school=school, title="TITRE-SECRET", requester=UserFactory(**secret), ended=True)  # fmt: skip
        MessageFactory(ticket=ticket, body="TEXTE-SECRET", author=ticket.requester)
    client = sign_in(user)

    for url in (
        "/chiffres/",
        "/chiffres/?period=year",
        "/chiffres/demandes/",
        "/chiffres/demandes/?period=year",
    ):
        page = client.get(url).content.decode()
        assert [word for word in SECRETS if word in page] == [], url
        assert str(ticket.number) not in page
    assert "Lycée · Vienne (86)" in " ".join(page.split())


def test_an_observer_reads_no_ticket_elsewhere(observer, sign_in) -> None:
    TicketFactory(title="TITRE-SECRET")

    assert "TITRE-SECRET" not in sign_in(observer).get("/demandes/").content.decode()


@pytest.mark.parametrize("how_many", [1, 3])
@pytest.mark.parametrize(("url", "queries"), [("/chiffres/", 7), ("/chiffres/demandes/", 5)])
def test_figures_and_cards_cost_the_same_for_one_row_and_for_three(
    url: str, queries: int, how_many: int, observer, sign_in, django_assert_num_queries
) -> None:
    for n in range(how_many):
        at("086", request_type=RequestTypeFactory(code=f"RES-1{n}"))
    client = sign_in(observer)
    client.get(url)

    # the session, the person, two for the roles; the table and its filters, or a page of cards
    with django_assert_num_queries(queries):
        client.get(url)
