"""The main menu: what this person may open, and nothing else."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

from accounts.permissions import Actor
from tickets.permissions import can_open_something

register = template.Library()


@dataclass(frozen=True)
class Entry:
    """A line of the menu; `current` when the page is that one."""

    label: str
    url: str
    current: bool


def _wanted(actor: Actor, *, administers: bool) -> list[tuple[str, str]]:
    entries = [("Accueil", "tickets:home"), ("Demandes", "tickets:list")]
    if can_open_something(actor):
        entries.append(("Nouvelle demande", "tickets:new"))
    if actor.is_front_desk:
        entries.append(("Guichet", "tickets:front_desk"))
    if actor.is_observer or actor.is_administrator or actor.departements:
        entries.append(("Chiffres", "tickets:figures"))
    entries.append(("Notifications", "notifications:list"))
    if administers:
        entries.append(("Administration", "admin:index"))
    return entries


@register.simple_tag(takes_context=True)
def main_menu(context: dict[str, Any]) -> list[Entry]:
    """The entries for who is signed in; a screen that this installation does not have is left out."""
    actor, request = context.get("actor"), context.get("request")
    if not actor or request is None:
        return []
    administers = actor.is_administrator or request.user.is_superuser
    entries = []
    for label, name in _wanted(actor, administers=administers):
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        entries.append(Entry(label, url, current=request.path == url))
    return entries
