"""The first screens: one for each thing a person does. Who does several gets them all, the usual one first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from accounts.permissions import Actor
from accounts.web.request import ActorRequest
from tickets.queries.figures import open_to as figures_open_to


@dataclass(frozen=True)
class Screen:
    """A first screen: its address by name, and for whom it is."""

    name: str
    label: str
    is_for: Callable[[Actor], bool]


CARRIED = Screen("tickets:carried", "Ce que je porte", lambda a: a.serves_schools)
FRONT_DESK = Screen(
    "tickets:front_desk", "Guichet", lambda a: a.is_front_desk or bool(a.departements)
)
HEAD = Screen("tickets:head", "Mon établissement", lambda a: bool(a.heads))
SCHOOL = Screen(
    "tickets:school",
    "Les demandes de mon établissement",
    lambda a: bool(a.rupn_of or a.schools - a.heads),
)
ADMINISTRATION = Screen("tickets:administration", "Administration", lambda a: a.is_administrator)
FIGURES = Screen("tickets:figures", "Chiffres", figures_open_to)


_BY_URGENCY = (FRONT_DESK, CARRIED, HEAD, SCHOOL, ADMINISTRATION, FIGURES)


def screens_of(actor: Actor) -> list[Screen]:
    """Those of this person; the first is the home screen."""
    return [screen for screen in _BY_URGENCY if screen.is_for(actor)]


def open_screen(request: ActorRequest, screen: Screen) -> Actor:
    """The person, if this screen is theirs; 404 otherwise."""
    if not screen.is_for(request.actor):
        raise Http404
    return request.actor


def show(
    request: ActorRequest, screen: Screen, template: str, context: dict[str, Any]
) -> HttpResponse:
    """The screen, under the links to this person's other ones."""
    others = screens_of(request.actor)
    shared = {"screen": screen, "screens": others if len(others) > 1 else []}
    return render(request, template, shared | context)
