"""What a ticket says of itself beside its story: place, school, type, answers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accounts.clock import PARIS
from accounts.permissions import Actor
from accounts.rules.french_dates import day_in_words
from tickets.models import Ticket


@dataclass(frozen=True)
class Fact:
    label: str
    value: str


def facts(ticket: Ticket, *, actor: Actor, now: datetime) -> list[Fact]:
    """The column beside the story; the priority is the service's affair, never shown to a school."""
    today = now.astimezone(PARIS).date()
    entered_by = "" if ticket.opened_by_id == ticket.requester_id else str(ticket.opened_by)
    priority = "" if ticket.school_id in actor.schools else ticket.get_priority_display()
    told = [
        ("Établissement", str(ticket.school)),
        ("Demandeur", str(ticket.requester)),
        ("Saisie par", entered_by),
        ("Type", ticket.request_type.label),
        ("Lieu", ticket.place),
        ("Depuis", ticket.since),
        ("Qui est gêné", ticket.get_extent_display().capitalize()),
        ("Réseau", ticket.get_network_side_display().capitalize()),
        ("Échéance", day_in_words(ticket.deadline, today) if ticket.deadline else ""),
        ("Service", str(ticket.team)),
        ("En attente de", _waiting(ticket)),
        ("Ouverte le", _day(ticket.opened_at, today)),
        ("Délai visé", _day(ticket.target_at, today) if ticket.is_open else ""),
        ("Priorité", priority),
    ]
    return [Fact(label, value) for label, value in told if value]


def answers(ticket: Ticket, *, now: datetime) -> list[Fact]:
    """The answers to the questions of the type, in its order; those of an earlier type come last."""
    today = now.astimezone(PARIS).date()
    questions = {each["name"]: each for each in ticket.request_type.questions}
    names = [*questions, *(name for name in ticket.answers if name not in questions)]
    return [
        Fact(
            questions.get(name, {}).get("label", name.replace("_", " ").capitalize()),
            _said(ticket.answers[name], questions.get(name, {}).get("kind", "text"), today),
        )
        for name in names
        if name in ticket.answers
    ]


def _said(value: Any, kind: str, today: date) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if kind == "date":
        return day_in_words(date.fromisoformat(value), today)
    return str(value)


def _waiting(ticket: Ticket) -> str:
    return f"{ticket.waiting_for} — {ticket.waiting_reason}" if ticket.waiting_for else ""


def _day(instant: datetime, today: date) -> str:
    return day_in_words(instant.astimezone(PARIS).date(), today)
