"""The small world, seen through its screens, on Thursday 12 March 2026 shortly after 10 h."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.world import NOW, World, make_world
from tickets.enums import Deed
from tickets.models import Ticket

As = Callable[[str], Client]
Post = Callable[..., Any]
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def on_the_day(settings: Any) -> None:
    settings.CLOCK_SHIFT = NOW - timezone.now()


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def as_(world: World) -> As:
    """A browser in which this person is signed in."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(world.user(name))
        return client

    return sign_in


@pytest.fixture
def post(as_: As) -> Post:
    """Send the form of a deed, on the version of the ticket as it stands unless one is given."""

    def send(
        name: str,
        ticket: Ticket,
        deed: Deed,
        *,
        htmx: bool = False,
        follow: bool = False,
        **said: Any,
    ) -> Any:
        said.setdefault("version", Ticket.objects.get(pk=ticket.pk).version)
        headers = HTMX if htmx else {}
        return as_(name).post(
            f"/demandes/{ticket.number}/{deed}/", said, headers=headers, follow=follow
        )

    return send


def fragment(html: str, start: str) -> str:
    """The element that opens with `start`, tokens apart, with its spaces made one."""
    level, at = 0, html.index(start)
    for tag in re.finditer(r"<(/?)div\b", html[at:]):
        level += -1 if tag[1] else 1
        if level == 0:
            return tidy(html[at : at + tag.end()] + ">")
    raise AssertionError("the element never closes")


def tidy(html: str) -> str:
    html = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", html)
    html = re.sub(r'(name="key" value=")[^"]*', r"\1", html)
    return re.sub(r"\s+", " ", html).strip()
