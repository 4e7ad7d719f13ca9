"""Everything that I see, narrowed by the address; never what I do not see."""

import re

import pytest

from accounts.enums import Role, TeamKind
from tests.factories.accounts import AffiliationFactory, SchoolFactory, TeamFactory
from tests.factories.tickets import FamilyFactory, RequestTypeFactory, TicketFactory
from tests.tickets.lists.people import TOMORROW, YESTERDAY, has_role, promised
from tickets.enums import Status

pytestmark = pytest.mark.django_db

FILTERS = (
    *("", "?state=open", "?state=ended", "?holder=me", "?sort=due", "?q=wifi", "?school=college"),
    *("?status=taken", "?opened_after=2020-01-01", "?opened_before=2030-01-01"),
)


def titles(page: str) -> list[str]:
    return re.findall(r'<a href="/demandes/\d+/">([^<]+)</a>', page)


def listed(client, address: str = "") -> list[str]:
    response = client.get(f"/demandes/{address}")
    assert response.status_code == 200
    return titles(response.content.decode())


@pytest.fixture
def rupn():
    return has_role(Role.RUPN)


@pytest.fixture
def school(rupn):
    return rupn.affiliations.get().school


@pytest.fixture
def clerk():
    return has_role(Role.FRONT_DESK, team=TeamFactory(kind=TeamKind.FRONT_DESK))


@pytest.mark.parametrize(
    "role", [Role.RUPN, Role.HEAD, Role.TECHNICIAN, Role.OBSERVER, Role.REFERENT]
)
def test_no_filter_shows_what_one_does_not_see(role: Role, sign_in) -> None:
    user = has_role(role, departement="086") if role is Role.REFERENT else has_role(role)
    elsewhere = SchoolFactory(name="College lointain", departement="017")
    for ended in (False, True):
        TicketFactory(school=elsewhere, title="wifi secret", requester=user, ended=ended)
    TicketFactory(school=elsewhere, title="wifi secret", holder=user)

    client = sign_in(user)

    for address in FILTERS:
        page = client.get(f"/demandes/{address}").content.decode()
        assert ("secret" in page, "lointain" in page) == (False, False), address


def test_the_most_recent_first(rupn, school, sign_in) -> None:
    for title in ("une", "deux", "trois"):
        TicketFactory(school=school, title=title)

    assert listed(sign_in(rupn)) == ["trois", "deux", "une"]


def test_by_promised_date_the_open_ones_alone(rupn, school, sign_in) -> None:
    TicketFactory(school=school, title="demain", **promised(TOMORROW))
    TicketFactory(school=school, title="hier", **promised(YESTERDAY))
    TicketFactory(school=school, title="finie", ended=True)

    assert listed(sign_in(rupn), "?sort=due") == ["hier", "demain"]


NARROWED = {
    "?state=open": ["imprimante"],
    "?state=ended": ["écran éteint"],
    "?status=closed": ["écran éteint"],
    "?q=ecran": ["écran éteint"],
    "?q=IMPRI": ["imprimante"],
    "?q=4001": ["imprimante"],
    "?q=n°+4001": ["imprimante"],
    "?q=%25": [],
    "?family=MAT": ["imprimante"],
    "?type=MAT-03": ["imprimante"],
    "?opened_after=2026-03-09": ["écran éteint", "imprimante"],
    "?opened_before=2026-03-08": [],
    "?opened_before=09/03/2026": ["écran éteint", "imprimante"],
    "?school=tilleuls": ["imprimante"],
    "?school=ÂMBRAC": ["imprimante"],
    "?team=tip-a": ["imprimante"],
    "?q=impri&state=ended": [],
}


def test_each_filter_narrows(clerk, sign_in) -> None:
    TicketFactory(
        number=4001, title="imprimante", team=TeamFactory(code="tip-a"),
        school=SchoolFactory(name="Collège Les Tilleuls", commune="Ambrac"),
        request_type=RequestTypeFactory(code="MAT-03", family=FamilyFactory(code="MAT")),
    )  # fmt: skip
    TicketFactory(number=4002, title="écran éteint", ended=True)

    client = sign_in(clerk)

    assert {address: listed(client, address) for address in NARROWED} == NARROWED


def test_by_uai(clerk, sign_in) -> None:
    wanted = TicketFactory(title="ici").school
    TicketFactory(title="ailleurs")

    assert listed(sign_in(clerk), f"?school={wanted.uai.lower()}") == ["ici"]


def test_what_i_hold(sign_in) -> None:
    team = TeamFactory()
    me = has_role(Role.TECHNICIAN, team=team)
    TicketFactory(team=team, holder=me, title="à moi")
    TicketFactory(team=team, title="à une autre")

    assert listed(sign_in(me), "?holder=me") == ["à moi"]


MALFORMED = (
    "?state=x", "?status=x", "?family=x", "?type=x", "?team=x", "?holder=x", "?sort=x", "?opened_after=x",
    "?opened_before=2026-13-45", "?opened_after=0000-00-00", "?q=%00", "?school=%00", "?q=" + "9" * 60,
    "?q=" + "x" * 500, "?page=x", "?page=%00", "?page=" + "A" * 3000, "?sort=due&sort=x", "?q=%ff", "?q=n°",
    "?type=RES-01%00", "?holder=me&holder=x", "?opened_after=9999-12-31", "?opened_before=0001-01-01",
)  # fmt: skip


def test_a_malformed_address_is_no_error(rupn, school, sign_in) -> None:
    TicketFactory(school=school)
    client = sign_in(rupn)

    answers = {address: client.get(f"/demandes/{address}").status_code for address in MALFORMED}

    assert answers == dict.fromkeys(MALFORMED, 200)


def test_a_filter_that_is_not_understood_says_so_and_leaves_the_others(
    rupn, school, sign_in
) -> None:
    TicketFactory(school=school, title="ouverte")
    TicketFactory(school=school, title="finie", ended=True)

    page = sign_in(rupn).get("/demandes/?opened_after=hier&state=open").content.decode()

    assert titles(page) == ["ouverte"]
    assert "Saisissez une date valide" in page
    assert 'aria-describedby="id_opened_after-erreur"' in page


def test_pages_keep_the_filters(rupn, school, sign_in) -> None:
    team = TeamFactory()
    made = [
        TicketFactory(school=school, team=team, requester=rupn, title=f"d{n}").title
        for n in range(27)
    ]
    TicketFactory(school=school, ended=True)
    client = sign_in(rupn)

    first = client.get("/demandes/?state=open").content.decode()
    onward = re.search(r'rel="next"\s+href="([^"]+)"', first)
    assert onward is not None
    second = client.get("/demandes/" + onward[1].replace("&amp;", "&")).content.decode()
    back = re.search(r'rel="prev"\s+href="([^"]+)"', second)
    assert back is not None

    assert titles(first) + titles(second) == made[::-1]
    assert listed(client, back[1].replace("&amp;", "&")) == titles(first)


def test_no_page_links_when_there_is_one_page(rupn, school, sign_in) -> None:
    TicketFactory(school=school)

    page = sign_in(rupn).get("/demandes/").content.decode()

    assert not re.search('rel="(next|prev)"', page)


def test_the_teams_offered_are_mine_alone(sign_in) -> None:
    user = has_role(Role.TECHNICIAN, team=TeamFactory(name="Équipe A"))
    AffiliationFactory(user=user, role=Role.TECHNICIAN, team=TeamFactory(name="Équipe B"))
    TeamFactory(name="Équipe étrangère")

    page = sign_in(user).get("/demandes/").content.decode()

    assert ("Équipe A" in page, "Équipe B" in page, "étrangère" in page) == (True, True, False)


def test_a_foreign_team_is_no_filter(sign_in) -> None:
    team = TeamFactory()
    TicketFactory(team=team, title="la mienne")
    TeamFactory(code="foreign")

    assert listed(sign_in(has_role(Role.TECHNICIAN, team=team)), "?team=foreign") == ["la mienne"]


def test_an_empty_list_says_what_to_do(rupn, sign_in) -> None:
    client = sign_in(rupn)

    assert "Aucune demande pour l" in client.get("/demandes/").content.decode()
    assert "Enlever tous les filtres" in client.get("/demandes/?q=rien").content.decode()


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_technician_s_list_costs_the_same_for_one_row_and_for_three(
    how_many: int, sign_in, django_assert_num_queries
) -> None:
    team = TeamFactory()
    for n in range(how_many):
        TicketFactory(team=team, request_type=RequestTypeFactory(code=f"RES-1{n}"))
        TicketFactory(team=team, ended=True)
        TicketFactory(team=team, ended=True, status=Status.MERGED, parent=TicketFactory())
    client = sign_in(has_role(Role.TECHNICIAN, team=team))
    client.get("/demandes/")

    # the session, the person, two for the roles; the types, the rows
    with django_assert_num_queries(6):
        client.get("/demandes/")
