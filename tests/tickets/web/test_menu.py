"""The menu leads nowhere that says no."""

import re

import pytest

from tests.factories.world import NOW
from tickets.actions.talk import answer

PEOPLE = (
    "rupn", "head", "manager", "technician", "tip_lead", "desk_agent", "desk_lead", "referent", "drane_agent",
    "dept_agent", "observer", "administrator", "nobody",
)  # fmt: skip


def menu_of(html: str) -> list[str]:
    menu = html[html.index('id="menu"') : html.index("</nav>", html.index('id="menu"'))]
    return re.findall(r'href="([^"]+)"', menu)


@pytest.mark.parametrize("name", PEOPLE)
def test_each_entry_opens(world, as_, name):
    client = as_(name)
    entries = menu_of(client.get("/").content.decode())
    assert "/" in entries
    assert {url: client.get(url).status_code for url in entries} == dict.fromkeys(entries, 200)


def test_the_menu_is_for_who_is_signed_in(client, db):
    page = client.get("/compte/login/").content.decode()
    assert 'id="menu"' not in page
    assert "Se déconnecter" not in page


def test_the_brand_of_the_state_is_for_its_sites(client, db, settings):
    settings.MARQUE_ETAT = False
    assert "Française" not in client.get("/compte/login/").content.decode()
    settings.MARQUE_ETAT = True
    assert "Française" in client.get("/compte/login/").content.decode()


def test_the_demo_says_that_it_is_one(client, db, settings):
    assert "imaginaires" not in client.get("/compte/login/").content.decode()
    settings.DEMO = True
    page = client.get("/compte/login/").content.decode()
    assert "Démonstration : nous sommes le jeudi 12 mars 2026, 10 h 0" in page


def test_nothing_is_inline(world, as_):
    ticket = world.taken()
    answer(number=ticket.number, body="Bonjour", actor=world.actor("technician"), now=NOW)
    for path in (f"/demandes/{ticket.number}/", "/demandes/nouvelle/?type=RES-01", "/rien", "/"):
        page = as_("rupn").get(path).content.decode()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\bsrc=)", page), path
