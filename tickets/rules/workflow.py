"""The life of a ticket: the states S1–S13, the deeds, and where each leads. One table, nothing else.

The source is the domain's table of states; docs/workflow.md is generated from here.
"""

from collections.abc import Iterable, Mapping

from tickets.enums import ENDED, OPEN, Deed, Status

S = Status

#: Somebody of the competent team works on it. A reopened ticket lives as one taken.
IN_HAND = (S.TAKEN, S.PLANNED, S.WAITING_THIRD_PARTY, S.REOPENED)
#: The requester has the ball.
WITH_REQUESTER = (S.WAITING_REQUESTER, S.RESOLVED)
#: The clocks of the targets stand still: with the requester, and once it is over.
STILL = frozenset({*WITH_REQUESTER, *ENDED})
#: Nobody has taken it yet.
UNCLAIMED = (S.NEW, S.ASSIGNED)

Targets = tuple[Status, ...]


def _all_to(origins: Iterable[Status], *targets: Status) -> dict[Status, Targets]:
    return dict.fromkeys(origins, targets)


def _stay(*states: Status) -> dict[Status, Targets]:
    return {state: (state,) for state in states}


#: deed → from → where it may lead, the usual one first. What is not here is refused.
TRANSITIONS: Mapping[Deed, Mapping[Status, Targets]] = {
    Deed.QUALIFY: _all_to((S.NEW, S.ASSIGNED, S.TAKEN, S.REOPENED), S.ASSIGNED, S.WAITING_DECISION),
    Deed.TAKE: _all_to((S.ASSIGNED,), S.TAKEN),
    Deed.PROMISE: _all_to(IN_HAND, S.TAKEN) | _stay(S.WAITING_DECISION),
    # A reopened ticket has no promise yet: there is nothing to move.
    Deed.MOVE_PROMISE: _stay(S.TAKEN, S.PLANNED, S.WAITING_THIRD_PARTY, S.WAITING_DECISION),
    Deed.PLAN: _all_to((*IN_HAND, S.WAITING_DECISION), S.PLANNED),
    Deed.TRANSFER: _all_to((S.ASSIGNED, *IN_HAND), S.ASSIGNED),
    Deed.ACCEPT_TRANSFER: _stay(S.ASSIGNED),
    Deed.REFUSE_TRANSFER: _all_to((S.ASSIGNED,), S.NEW),
    Deed.ARBITRATE: _stay(S.ASSIGNED),
    Deed.ASK: _all_to((S.NEW, S.ASSIGNED, *IN_HAND, S.WAITING_DECISION), S.WAITING_REQUESTER),
    Deed.WAIT_THIRD_PARTY: _all_to(IN_HAND, S.WAITING_THIRD_PARTY),
    Deed.WAIT_DECISION: _all_to((S.ASSIGNED, S.TAKEN, S.PLANNED, S.REOPENED), S.WAITING_DECISION),
    Deed.APPROVE: _all_to((S.WAITING_DECISION,), S.ASSIGNED),
    Deed.DECIDE: _all_to((S.WAITING_DECISION,), S.TAKEN),
    Deed.ANSWER: _stay(*S) | {S.WAITING_REQUESTER: (S.TAKEN, S.WAITING_REQUESTER)},
    Deed.NOTE: _stay(*S),
    Deed.RESOLVE: _all_to(IN_HAND, S.RESOLVED),
    Deed.CONFIRM: _all_to((S.RESOLVED,), S.CLOSED),
    Deed.DENY: _all_to((S.RESOLVED,), S.REOPENED),
    Deed.REOPEN: _all_to((S.CLOSED, S.REFUSED), S.REOPENED),
    Deed.REFUSE: _all_to(
        (S.NEW, S.ASSIGNED, S.TAKEN, S.PLANNED, S.REOPENED, S.WAITING_DECISION), S.REFUSED
    ),
    Deed.CANCEL: _all_to(OPEN, S.CANCELLED),
    Deed.RESTORE: _all_to((S.CANCELLED,), S.NEW),
    Deed.MERGE: _all_to((S.NEW, S.ASSIGNED, S.TAKEN, S.PLANNED, S.REOPENED), S.MERGED),
    Deed.SILENT_RESOLUTION: _all_to((S.WAITING_REQUESTER,), S.RESOLVED),
    Deed.SILENT_CLOSURE: _all_to((S.RESOLVED,), S.CLOSED),
}

ANSWERS_TO_TRANSFER = frozenset({Deed.ACCEPT_TRANSFER, Deed.REFUSE_TRANSFER})
#: While a transfer waits for its answer the sender only holds: nothing else may move the ticket.
DURING_TRANSFER = ANSWERS_TO_TRANSFER | {Deed.ARBITRATE, Deed.ANSWER, Deed.NOTE, Deed.CANCEL}
#: While the head's approval is awaited (R08) there is one thing to say, yes or no. A question would end the
#: wait, and the approval with it: the head asks in an answer instead.
NOT_WHILE_APPROVAL = frozenset({Deed.DECIDE, Deed.PROMISE, Deed.MOVE_PROMISE, Deed.PLAN, Deed.ASK})


def possible(
    deed: Deed,
    status: Status,
    *,
    offered: bool = False,
    in_arbitration: bool = False,
    approval_pending: bool = False,
) -> bool:
    """Whether the state of the ticket lets this deed happen, whoever does it."""
    if status not in TRANSITIONS[deed]:
        return False
    if offered and deed not in DURING_TRANSFER:
        return False
    if deed in ANSWERS_TO_TRANSFER:
        return offered and not in_arbitration
    if deed is Deed.ARBITRATE:
        return in_arbitration
    if deed is Deed.APPROVE:
        return approval_pending
    return not (approval_pending and deed in NOT_WHILE_APPROVAL)


def target(deed: Deed, status: Status, to: Status | None = None) -> Status:
    """The state to which a possible deed leads: the usual one, or `to` when the table allows it.

    Raises ValueError when the table does not: a defect of the caller, not of the user.
    """
    targets = TRANSITIONS[deed].get(status, ())
    if not targets or (to is not None and to not in targets):
        raise ValueError(f"{deed} does not lead from {status} to {to}")
    return to if to is not None else targets[0]
