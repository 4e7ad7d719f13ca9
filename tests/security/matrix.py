"""Who gets what at every address: role × own or foreign × read or write, declared by hand.

A new address that is not said here fails the test: whoever adds one decides who may, and writes it down.
Not yours and not there look the same (404); anonymous people are sent to sign in, programs are told 401.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.factories.world import NOW, World
from tickets.actions.cancel import cancel
from tickets.actions.resolve import confirm, resolve
from tickets.actions.transfer import accept_transfer, transfer
from tickets.actions.wait import wait_decision
from tickets.enums import Deed
from tickets.models import Ticket

ANONYMOUS = "anonymous"
SCHOOL = {"rupn", "head", "manager"}
OTHER_SCHOOL = {"lycee_rupn", "lycee_head"}
TIP = {"technician", "technician_2", "tip_lead"}
ABOVE = {"tip_contact"}  # to whom the escalations of the TIP go
SERVICES = {"dsi_agent", "dept_lead"}
DESK = {"desk_agent"}
REFERENT = {"referent"}
ELSEWHERE = {"far_referent"}
OFFICE = {"head_office_substitute"}  # replaces the head, is not of the school
OBSERVER, ADMINISTRATOR, NOBODY = {"observer"}, {"administrator"}, {"nobody"}

EVERYBODY = (
    SCHOOL | OTHER_SCHOOL | TIP | ABOVE | SERVICES | DESK | REFERENT | ELSEWHERE | OFFICE | OBSERVER | ADMINISTRATOR
    | NOBODY
)  # fmt: skip
STAFF = TIP | ABOVE | SERVICES | DESK | REFERENT | ELSEWHERE
#: Who sees every request of the college, whatever team has it.
ALWAYS = SCHOOL | DESK | REFERENT | ADMINISTRATOR


@dataclass(frozen=True)
class Page:
    """An address without an object: who gets it; the others get `otherwise`."""

    who: set[str]
    otherwise: int = 404
    anonymous: int = 302


PAGES: Mapping[str, Page] = {
    "": Page(EVERYBODY),
    "je-porte/": Page(STAFF),
    "etablissement/": Page({"rupn", "manager", "lycee_rupn"}),
    "direction/": Page({"head", "lycee_head"}),
    "guichet/": Page(DESK | REFERENT | ELSEWHERE),
    "pilotage/": Page(ADMINISTRATOR),
    "pilotage/simulateur/": Page(ADMINISTRATOR),
    "chiffres/": Page(OBSERVER | ADMINISTRATOR | REFERENT | ELSEWHERE),
    "chiffres/demandes/": Page(OBSERVER | ADMINISTRATOR | REFERENT | ELSEWHERE),
    "demandes/": Page(EVERYBODY),
    "demandes/nouvelle/": Page(SCHOOL | OTHER_SCHOOL | STAFF, otherwise=403),
    "notifications/": Page(EVERYBODY),
    "administration-courriels/": Page(ADMINISTRATOR),
    "api/v1/me/": Page(EVERYBODY, anonymous=401),
    "api/v1/schools/": Page(EVERYBODY, anonymous=401),
    "api/v1/teams/": Page(EVERYBODY, anonymous=401),
    "api/v1/request-types/": Page(EVERYBODY, anonymous=401),
    "api/v1/tickets/": Page(EVERYBODY, anonymous=401),
    "api/v1/schema/": Page(EVERYBODY, anonymous=401),
    "api/v1/docs/": Page(EVERYBODY),
    "healthz": Page(EVERYBODY | {ANONYMOUS}, anonymous=200),
}

SEES_TIP = ALWAYS | TIP | ABOVE
#: An address of an object of the college: who gets it. The names are those of `objects()`.
OBJECTS: Mapping[str, set[str]] = {
    "demandes/<int:number>/": SEES_TIP,
    "pieces/<int:pk>/": SEES_TIP,
    "api/v1/tickets/<int:number>/": SEES_TIP,
    "api/v1/^schools/(?P<uai>[0-9]{7}[A-Z])/$": SCHOOL | STAFF | OBSERVER | ADMINISTRATOR,
    "api/v1/^request-types/(?P<code>[A-Z0-9-]{1,6})/$": EVERYBODY,
    "administration-courriels/<str:file>/<int:rank>/": set(),  # there is no such mail: 404 for all
}
#: A file of an internal note.
INTERNAL_FILE = SEES_TIP - SCHOOL

#: POST without a deed: who may, of a notice that is the RUPN's own.
POSTS: Mapping[str, set[str]] = {
    "notifications/<int:notice_id>/lue/": {"rupn"},
    "notifications/lues/": EVERYBODY,
}


@dataclass(frozen=True)
class Doing:
    """A deed on a ticket in a state in which it is possible: who sees that ticket, who may do it, and how."""

    ticket: Callable[[World], Ticket]
    sees: set[str]
    may: set[str]
    body: Callable[[World], Mapping[str, Any]] = lambda _: {}


def _taken(world: World) -> Ticket:
    return world.taken()


def _offered(world: World) -> Ticket:
    return transfer(
        number=world.taken("ENT-05").number, to_team=world.team("dsi"), reason="Lien",
        actor=world.actor("technician"), now=NOW,
    )  # fmt: skip


def _arbitrated(world: World) -> Ticket:
    ticket = accept_transfer(number=_offered(world).number, actor=world.actor("dsi_agent"), now=NOW)
    return transfer(
        number=ticket.number,
        to_team=world.team("tip"),
        reason="Retour",
        actor=world.actor("dsi_lead"),
        now=NOW,
    )


def _to_decide(world: World) -> Ticket:
    return wait_decision(
        number=world.taken().number, decider=world.team("dept"), reason="Budget", until=date(2026, 3, 20),
        actor=world.actor("technician"), now=NOW,
    )  # fmt: skip


def _resolved(world: World) -> Ticket:
    return resolve(
        number=world.taken().number, evidence="Essayé.", actor=world.actor("technician"), now=NOW
    )


def _closed(world: World) -> Ticket:
    return confirm(number=_resolved(world).number, actor=world.actor("rupn"), now=NOW)


def _cancelled(world: World) -> Ticket:
    return cancel(number=world.taken().number, actor=world.actor("rupn"), now=NOW)


def _said(**body: Any) -> Callable[[World], Mapping[str, Any]]:
    return lambda _: body


_HANDS = {"technician", "tip_lead"}
_DATE = {"next_action": "Venir", "promised_on": "2026-03-18"}
_WAIT = {"reason": "Une pièce", "until": "2026-03-18"}

DEEDS: Mapping[Deed, Doing] = {
    Deed.QUALIFY: Doing(
        lambda w: w.open(None), ALWAYS, DESK | REFERENT, _said(request_type="RES-01")
    ),
    Deed.TAKE: Doing(lambda w: w.open(), SEES_TIP, TIP, _said(**_DATE)),
    Deed.PROMISE: Doing(_taken, SEES_TIP, _HANDS, _said(**_DATE)),
    Deed.MOVE_PROMISE: Doing(
        _taken, SEES_TIP, _HANDS, _said(promised_on="2026-03-18", reason="Retard")
    ),
    Deed.PLAN: Doing(_taken, SEES_TIP, _HANDS, _said(**_DATE)),
    Deed.TRANSFER: Doing(_taken, SEES_TIP, _HANDS, _said(to_team="dsi", reason="Filtrage")),
    Deed.ACCEPT_TRANSFER: Doing(_offered, SEES_TIP | {"dsi_agent"}, {"dsi_agent"}),
    Deed.REFUSE_TRANSFER: Doing(
        _offered, SEES_TIP | {"dsi_agent"}, {"dsi_agent"}, _said(reason="Non")
    ),
    Deed.ARBITRATE: Doing(
        _arbitrated, SEES_TIP | {"dsi_agent"}, REFERENT, _said(to_team="tip", reason="Convention")
    ),
    Deed.ASK: Doing(_taken, SEES_TIP, _HANDS, _said(question="Où ?")),
    Deed.WAIT_THIRD_PARTY: Doing(_taken, SEES_TIP, _HANDS, _said(third_party="SAV", **_WAIT)),
    Deed.WAIT_DECISION: Doing(_taken, SEES_TIP, _HANDS, _said(decider="dept", **_WAIT)),
    Deed.APPROVE: Doing(lambda w: w.open("EQU-03"), ALWAYS | OFFICE, {"head"} | OFFICE),
    Deed.DECIDE: Doing(
        _to_decide, SEES_TIP | {"dept_lead"}, {"dept_lead"}, _said(decision="D'accord.")
    ),
    Deed.ANSWER: Doing(_taken, SEES_TIP, SEES_TIP - ADMINISTRATOR, _said(body="Bonjour.")),
    Deed.NOTE: Doing(_taken, SEES_TIP, SEES_TIP - ADMINISTRATOR - SCHOOL, _said(body="Interne.")),
    Deed.RESOLVE: Doing(_taken, SEES_TIP, _HANDS, _said(evidence="Essayé.")),
    Deed.CONFIRM: Doing(_resolved, SEES_TIP, {"rupn"}),
    Deed.DENY: Doing(_resolved, SEES_TIP, {"rupn"}, _said(reason="Toujours pas.")),
    Deed.REOPEN: Doing(_closed, SEES_TIP, {"rupn"}, _said(reason="De nouveau.")),
    Deed.REFUSE: Doing(_taken, SEES_TIP, _HANDS, _said(motive="budget", explanation="Épuisé.")),
    Deed.CANCEL: Doing(_taken, SEES_TIP, {"rupn"}),
    Deed.RESTORE: Doing(_cancelled, SEES_TIP, {"rupn"}),
    Deed.MERGE: Doing(
        lambda w: w.open(), SEES_TIP, {"tip_lead"} | DESK, lambda w: {"into": w.open().number}
    ),
}
#: The engine's own: no address leads to them.
NOT_FOR_PEOPLE = {Deed.SILENT_RESOLUTION, Deed.SILENT_CLOSURE}
DEED_ADDRESS = "demandes/<int:number>/<slug:deed>/"
API_DEED_ADDRESS = "api/v1/tickets/<int:number>/{}/"

#: Who may open a request of the college (POST), and how who may not is told.
MAY_OPEN = SCHOOL
MAY_OPEN_FOR = STAFF  # for a person of the school who called
OPENING = {"demandes/nouvelle/", "api/v1/tickets/"}

#: The sign-in pages, as who is not signed in gets them, and as who is. They know accounts, never requests.
ACCOUNT: Mapping[str, tuple[int, int]] = {
    "compte/login/": (200, 302),
    "compte/logout/": (302, 200),
    "compte/inactive/": (200, 200),
    "compte/signup/": (200, 302),  # closed: only who is invited has an account
    "compte/reauthenticate/": (302, 200),
    "compte/email/": (302, 200),
    "compte/confirm-email/": (200, 200),
    "compte/password/change/": (302, 200),
    "compte/password/set/": (302, 302),
    "compte/password/reset/": (200, 200),
    "compte/login/code/confirm/": (302, 302),
    "compte/^confirm-email/(?P<key>[-:\\w]+)/$": (200, 200),
    "compte/password/reset/key/done/": (200, 200),
    "compte/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": (200, 200),
    "compte/password/reset/done/": (200, 200),
}
#: Under these prefixes everything has one rule.
ADMINISTRATION = (
    "administration/"  # administrators; as absent as any unknown page for everybody else
)
NOWHERE = "api/v1/"  # the catch-all of the API: 404, or 401
