"""Who enters the administration: today's administrators and a superuser; for others it is not there."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from accounts import clock
from accounts.enums import Role
from accounts.models import User
from accounts.web.admin_site import AdministratorBackend, is_administrator
from tests.factories.accounts import AffiliationFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGES = [
    "admin:index",
    "admin:accounts_user_changelist",
    "admin:accounts_school_add",
    "admin:login",
]


def administrator(**dates: object) -> User:
    return AffiliationFactory(role=Role.ADMINISTRATOR, **dates).user


def test_an_administrator_of_today_and_a_superuser() -> None:
    today = clock.today()
    assert is_administrator(administrator(starts_on=today))
    assert is_administrator(UserFactory(is_superuser=True))
    assert not is_administrator(administrator(starts_on=today + timedelta(1)))
    assert not is_administrator(administrator(starts_on=today - timedelta(1), ends_on=today))
    assert not is_administrator(AffiliationFactory(role=Role.OBSERVER).user)
    assert not is_administrator(UserFactory(is_staff=True))
    assert not is_administrator(UserFactory(is_superuser=True, is_active=False))
    assert not is_administrator(AnonymousUser())


def test_every_permission_of_the_administration_is_the_administrator_s() -> None:
    backend = AdministratorBackend()
    user, other = administrator(starts_on=clock.today()), UserFactory(is_staff=True)
    assert backend.has_perm(user, "accounts.change_school")
    assert backend.has_module_perms(user, "tickets")
    assert not backend.has_perm(other, "accounts.change_school")
    assert not backend.has_module_perms(other, "tickets")
    assert backend.authenticate(None) is None


@pytest.mark.parametrize("page", PAGES)
def test_it_is_not_there_for_others(client: Client, page: str) -> None:
    client.force_login(AffiliationFactory(role=Role.OBSERVER, user__is_staff=True).user)
    assert client.get(reverse(page)).status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_asked_to_sign_in_at_the_one_door(client: Client, page: str) -> None:
    url = reverse(page)
    while url.startswith(reverse("admin:index")):
        url = client.get(url).headers["Location"]
    assert url.startswith(reverse("account_login"))


def test_an_administrator_enters_and_changes(client: Client) -> None:
    client.force_login(administrator(starts_on=clock.today()))
    assert client.get(reverse("admin:index")).status_code == 200
    url = reverse("admin:accounts_network_add")
    assert client.post(url, {"code": "R86-9", "name": "Essai"}).status_code == 302


def test_tables_of_the_libraries_are_not_shown(client: Client) -> None:
    client.force_login(administrator(starts_on=clock.today()))
    page = client.get(reverse("admin:index")).text
    assert reverse("admin:accounts_user_changelist") in page
    assert "emailaddress" not in page
    assert "/auth/group/" not in page
