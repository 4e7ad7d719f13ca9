"""The pages of the account, in French and in our frame."""

import re

import pytest
from django.core import mail

from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def test_signing_in_leads_home(client):
    user = UserFactory()
    page = client.get("/compte/login/").content.decode()
    assert "<h1>Connexion</h1>" in page
    response = client.post("/compte/login/", {"login": user.email, "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/")


def test_a_wrong_password_is_said_and_the_address_kept(client):
    user = UserFactory()
    response = client.post("/compte/login/", {"login": user.email, "password": "autre"})
    page = response.content.decode()
    assert "fr-alert--error" in page
    assert user.email in page


def test_a_lost_password_is_replaced_by_mail(client):
    user = UserFactory()
    client.post("/compte/password/reset/", {"email": user.email})
    [sent] = mail.outbox
    assert sent.subject.endswith("Relais : choisir un nouveau mot de passe")
    link = re.search(r"http://testserver(\S+)", sent.body)[1]
    page = client.get(link, follow=True)
    assert "Nouveau mot de passe" in page.content.decode()
    new = "une-phrase-facile-a-retenir"
    response = client.post(
        page.redirect_chain[-1][0], {"password1": new, "password2": new}, follow=True
    )
    assert "C'est enregistré" in response.content.decode()
    assert client.login(email=user.email, password=new)
    assert "Ce lien ne fonctionne plus" in client.get(link, follow=True).content.decode()


def test_an_unknown_address_learns_nothing_on_the_page(client):
    response = client.post(
        "/compte/password/reset/", {"email": "inconnu@exemple.test"}, follow=True
    )
    assert "Regardez votre messagerie" in response.content.decode()


def test_signing_out_asks_for_a_button(client):
    client.force_login(UserFactory())
    assert "Se déconnecter" in client.get("/compte/logout/").content.decode()
    assert client.get("/").status_code == 200
    client.post("/compte/logout/")
    assert client.get("/").status_code == 302


def test_nobody_signs_up_alone(client):
    assert "password1" not in client.get("/compte/signup/").content.decode()


def test_changing_one_s_password(client):
    client.force_login(UserFactory())
    assert "Mon mot de passe" in client.get("/compte/password/change/").content.decode()
