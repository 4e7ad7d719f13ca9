"""Deeds through their forms: done, refused beside their field, or overtaken by somebody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.world import NOW
from tests.tickets.web.conftest import HTMX, fragment, tidy
from tickets.actions.talk import ask
from tickets.actions.transfer import transfer
from tickets.enums import Deed, Motive, Status
from tickets.models import Attachment, Message, Ticket, TicketEvent
from tickets.web.forms import FORMS

MONDAY, SUNDAY, TUESDAY = "2026-03-16", "2026-03-15", "2026-03-17"


def now_of(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)


def test_every_deed_of_a_person_has_its_form():
    assert set(FORMS) == set(Deed) - {Deed.SILENT_CLOSURE, Deed.SILENT_RESOLUTION}


def test_the_main_job_is_done_through_the_screens(world, post):
    ticket = world.open()
    post("technician", ticket, Deed.TAKE, next_action="Passer voir", promised_on=MONDAY)
    assert now_of(ticket).holder == world.user("technician")
    post("technician", ticket, Deed.ANSWER, body="J'arrive lundi.")
    post(
        "technician",
        ticket,
        Deed.MOVE_PROMISE,
        promised_on=TUESDAY,
        reason="La pièce arrive mardi.",
    )
    post("technician", ticket, Deed.RESOLVE, evidence="Borne remplacée, testée avec dix tablettes.")
    assert now_of(ticket).status == Status.RESOLVED
    post("rupn", ticket, Deed.DENY, reason="Toujours pareil en 205.")
    assert now_of(ticket).status == Status.REOPENED
    post("technician", ticket, Deed.RESOLVE, evidence="Deuxième borne remplacée.")
    post("rupn", ticket, Deed.CONFIRM)
    assert now_of(ticket).status == Status.CLOSED


def test_a_question_goes_and_its_answer_brings_the_ball_back(world, post, as_):
    ticket = world.taken()
    post("technician", ticket, Deed.ASK, question="Quel voyant est allumé ?")
    page = as_("rupn").get(f"/demandes/{ticket.number}/").content.decode()
    assert (
        page.count("Quel voyant est allumé ?") == 2
    )  # in the story, and above the form that answers it
    post("rupn", ticket, Deed.ANSWER, body="L'orange.")
    assert now_of(ticket).holder == world.user("technician")


def test_waits_name_whom_and_until_when(world, post):
    ticket = world.taken()
    post(
        "technician",
        ticket,
        Deed.WAIT_THIRD_PARTY,
        third_party="Fournisseur",
        reason="La borne",
        until=TUESDAY,
    )
    assert now_of(ticket).status == Status.WAITING_THIRD_PARTY
    post("technician", ticket, Deed.PROMISE, next_action="Poser la borne", promised_on=TUESDAY)
    decider = world.team("dept").pk
    post("technician", ticket, Deed.WAIT_DECISION, decider=decider, reason="L'achat", until=TUESDAY)
    assert now_of(ticket).holder == world.user("dept_lead")
    post("dept_lead", ticket, Deed.DECIDE, decision="Accordé.")
    post("technician", ticket, Deed.PLAN, next_action="Poser la borne", promised_on=TUESDAY)
    assert now_of(ticket).status == Status.PLANNED


def test_a_transfer_is_offered_refused_and_accepted(world, post):
    ticket = world.taken()
    dsi = world.team("dsi").pk
    post("technician", ticket, Deed.TRANSFER, to_team=dsi, reason="C'est le pare-feu.")
    assert now_of(ticket).offered_to_id == dsi
    post("dsi_lead", ticket, Deed.REFUSE_TRANSFER, reason="Le pare-feu est sain.")
    assert now_of(ticket).team == world.team("desk")
    post("desk_lead", ticket, Deed.QUALIFY, request_type="RES-05")
    assert now_of(ticket).team_id == dsi
    post(
        "dsi_lead",
        ticket,
        Deed.TRANSFER,
        to_team=world.team("tip").pk,
        reason="Finalement, la borne.",
    )
    post("tip_lead", ticket, Deed.ACCEPT_TRANSFER)
    assert now_of(ticket).team == world.team("tip")


def test_the_referent_arbitrates_a_return(world, post):
    ticket = world.taken()
    dsi, tip = world.team("dsi").pk, world.team("tip").pk
    post("technician", ticket, Deed.TRANSFER, to_team=dsi, reason="Pare-feu.")
    post("dsi_lead", ticket, Deed.ACCEPT_TRANSFER)
    post("dsi_lead", ticket, Deed.TRANSFER, to_team=tip, reason="Borne.")
    assert now_of(ticket).in_arbitration
    post("referent", ticket, Deed.ARBITRATE, to_team=dsi, reason="La DSI a les journaux.")
    assert now_of(ticket).team_id == dsi
    assert not now_of(ticket).in_arbitration


def test_the_head_agrees_or_refuses(world, post):
    agreed, refused = world.open("EQU-03"), world.open("EQU-03")
    post("head", agreed, Deed.APPROVE)
    assert now_of(agreed).team == world.team("dept")
    post("head", refused, Deed.REFUSE, explanation="Pas cette année.")
    assert now_of(refused).outcome_motive == Motive.NOT_APPROVED
    post("rupn", refused, Deed.REOPEN, reason="Le projet est financé.")
    assert now_of(refused).status == Status.REOPENED


def test_its_requester_cancels_and_restores_and_the_desk_merges(world, post):
    ticket, other = world.open(None), world.open()
    post("rupn", ticket, Deed.CANCEL)
    post("rupn", ticket, Deed.RESTORE)
    post("desk_lead", ticket, Deed.MERGE, into=other.number)
    assert now_of(ticket).parent == other
    post("desk_lead", other, Deed.REFUSE, motive=Motive.RULES, explanation="La règle est claire.")
    assert now_of(other).status == Status.REFUSED


def test_files_go_with_the_message(world, post):
    ticket = world.taken()
    photo = SimpleUploadedFile("essai.txt", b"essai fait en salle 204", "text/plain")
    other = SimpleUploadedFile("suite.txt", b"et en salle 205", "text/plain")
    post("rupn", ticket, Deed.ANSWER, body="Voici.", files=[photo, other])
    assert sorted(Attachment.objects.values_list("name", flat=True)) == ["essai.txt", "suite.txt"]


def test_after_a_deed_comes_the_page_with_a_word_about_it(world, post):
    ticket = world.open()
    response = post(
        "technician", ticket, Deed.TAKE, next_action="Passer", promised_on=MONDAY, follow=True
    )
    assert response.redirect_chain == [(f"/demandes/{ticket.number}/", 302)]
    assert "Vous avez pris la demande en charge" in response.content.decode()


@pytest.mark.parametrize(
    ("said", "blamed"),
    [
        ({"next_action": "Passer", "promised_on": SUNDAY}, "promised_on"),
        ({"next_action": "Passer", "promised_on": "2026-03-11"}, "promised_on"),
        ({"next_action": "Passer", "promised_on": "2027-03-11"}, "promised_on"),
        ({"next_action": "Passer", "promised_on": "lundi"}, "promised_on"),
        ({"next_action": "Passer"}, "promised_on"),
        ({"promised_on": MONDAY}, "next_action"),
        ({"next_action": "x" * 201, "promised_on": MONDAY}, "next_action"),
        ({"next_action": "nul \x00", "promised_on": MONDAY}, "next_action"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_keeps_what_was_typed(world, post, said, blamed):
    ticket = world.open()
    response = post("technician", ticket, Deed.TAKE, **said)
    page = response.content.decode()
    assert response.status_code == 400
    assert f'id="take-{blamed}-desc-error"' in page
    assert now_of(ticket).version == ticket.version
    if said.get("next_action") == "Passer":
        assert 'value="Passer"' in page


def test_the_end_of_a_wait_is_blamed_under_its_own_name(world, post):
    ticket = world.taken()
    response = post(
        "technician",
        ticket,
        Deed.WAIT_THIRD_PARTY,
        third_party="SFR",
        reason="La ligne",
        until=SUNDAY,
    )
    assert response.status_code == 400
    assert 'id="wait_third_party-until-desc-error"' in response.content.decode()


def test_who_comes_second_sees_what_changed_and_can_send_again(world, post):
    ticket = world.taken()
    seen = now_of(ticket).version
    post("tip_lead", ticket, Deed.PROMISE, next_action="Changer le câble", promised_on=TUESDAY)
    late = {"next_action": "Passer voir la borne demain", "promised_on": MONDAY}
    response = post("technician", ticket, Deed.PROMISE, version=seen, **late)
    page = response.content.decode()
    assert response.status_code == 409
    assert "La demande a changé entre-temps" in page
    assert "promet : Changer le câble" in page
    assert 'value="Passer voir la borne demain"' in page
    assert now_of(ticket).next_action == "Changer le câble"
    fresh = now_of(ticket).version
    assert f'name="version" value="{fresh}" id="promise-version"' in page
    assert post("technician", ticket, Deed.PROMISE, version=fresh, **late).status_code == 302
    assert now_of(ticket).next_action == "Passer voir la borne demain"


def test_words_are_kept_when_their_form_has_no_place_any_more(world, post):
    ticket = world.taken()
    seen = now_of(ticket).version
    post("rupn", ticket, Deed.CANCEL)
    response = post(
        "technician", ticket, Deed.ASK, version=seen, question="Quel voyant est allumé ?"
    )
    assert response.status_code == 409
    assert "Quel voyant est allumé ?" in response.content.decode()
    assert now_of(ticket).status == Status.CANCELLED


def test_answers_never_conflict(world, post):
    ticket = world.taken()
    seen = now_of(ticket).version
    post("technician", ticket, Deed.ANSWER, version=seen, body="Un")
    assert post("rupn", ticket, Deed.ANSWER, version=seen, body="Deux").status_code == 302
    assert set(Message.objects.filter(kind="answer").values_list("body", flat=True)) == {
        "Un",
        "Deux",
    }


@pytest.mark.parametrize("version", ["", "abc", "-1", "9" * 40, "²"])
def test_a_strange_version_is_no_accident(world, post, version):
    ticket = world.taken()
    assert post(
        "technician", ticket, Deed.RESOLVE, version=version, evidence="Fait."
    ).status_code in (302, 409)


@pytest.mark.parametrize("deed", list(FORMS))
def test_a_stranger_does_nothing_and_learns_nothing(world, post, deed):
    ticket = world.taken()
    for stranger in ("lycee_rupn", "dsi_lead", "nobody", "observer"):
        assert post(stranger, ticket, deed).status_code == 404
    assert now_of(ticket).version == ticket.version


@pytest.mark.parametrize("deed", list(FORMS))
def test_what_is_not_one_s_own_is_refused_and_writes_nothing(world, post, deed):
    ticket = world.taken()
    if deed in (Deed.ANSWER,):
        return
    before = TicketEvent.objects.count()
    assert post("manager", ticket, deed).status_code in (403, 409)
    assert TicketEvent.objects.count() == before


def test_a_deed_that_does_not_exist_is_not_there(world, as_):
    ticket = world.taken()
    for deed in ("silent_closure", "delete", "x" * 300):
        assert as_("technician").post(f"/demandes/{ticket.number}/{deed}/").status_code == 404


def test_its_address_is_not_visited(world, as_):
    ticket = world.open()
    response = as_("technician").get(f"/demandes/{ticket.number}/take/")
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert f"Ouvrir la demande n° {ticket.number}" in response.content.decode()
    assert now_of(ticket).version == ticket.version


def test_a_refused_form_swaps_like_it_loads(world, post):
    ticket = world.open()
    whole = post("technician", ticket, Deed.TAKE, next_action="Passer")
    swapped = post("technician", ticket, Deed.TAKE, next_action="Passer", htmx=True)
    assert swapped.status_code == 400
    assert tidy(swapped.content.decode()) == fragment(whole.content.decode(), '<div id="demande"')


def test_htmx_follows_a_deed_to_the_fragment_of_the_page(world, as_):
    ticket = world.open()
    client = as_("technician")
    said = {"version": ticket.version, "next_action": "Passer", "promised_on": MONDAY}
    response = client.post(f"/demandes/{ticket.number}/take/", said, headers=HTMX, follow=True)
    assert response.content.decode().lstrip().startswith('<div id="demande"')
    assert "Vous avez pris la demande en charge" in response.content.decode()


def test_a_day_is_offered_when_everybody_is_there(world, as_):
    ticket = world.open()
    page = as_("technician").get(f"/demandes/{ticket.number}/").content.decode()
    assert 'value="2026-03-13" min="2026-03-12"' in page or 'min="2026-03-12"' in page


def test_what_to_prove_is_said_before_it_is_proved(world, as_):
    ticket = world.taken()
    page = as_("technician").get(f"/demandes/{ticket.number}/").content.decode()
    assert "Preuve attendue" in page


def test_actions_and_screens_agree_on_what_is_possible(world, as_, post):
    """The lead asks, the RUPN is asked: each sees its own deeds, through the whole life of a ticket."""
    ticket = world.taken()
    ask(number=ticket.number, question="Où ?", actor=world.actor("technician"), now=NOW)
    assert "Votre réponse" in as_("rupn").get(f"/demandes/{ticket.number}/").content.decode()
    post("rupn", ticket, Deed.ANSWER, body="Salle 204")
    transfer(
        number=ticket.number, to_team=world.team("dsi"), reason="Pare-feu", actor=world.actor("technician"),
        now=NOW,
    )  # fmt: skip
    page = as_("dsi_lead").get(f"/demandes/{ticket.number}/").content.decode()
    assert page.index('id="geste-accept_transfer"') < page.index('id="geste-refuse_transfer"')
    post("dsi_lead", ticket, Deed.ACCEPT_TRANSFER)
    post("dsi_lead", ticket, Deed.TAKE, next_action="Lire les journaux", promised_on=MONDAY)
    post("dsi_lead", ticket, Deed.RESOLVE, evidence="Règle corrigée.")
    page = as_("rupn").get(f"/demandes/{ticket.number}/").content.decode()
    assert page.index('id="geste-confirm"') < page.index('id="geste-deny"')
