"""Every kind of event has its sentence."""

from datetime import date

from tests.factories.world import NOW
from tickets.actions.cancel import cancel, restore
from tickets.actions.merge import merge
from tickets.enums import EventKind
from tickets.queries.sentences import _SENTENCES
from tickets.queries.ticket_page import ticket_page

TODAY = date(2026, 3, 12)


def test_no_kind_of_event_is_without_words():
    assert set(EventKind) <= set(_SENTENCES)


def test_a_story_reads_from_the_latest_news_back(world):
    ticket = world.taken()
    story = [
        entry.sentence
        for entry in ticket_page(ticket.number, actor=world.actor("rupn"), now=NOW).news
    ]
    who, rupn = world.user("technician"), world.user("rupn")
    assert story == [
        f"{who} prend la demande en charge et promet : Passer voir la borne, avant le lundi 16 mars.",
        f"La demande est transmise à : {world.team('tip')}.",
        f"{rupn} ouvre la demande.",
    ]


def test_names_and_numbers_that_events_only_point_to_are_said(world):
    child, parent = world.qualified("RES-01"), world.taken()
    lead = world.actor("tip_lead")
    merge(number=child.number, into=parent.number, actor=lead, now=NOW)
    story = [e.sentence for e in ticket_page(child.number, actor=lead, now=NOW).news]
    assert story[0].endswith(
        f"réunit cette demande à la demande n° {parent.number} : la suite se lit là-bas."
    )
    assert any(
        line.endswith(f"précise le type de la demande : {world.type('RES-01').label}.")
        for line in story
    )
    joined = ticket_page(parent.number, actor=lead, now=NOW).news[0].sentence
    assert joined == f"La demande n° {child.number} est réunie à celle-ci."


def test_what_its_requester_does_and_undoes_is_told(world):
    ticket = world.open()
    cancel(number=ticket.number, actor=world.actor("rupn"), now=NOW)
    restore(number=ticket.number, actor=world.actor("rupn"), now=NOW)
    story = [
        e.sentence for e in ticket_page(ticket.number, actor=world.actor("rupn"), now=NOW).news
    ]
    rupn = world.user("rupn")
    assert story[:2] == [f"{rupn} rétablit la demande.", f"{rupn} annule la demande."]
