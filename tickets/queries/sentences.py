"""Each event of the history as a sentence that a teacher reads without help."""

from collections.abc import Callable
from datetime import date, datetime

from accounts.clock import PARIS
from accounts.enums import TeamKind
from accounts.rules.french_dates import day_in_words
from tickets.enums import Channel, EventKind, Motive
from tickets.models import TicketEvent

K = EventKind
_WHY = {
    "promise_broken": "la date promise est passée",
    "date_passed": "la date prévue est passée",
    "unclaimed": "personne n'a encore pris la demande en charge",
    "transfer_unanswered": "le transfert proposé reste sans réponse",
}


def sentence(event: TicketEvent, *, today: date) -> str:
    """Load the event as queries/timeline.py does: a sentence costs no query."""
    write = _SENTENCES.get(EventKind(event.kind))
    if write is None:
        return f"{event.get_kind_display().capitalize()}."
    return write(event, today)


def name_of(event: TicketEvent) -> str:
    return str(event.actor) if event.actor else "Relais"


def _promise(event: TicketEvent, today: date) -> str:
    if event.promise is None:
        return ""
    return f"{event.promise.action}, avant le {day_in_words(event.promise.promised_on, today)}"


def _by(words: str) -> Callable[[TicketEvent, date], str]:
    """« Mme X … »: a sentence that needs nothing but who did it."""
    return lambda event, _: f"{name_of(event)} {words}."


def _promising(words: str) -> Callable[[TicketEvent, date], str]:
    return lambda event, today: f"{name_of(event)} {words} : {_promise(event, today)}."


def _opened(event: TicketEvent, _: date) -> str:
    for_whom = (
        f" pour {event.ticket.requester}" if event.data.get("channel") == Channel.BEHALF else ""
    )
    return f"{name_of(event)} ouvre la demande{for_whom}."


def _qualified(event: TicketEvent, _: date) -> str:
    kind = getattr(event, "type_label", None) or event.data.get("to", "")
    return f"{name_of(event)} précise le type de la demande : {kind}."


def _routed(event: TicketEvent, _: date) -> str:
    if event.team.kind == TeamKind.FRONT_DESK:
        return "La demande arrive au guichet, qui va lui trouver le bon service."
    return f"La demande est transmise à : {event.team}."


def _kept(event: TicketEvent, _: date) -> str:
    return f"Promesse tenue : {event.promise and event.promise.action}."


def _moved(event: TicketEvent, today: date) -> str:
    day = day_in_words(event.promise.promised_on, today) if event.promise else ""
    return f"{name_of(event)} ne pourra pas tenir la date du {day} et le dit à temps."


def _broken(event: TicketEvent, today: date) -> str:
    if event.promise is None:
        return "La date promise n'a pas été tenue."
    day = day_in_words(event.promise.promised_on, today)
    return f"La date du {day} n'a pas été tenue : {event.promise.action}."


def _transfer(words: str) -> Callable[[TicketEvent, date], str]:
    def write(event: TicketEvent, _: date) -> str:
        team = event.transfer.to_team if event.transfer else event.team
        return words.format(who=name_of(event), team=team)

    return write


def _planned(event: TicketEvent, today: date) -> str:
    if event.promise is None:
        return f"{name_of(event)} planifie une intervention."
    day = day_in_words(event.promise.promised_on, today)
    return f"{name_of(event)} planifie une intervention le {day} : {event.promise.action}."


def _waiting_decision(event: TicketEvent, today: date) -> str:
    if event.data.get("approval"):
        return f"L'accord de {event.holder} est demandé avant d'aller plus loin."
    day = day_in_words(event.promise.promised_on, today) if event.promise else ""
    return f"{name_of(event)} demande une décision à {event.holder}, avant le {day}."


def _refused(event: TicketEvent, _: date) -> str:
    motive = event.data.get("motive")
    return f"{name_of(event)} refuse la demande ({Motive(motive).label if motive else 'motif'})."


def _reopened(event: TicketEvent, _: date) -> str:
    if event.data.get("refused"):
        return f"{name_of(event)} demande que le refus soit réexaminé."
    return f"{name_of(event)} rouvre la demande."


def _merged(event: TicketEvent, _: date) -> str:
    parent = event.ticket.parent
    into = f" à la demande n° {parent.number}" if parent else " à une autre demande"
    return f"{name_of(event)} réunit cette demande{into} : la suite se lit là-bas."


def _joined(event: TicketEvent, _: date) -> str:
    child = getattr(event, "child_number", None)
    return (
        f"La demande n° {child} est réunie à celle-ci."
        if child
        else "Une demande est réunie à celle-ci."
    )


def _escalated(event: TicketEvent, today: date) -> str:
    person = getattr(event, "person_name", "") or "le responsable"
    if event.data.get("alarm"):
        return "Alerte : aucun responsable n'a pu être prévenu."
    if event.data.get("why") == "arbitration":
        return f"{name_of(event)} propose un nouveau transfert : {person} doit arbitrer."
    why = _WHY.get(event.data.get("why", ""), "la demande attend")
    before = event.data.get("act_before")
    day = (
        f", à traiter avant le {day_in_words(datetime.fromisoformat(before).astimezone(PARIS).date(), today)}"
        if before
        else ""
    )
    return f"Alerte envoyée à {person} ({why}){day}."


def _replaced(event: TicketEvent, _: date) -> str:
    before = getattr(event, "person_name", "")
    return f"{event.holder} prend la suite{f' de {before}' if before else ''}."


_SENTENCES: dict[EventKind, Callable[[TicketEvent, date], str]] = {
    K.OPENED: _opened,
    K.QUALIFIED: _qualified,
    K.ROUTED: _routed,
    K.TAKEN: _promising("prend la demande en charge et promet"),
    K.PROMISED: _promising("promet"),
    K.PROMISE_KEPT: _kept,
    K.PROMISE_MOVED: _moved,
    K.PROMISE_BROKEN: _broken,
    K.PLANNED: _planned,
    K.TRANSFER_ASKED: _transfer("{who} propose de confier la demande à : {team}."),
    K.TRANSFER_ACCEPTED: _transfer("{who} accepte la demande pour : {team}."),
    K.TRANSFER_REFUSED: _transfer("{who} refuse la demande pour : {team}. Le guichet la reprend."),
    K.ARBITRATED: lambda e, _: f"{name_of(e)} tranche : la demande est confiée à {e.team}.",
    K.ASKED: _by("pose une question"),
    K.WAITING_THIRD_PARTY: _promising("attend la réponse d'un tiers"),
    K.WAITING_DECISION: _waiting_decision,
    K.APPROVED: _by("donne son accord"),
    K.DECIDED: _by("rend la décision"),
    K.ANSWERED: _by("écrit"),
    K.NOTED: _by("ajoute une note interne"),
    K.RESOLVED: _by("propose la résolution"),
    K.CONFIRMED: _by("confirme que c'est réglé"),
    K.DENIED: _by("répond que ce n'est pas réglé"),
    K.REOPENED: _reopened,
    K.CLOSED_SILENTLY: lambda *_: (
        "Sans nouvelle de l'établissement, la demande est close ; elle peut être rouverte."
    ),
    K.RESOLVED_SILENTLY: lambda *_: (
        "Sans réponse à la question posée, la demande est proposée comme résolue."
    ),
    K.REFUSED: _refused,
    K.CANCELLED: _by("annule la demande"),
    K.RESTORED: _by("rétablit la demande"),
    K.MERGED: _merged,
    K.JOINED: _joined,
    K.REMINDED: lambda e, _: f"Rappel à {e.holder} : la date promise approche.",
    K.REQUESTER_REMINDED: lambda e, _: f"Rappel à {e.holder} : une réponse est attendue.",
    K.ESCALATED: _escalated,
    K.HOLDER_REPLACED: _replaced,
    K.FOLLOWED: _by("suit la demande"),
    K.REFERENCED: _by("ajoute une référence dans un autre outil"),
}
