"""A new request: few fields, nothing typed is lost, one ticket however often it is sent."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.accounts import AffiliationFactory
from tests.tickets.web.conftest import HTMX, fragment, tidy
from tickets.enums import Channel, Status
from tickets.models import Attachment, Ticket

URL = "/demandes/nouvelle/"


def said(world, **more):
    return {
        "ecole": world.college.uai,
        "key": "une-cle",
        "title": "Le wifi décroche",
        "body": "Depuis lundi, en salle 204.",
        "place": "Salle 204",
        "extent": "class",
        "type": "RES-01",
        "answers.symptom": "Coupures répétées",
        **more,
    }


def test_school_and_person_are_already_known(world, as_):
    page = as_("rupn").get(URL).content.decode()
    assert "Collège de Chassenac" in page
    assert str(world.user("rupn")) in page
    assert 'name="requester"' not in page


def test_sending_gives_a_number_a_holder_and_a_date(world, as_):
    response = as_("rupn").post(URL, said(world), follow=True)
    ticket = Ticket.objects.get()
    assert response.redirect_chain == [(f"/demandes/{ticket.number}/", 302)]
    page = response.content.decode()
    assert (
        f"Votre demande n° {ticket.number} est enregistrée. Entre les mains de {ticket.holder}"
        in page
    )
    assert ticket.answers == {"symptom": "Coupures répétées"}
    assert (ticket.team, ticket.requester, ticket.place) == (
        world.team("tip"),
        world.user("rupn"),
        "Salle 204",
    )
    assert ticket.channel == Channel.WEB


def test_who_does_not_know_the_type_is_helped_by_the_front_desk(world, as_):
    as_("rupn").post(URL, said(world, type=""))
    assert Ticket.objects.get().team == world.team("desk")


def test_a_double_click_opens_one_ticket(world, as_):
    client = as_("rupn")
    first, second = client.post(URL, said(world)), client.post(URL, said(world))
    assert first["Location"] == second["Location"]
    assert Ticket.objects.count() == 1


def test_the_same_key_for_other_words_asks_to_send_again(world, as_):
    client = as_("rupn")
    client.post(URL, said(world))
    response = client.post(URL, said(world, title="Autre chose"))
    assert response.status_code == 422
    assert 'value="Autre chose"' in response.content.decode()
    assert 'name="key" value="une-cle"' not in response.content.decode()
    assert Ticket.objects.count() == 1


def test_choosing_a_type_shows_its_checks_and_questions(world, as_):
    page = as_("rupn").get(URL, {"type": "RES-01"}).content.decode()
    assert "À vérifier avant l'envoi" in page
    assert 'name="answers.symptom"' in page
    assert "Première réponse visée" in page


def test_what_is_foretold_is_what_happens(world, as_):
    client = as_("rupn")
    for code in ("RES-01", "RES-05", "MAT-01", "INF-02"):
        page = client.get(URL, {"type": code}).content.decode()
        draft = world.draft(code)
        answers = {f"answers.{name}": value for name, value in draft.answers.items()}
        del_symptom = {
            k: v for k, v in said(world, type=code, key=code).items() if k != "answers.symptom"
        }
        client.post(URL, del_symptom | answers)
        ticket = Ticket.objects.latest("number")
        assert f"Ira à : {ticket.team}" in page
        assert str(ticket.holder) in page


def test_what_engages_money_begins_with_the_head(world, as_):
    ask = {"type": "EQU-03"}
    assert "l'accord de votre chef" in as_("rupn").get(URL, ask).content.decode()
    assert "l'accord de votre chef" not in as_("head").get(URL, ask).content.decode()


def test_without_scripts_a_button_asks_for_the_questions_and_keeps_what_is_typed(world, as_):
    response = as_("rupn").post(URL, said(world, etape="questions", body="Un long récit"))
    page = response.content.decode()
    assert response.status_code == 200
    assert 'name="answers.symptom"' in page
    assert "Un long récit" in page
    assert 'value="Salle 204"' in page
    assert not Ticket.objects.exists()


def test_what_a_swap_brings_is_what_a_fresh_load_shows(world, as_):
    client = as_("rupn")
    body = said(world, etape="questions")
    whole = client.post(URL, body).content.decode()
    swapped = client.post(URL, body, headers=HTMX).content.decode()
    assert tidy(swapped) == fragment(whole, '<div id="formulaire"')


@pytest.mark.parametrize(
    ("wrong", "blamed"),
    [
        ({"title": ""}, "id_title"),
        ({"title": "x" * 161}, "id_title"),
        ({"body": "   "}, "id_body"),
        ({"answers.symptom": ""}, "id_answers.symptom"),
        ({"answers.symptom": "Autre"}, "id_answers.symptom"),
        ({"deadline": "2026-03-01"}, "id_deadline"),
        ({"deadline": "demain"}, "id_deadline"),
        ({"type": "XXX-99"}, "id_type"),
        ({"extent": "univers"}, "id_extent"),
    ],
)
def test_an_error_keeps_everything_that_was_typed(world, as_, wrong, blamed):
    response = as_("rupn").post(URL, said(world, since="lundi matin", **wrong))
    page = response.content.decode()
    assert response.status_code == 400
    assert f'id="{blamed}-desc-error"' in page
    assert "Rien n'est perdu" in page
    assert 'value="lundi matin"' in page
    assert 'value="Salle 204"' in page
    assert not Ticket.objects.exists()


def test_files_are_kept_and_a_refused_one_is_said_kindly(world, as_):
    good = SimpleUploadedFile("plan.txt", b"le plan de la salle", "text/plain")
    as_("rupn").post(URL, said(world, files=[good]))
    assert Attachment.objects.get().name == "plan.txt"
    bad = SimpleUploadedFile("page.txt", b"<html><script>alert(1)</script>", "text/plain")
    response = as_("rupn").post(URL, said(world, key="autre", files=[bad]))
    assert response.status_code == 400
    assert "votre navigateur ne peut pas les garder" in response.content.decode()
    assert Ticket.objects.count() == 1


def test_eleven_files_are_too_many(world, as_):
    files = [SimpleUploadedFile(f"{n}.txt", b"texte", "text/plain") for n in range(11)]
    response = as_("rupn").post(URL, said(world, files=files))
    assert response.status_code == 400
    assert "10 fichiers au plus." in response.content.decode()


def test_staff_chooses_the_school_then_the_person_who_called(world, as_):
    client = as_("desk_agent")
    assert world.lycee.name in client.get(URL).content.decode()
    found = client.get(URL, {"q": "adrienne ROBUCHAUD"}).content.decode()
    assert world.lycee.uai in found
    assert world.college.uai not in found
    assert world.college.uai in client.get(URL, {"q": world.college.uai}).content.decode()
    page = client.get(URL, {"ecole": world.college.uai}).content.decode()
    assert f"{world.user('manager')} — gestionnaire" in page
    assert "Collège" in page
    client.post(URL, said(world, requester=world.user("manager").pk))
    ticket = Ticket.objects.get()
    assert (ticket.requester, ticket.opened_by) == (world.user("manager"), world.user("desk_agent"))
    assert ticket.channel == Channel.BEHALF


def test_staff_says_for_whom(world, as_):
    stranger = world.user("lycee_rupn").pk
    for requester in ("", stranger, "abc"):
        response = as_("technician").post(URL, said(world, requester=requester))
        assert response.status_code == 400
        assert 'id="id_requester-desc-error"' in response.content.decode()


def test_who_serves_two_schools_chooses(world, as_):
    AffiliationFactory(user=world.user("rupn"), school=world.lycee)
    page = as_("rupn").get(URL).content.decode()
    assert world.lycee.uai in page
    assert world.college.uai in page


@pytest.mark.parametrize("uai", ["0350760L", "x", "", "0869009A' OR 1=1", "\x00"])
def test_another_school_is_not_there(world, as_, uai):
    response = as_("rupn").post(URL, said(world, ecole=uai))
    assert response.status_code in ((404,) if uai else (302,))


def test_a_school_s_person_opens_nothing_elsewhere(world, as_):
    response = as_("rupn").post(URL, said(world, ecole=world.lycee.uai))
    assert response.status_code == 404
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("name", ["observer", "nobody"])
def test_who_opens_nothing_is_told(world, as_, name):
    assert as_(name).get(URL).status_code == 403


def test_out_of_scope_is_not_offered_to_schools(world, as_):
    assert "Hors périmètre" not in as_("rupn").get(URL).content.decode()
    desk = as_("desk_agent").get(URL, {"ecole": world.college.uai})
    assert "Hors périmètre" in desk.content.decode()


def test_a_new_request_is_open(world, as_):
    as_("rupn").post(URL, said(world))
    assert Ticket.objects.get().status == Status.ASSIGNED
