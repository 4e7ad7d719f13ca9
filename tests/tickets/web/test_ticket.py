"""The page of a ticket, for each who may see it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.world import NOW
from tests.tickets.web.conftest import HTMX, fragment, tidy
from tickets.actions.talk import answer, note
from tickets.enums import Deed
from tickets.permissions import allowed_actions

BALL = "Entre les mains de Technician Monde"


def test_its_first_line_says_who_what_and_when(world, as_):
    ticket = world.taken()
    page = as_("rupn").get(f"/demandes/{ticket.number}/").content.decode()
    assert "prochaine action : Passer voir la borne — avant le lundi 16 mars" in page
    assert page.index(BALL) < page.index("<h1")


@pytest.mark.parametrize("name", ["lycee_rupn", "dsi_agent", "nobody", "observer", "far_referent"])
def test_a_stranger_meets_a_page_that_is_not_there(world, as_, name):
    ticket = world.taken()
    assert as_(name).get(f"/demandes/{ticket.number}/").status_code == 404


@pytest.mark.parametrize("number", [999_999, 2**63 - 1, 2**63, 10**30])
def test_a_number_that_is_nobody_s_is_not_there(world, as_, number):
    answer = as_("rupn").get(f"/demandes/{number}/")
    assert answer.status_code == 404
    assert "ou elle ne vous est pas ouverte" in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["rupn", "head", "technician", "tip_lead", "desk_agent", "referent"]
)
def test_it_offers_the_deeds_that_are_allowed_and_no_other(world, as_, name):
    ticket = world.taken()
    page = as_(name).get(f"/demandes/{ticket.number}/").content.decode()
    allowed = set(allowed_actions(world.actor(name), ticket)) - {
        Deed.MERGE
    }  # nothing to merge into
    offered = {deed for deed in Deed if f'/demandes/{ticket.number}/{deed}/"' in page}
    assert offered == allowed


def test_the_questions_and_their_answers_are_read_in_words(world, as_):
    ticket = world.open(answers={"symptom": "Connexion refusée", "access_point": "B-12"})
    page = tidy(as_("technician").get(f"/demandes/{ticket.number}/").content.decode())
    assert re.search(r"<dt>\s*Numéro de la borne\s*</dt>\s*<dd>\s*B-12\s*</dd>", page)


def test_the_priority_is_the_service_s_affair(world, as_):
    ticket = world.taken()
    path = f"/demandes/{ticket.number}/"
    assert "Priorité" in as_("technician").get(path).content.decode()
    assert "Priorité" not in as_("rupn").get(path).content.decode()


def test_an_internal_note_is_seen_by_those_who_work_on_it_alone(world, as_):
    ticket = world.taken()
    note(
        number=ticket.number,
        body="Le mot secret est magnolia",
        actor=world.actor("technician"),
        now=NOW,
    )
    path = f"/demandes/{ticket.number}/"
    for insider in ("technician", "tip_lead", "desk_agent", "referent"):
        page = as_(insider).get(path).content.decode()
        assert "magnolia" in page
        assert "relais-timeline__entry--internal" in page
    for outsider in ("rupn", "other_rupn", "head", "manager"):
        page = as_(outsider).get(path).content.decode()
        assert "magnolia" not in page
        assert "interne" not in page.lower()


@pytest.mark.parametrize("name", ["rupn", "technician", "tip_lead", "desk_agent"])
@pytest.mark.parametrize("messages", [1, 3])
def test_it_asks_the_database_the_same_however_long_the_story(world, as_, name, messages):
    ticket = world.taken()
    world.open()  # another one, to which it could be merged
    for number in range(messages):
        answer(
            number=ticket.number,
            body=f"Nouvelle {number}",
            actor=world.actor("technician"),
            now=NOW,
        )
        note(number=ticket.number, body=f"Note {number}", actor=world.actor("technician"), now=NOW)
    client = as_(name)
    client.get(f"/demandes/{ticket.number}/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(f"/demandes/{ticket.number}/")
    expected = {"rupn": 7, "technician": 9, "tip_lead": 9, "desk_agent": 8}
    assert len(queries) == expected[name], [q["sql"][:150] for q in queries]


@pytest.mark.parametrize("name", ["rupn", "technician", "head"])
def test_what_a_swap_brings_is_what_a_fresh_load_shows(world, as_, name):
    ticket = world.taken()
    client = as_(name)
    whole = client.get(f"/demandes/{ticket.number}/").content.decode()
    swapped = client.get(f"/demandes/{ticket.number}/", headers=HTMX).content.decode()
    assert "<html" not in swapped
    assert tidy(swapped) == fragment(whole, '<div id="demande"')


def test_a_text_is_text_and_never_markup(world, as_):
    ticket = world.open(
        title="<script>alert(1)</script>", body="<img src=x onerror=alert(2)>", place="<b>204</b>"
    )
    page = as_("technician").get(f"/demandes/{ticket.number}/").content.decode()
    for dangerous in ("<script>alert", "<img src=x", "<b>204"):
        assert dangerous not in page
