"""It is Thursday 12 March 2026, 10 h in Paris."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts import clock
from accounts.models import User
from tests.factories.tickets import NOW


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


SignIn = Callable[[User], Client]


@pytest.fixture
def sign_in() -> SignIn:
    def _sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return _sign_in
