"""A refusal that reaches the frame is a page in French, never a failure."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from accounts.refusals import Forbidden, Invalid, NotFound, Refusal
from accounts.web.middleware import RefusalMiddleware

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("refusal", "status", "words"),
    [
        (NotFound(), 404, "n'existe pas"),
        (Forbidden(), 403, "ne vous est pas ouvert"),
        (Invalid("x", "Choisissez un jour."), 400, "Choisissez un jour."),
        (Refusal("y", "Un arbitrage a été rendu."), 409, "Un arbitrage a été rendu."),
    ],
)
def test_each_has_its_page(refusal, status, words):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    answer = RefusalMiddleware(lambda _: None).process_exception(request, refusal)
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_a_failure_is_nobody_else_s():
    assert (
        RefusalMiddleware(lambda _: None).process_exception(RequestFactory().get("/"), ValueError())
        is None
    )


def test_an_address_that_nobody_knows_has_a_page_in_french(client):
    response = client.get("/rien/de/tel")
    assert response.status_code == 404
    assert "Aller à l'accueil" in response.content.decode()


def test_a_form_that_waited_too_long_says_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/compte/login/", {})
    assert response.status_code == 403
    assert "restée ouverte trop longtemps" in response.content.decode()
