"""The mails of the demo, for administrators."""

from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.enums import Role
from notifications.actions.deliver import deliver
from notifications.actions.fan_out import fan_out
from notifications.queries.mail_folder import FILE_BACKEND
from tests.factories.accounts import AffiliationFactory
from tests.factories.tickets import NOW, EventFactory, MessageFactory, TicketFactory

pytestmark = pytest.mark.django_db
PAGE = "/administration-courriels/"


@pytest.fixture(autouse=True)
def at_ten() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = FILE_BACKEND
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    for title in ("Le wifi est coupé", "L'écran reste noir"):
        message = MessageFactory(ticket=TicketFactory(title=title), body="-" * 90)
        event = EventFactory(ticket=message.ticket, message=message)
        deliver(ids=fan_out(event_id=event.pk, now=NOW), clock=lambda: NOW)
    (settings.EMAIL_FILE_PATH / "secret.txt").write_text("SECRET")
    return Path(settings.EMAIL_FILE_PATH)


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(AffiliationFactory(role=Role.ADMINISTRATOR).user)
    return client


def test_they_are_listed_and_read(folder: Path, client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert "Le wifi est coupé" in page
    assert "L&#x27;écran reste noir" in page
    for file in folder.glob("*.log"):
        mail = client.get(f"{PAGE}{file.name}/0/").content.decode()
        assert "Entre les mains de" in mail
        assert "Auto-Submitted : auto-generated" in mail
        assert client.get(f"{PAGE}{file.name}/9/").status_code == 404


@pytest.mark.parametrize("name", ["secret.txt", "..%2Fsecret.txt", "%2Fetc%2Fpasswd", ".."])
def test_no_other_file_is_read(folder: Path, client: Client, name: str) -> None:
    assert client.get(f"{PAGE}{name}/0/").status_code == 404


def test_nobody_else_knows_of_it(folder: Path) -> None:
    other = Client()
    other.force_login(AffiliationFactory(role=Role.RUPN).user)
    assert other.get(PAGE).status_code == 404
    assert other.get(f"{PAGE}{next(folder.glob('*.log')).name}/0/").status_code == 404
    assert Client().get(PAGE).status_code == 302


def test_where_mails_really_leave_the_page_says_so(client: Client) -> None:
    assert "les courriels partent vraiment" in client.get(PAGE).content.decode()
