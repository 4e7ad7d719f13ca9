"""The main job by hand: open a request, take it, answer, resolve, confirm; at a desk and on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.factories.accounts import PASSWORD
from tests.factories.world import NOW, World, make_world
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = [1280, 360]


@pytest.fixture
def world(settings: Any, transactional_db: None) -> World:
    settings.CLOCK_SHIFT = NOW - timezone.now()
    return make_world()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_request_goes_from_the_school_to_its_end(
    world: World, new_page: Callable[..., Page], check_access: Any, picture: Any, width: int
) -> None:
    rupn = new_page(world.user("rupn"), width=width)
    rupn.goto("/demandes/nouvelle/")
    check_access(rupn)
    rupn.get_by_label("En une phrase, que se passe-t-il ?").fill("Le wifi décroche")
    rupn.get_by_label("Racontez-nous").fill("Depuis lundi.")
    rupn.get_by_label("Quel type de demande ?").select_option("RES-01")
    expect(rupn.locator("#avant-envoi")).to_contain_text(f"Ira à : {world.team('tip')}")
    expect(rupn.get_by_label("En une phrase, que se passe-t-il ?")).to_have_value(
        "Le wifi décroche"
    )
    rupn.get_by_label("Que se passe-t-il ?", exact=True).select_option("Très lent")
    check_access(rupn)
    picture(rupn, f"nouvelle-demande-{width}")
    rupn.get_by_role("button", name="Envoyer la demande").click()
    expect(rupn.locator(".fr-alert--success")).to_contain_text("est enregistrée")
    check_access(rupn)
    number = Ticket.objects.get().number

    technician = new_page(world.user("technician"), width=width)
    technician.goto(f"/demandes/{number}/")
    take = technician.locator("#geste-take")
    take.get_by_label("Ce que vous allez faire").fill("Passer voir")
    take.get_by_label("Avant le").fill("2026-03-15")
    take.locator("button").click()
    expect(technician.locator("#geste-take .fr-error-text").first).to_contain_text("dimanche")
    check_access(technician)
    take.get_by_label("Avant le").fill("2026-03-16")
    take.locator("button").click()
    expect(technician.locator(".fr-alert--success")).to_be_focused()
    expect(technician.locator(".relais-ball")).to_contain_text("avant le lundi 16 mars")
    check_access(technician)
    picture(technician, f"demande-technicien-{width}")
    resolve = technician.locator("#geste-resolve")
    resolve.get_by_label("Ce qui a été fait").fill("Borne remplacée, testée.")
    resolve.locator("button").click()
    expect(technician.locator(".relais-meta")).to_contain_text("résolue")

    rupn.reload()
    picture(rupn, f"demande-rupn-{width}")
    rupn.locator("#geste-confirm").locator("button").click()
    expect(rupn.locator(".relais-ball")).to_contain_text("Close le")
    check_access(rupn)


def test_the_same_without_scripts(world: World, new_page: Callable[..., Page]) -> None:
    rupn = new_page(world.user("rupn"), javascript=False)
    rupn.goto("/demandes/nouvelle/")
    rupn.get_by_label("En une phrase, que se passe-t-il ?").fill("Le wifi décroche")
    rupn.get_by_label("Racontez-nous").fill("Depuis lundi.")
    rupn.get_by_label("Quel type de demande ?").select_option("RES-01")
    rupn.get_by_role("button", name="Voir les questions de ce type").click()
    rupn.get_by_label("Que se passe-t-il ?", exact=True).select_option("Très lent")
    rupn.get_by_role("button", name="Envoyer la demande").click()
    rupn.locator("#geste-answer").get_by_label("Votre message").fill("J'oubliais : salle 204.")
    rupn.locator("#geste-answer").locator("button").click()
    expect(rupn.locator(".relais-timeline")).to_contain_text("J'oubliais : salle 204.")


def test_a_lost_connection_loses_no_word(world: World, new_page: Callable[..., Page]) -> None:
    ticket = world.taken()
    page = new_page(world.user("rupn"))
    page.goto(f"/demandes/{ticket.number}/")
    page.context.clear_cookies()
    answer = page.locator("#geste-answer")
    answer.get_by_label("Votre message").fill("Un texte précieux")
    answer.locator("button").click()
    expect(answer.locator("[data-failure]")).to_be_visible()
    expect(answer.get_by_label("Votre message")).to_have_value("Un texte précieux")
    other_tab = page.context.new_page()
    other_tab.goto("/compte/login/")
    other_tab.get_by_label("E-mail").fill(world.user("rupn").email)
    other_tab.get_by_label("Mot de passe").fill(PASSWORD)
    other_tab.get_by_role("button", name="Se connecter").click()
    expect(other_tab.locator("#menu")).to_be_visible()
    answer.locator("button").click()
    expect(page.locator(".relais-timeline")).to_contain_text("Un texte précieux")


def test_the_menu_works_on_a_phone(
    world: World, new_page: Callable[..., Page], check_access: Any
) -> None:
    page = new_page(world.user("rupn"), width=360)
    page.goto("/demandes/nouvelle/")
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Demandes", exact=True).first).to_be_visible()
    check_access(page)


@pytest.mark.parametrize("path", ["/compte/password/reset/", "/compte/password/change/", "/rien"])
@pytest.mark.parametrize("width", WIDTHS)
def test_quiet_pages_are_reachable_by_everyone(
    world: World, new_page: Callable[..., Page], check_access: Any, path: str, width: int
) -> None:
    page = new_page(world.user("rupn"), width=width)
    page.goto(path)
    check_access(page)
