"""The commands that `make run` calls."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from helpdesk.demo import places, seed
from helpdesk.demo.moment import MOMENT
from tests.factories.accounts import SchoolFactory
from tests.factories.tickets import EventFactory, TicketFactory
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def printed(command: str) -> str:
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue().strip()


def loaded() -> None:
    SchoolFactory(uai=places.SCHOOLS[0].uai, departement="016")


def test_it_refuses_an_installation_that_is_no_demo() -> None:
    with pytest.raises(CommandError, match="RELAIS_DEMO"):
        call_command("seed_demo")


def test_it_leaves_a_database_alone_that_holds_requests(settings: Any) -> None:
    settings.DEMO = True
    TicketFactory()
    with pytest.raises(CommandError, match="contient déjà"):
        call_command("seed_demo")
    call_command("seed_demo", if_empty=True)
    assert Ticket.objects.count() == 1


def test_without_a_demo_the_clock_is_that_of_the_world() -> None:
    assert float(printed("demo_clock")) == 0
    assert "seed_demo" in printed("demo_accounts")


def test_the_clock_starts_at_the_moment_of_the_demo() -> None:
    loaded()
    shift = timedelta(seconds=float(printed("demo_clock")))
    assert abs(timezone.now() + shift - MOMENT) < timedelta(seconds=10)


def test_the_clock_never_goes_back_behind_what_was_done() -> None:
    loaded()
    EventFactory(at=MOMENT + timedelta(hours=3))
    assert seed.starts_at() == MOMENT + timedelta(hours=3)


def test_each_account_is_printed_with_what_to_try() -> None:
    loaded()
    page = printed("demo_accounts")
    assert "relais-demo-2026" in page
    assert len(page.splitlines()) == 19
