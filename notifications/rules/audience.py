"""Who is told of what, by which channel, and who must be told without waiting. One table, nothing else.

Every kind of event is in TOLD or in SILENT. The order of TOLD matters: when one deed records several
events, each person gets one message: about what reaches him at once, else by mail, else the first in order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from tickets.enums import EventKind, Priority

K = EventKind


class Party(Enum):
    """What a person is to a deed."""

    REQUESTER = auto()  # or who answers for the school since the requester left it
    FOLLOWER = auto()
    HOLDER = auto()  # after the deed
    PREVIOUS_HOLDER = auto()  # before it
    LAST_HOLDER = auto()  # who worked on it while the requester had the ball
    LEAD = auto()  # who answers for the team when the holder does not
    RECEIVING_LEAD = auto()  # of the team to which it is offered
    APPROVER = auto()  # the head of school, while an approval is awaited
    ESCALATED = auto()  # who must act by a date


R, F, H = Party.REQUESTER, Party.FOLLOWER, Party.HOLDER


@dataclass(frozen=True)
class Telling:
    """at_once: mailed without waiting (the ball is theirs, or a promise made to them is broken).
    mailed: may wait for company. shown: in the application only. Who is mailed is shown too.
    """

    at_once: frozenset[Party] = frozenset()
    mailed: frozenset[Party] = frozenset()
    shown: frozenset[Party] = frozenset()
    receipt: bool = False  # the requester is told even of what he did himself


def _tell(at_once: set[Party], mailed: set[Party], shown: set[Party] | None = None) -> Telling:
    return Telling(frozenset(at_once), frozenset(mailed), frozenset(shown or ()))


TOLD: Mapping[EventKind, Telling] = {
    K.ESCALATED: _tell({Party.ESCALATED}, {R, F, H}),
    K.REFUSED: _tell(set(), {R, F, Party.PREVIOUS_HOLDER}),
    K.RESOLVED: _tell({R, H}, {F}),
    K.RESOLVED_SILENTLY: _tell({R, H}, {F}),
    K.CLOSED_SILENTLY: _tell(set(), {R, F}, {Party.LAST_HOLDER}),
    K.CONFIRMED: _tell(set(), {R, F, Party.LAST_HOLDER}),
    K.DENIED: _tell({H}, {R, F}),
    K.REOPENED: _tell({H}, {R, F}, {Party.LEAD}),
    K.CANCELLED: _tell(set(), {R, F, Party.PREVIOUS_HOLDER}, {Party.LAST_HOLDER}),
    K.RESTORED: _tell({H}, {R, F}),
    K.MERGED: _tell(set(), {R, F}, {Party.PREVIOUS_HOLDER}),
    K.ASKED: _tell({R, H}, {F}),
    K.APPROVED: _tell({H}, {R, F}),
    K.DECIDED: _tell({H}, {R, F}),
    K.ARBITRATED: _tell({H}, {R, F, Party.PREVIOUS_HOLDER}),
    K.TRANSFER_REFUSED: _tell({H}, {R, F, Party.PREVIOUS_HOLDER}),
    K.TRANSFER_ASKED: _tell({R, Party.RECEIVING_LEAD}, {F}),
    K.TRANSFER_ACCEPTED: _tell({H}, {R, F, Party.PREVIOUS_HOLDER}),
    K.HOLDER_REPLACED: _tell({H}, {R, F}, {Party.PREVIOUS_HOLDER, Party.LEAD}),
    K.WAITING_DECISION: _tell({H, Party.APPROVER}, {R, F}),
    K.OPENED: Telling(frozenset({H}), frozenset({R, F}), receipt=True),
    K.WAITING_THIRD_PARTY: _tell(set(), {R, F}),
    K.ANSWERED: _tell({H}, {R, F}),
    K.ROUTED: _tell({H}, {R, F}, {Party.PREVIOUS_HOLDER}),
    K.QUALIFIED: _tell({H}, {R, F}),
    # A late act breaks the promise and does something: whom the act concerns at once hears of the act.
    K.PROMISE_BROKEN: _tell({R, H, Party.LEAD}, {F}),
    K.PLANNED: _tell(set(), {R, F}),
    K.TAKEN: _tell(set(), {R, F}, {Party.PREVIOUS_HOLDER}),
    K.PROMISE_MOVED: _tell(set(), {R, F}),
    K.PROMISED: _tell(set(), {R, F}),
    K.REMINDED: _tell({H}, set()),
    K.REQUESTER_REMINDED: _tell({R, H}, set()),
    K.NOTED: _tell(set(), {H}, {F}),
    K.JOINED: _tell(set(), set(), {H}),
}

SILENT: Mapping[EventKind, str] = {
    K.PROMISE_KEPT: "the deed that keeps a promise tells of itself",
    K.FOLLOWED: "whoever follows has just asked for it",
    K.REFERENCED: "a number for the file: nobody has anything to do",
}

MAILED = tuple(kind for kind, telling in TOLD.items() if telling.at_once or telling.mailed)


_ORDER = {kind: place for place, kind in enumerate(TOLD)}


@dataclass(frozen=True)
class Word:
    """What one person gets of one event. urgent: the mail leaves even where the rest is gathered."""

    kind: EventKind
    at_once: bool
    by_mail: bool
    urgent: bool

    @property
    def weight(self) -> tuple[bool, bool, int]:
        """Of the events of one deed a person hears the heaviest."""
        return self.at_once, self.by_mail, -_ORDER[self.kind]


def word(
    kind: EventKind, parties: frozenset[Party], *, priority: Priority, is_actor: bool
) -> Word | None:
    """What this person is told of this event, or None. Nobody is told what he did, save a receipt."""
    telling = TOLD.get(kind)
    if telling is None or (is_actor and not (telling.receipt and R in parties)):
        return None
    at_once = not parties.isdisjoint(telling.at_once)
    by_mail = at_once or not parties.isdisjoint(telling.mailed)
    if not by_mail and parties.isdisjoint(telling.shown):
        return None
    return Word(kind, at_once, by_mail, urgent=at_once or (by_mail and priority is Priority.P1))
