"""The life of a ticket: the states S1–S13, the deeds, and where each leads. One table, nothing else.

The source is the domain's table of states; docs/workflow.md is generated from here.
"""

from collections.abc import Mapping

from tickets.enums import ENDED, OPEN, Deed, Status

S = Status

#: Somebody of the competent team works on it.
IN_HAND = (S.TAKEN, S.PLANNED, S.WAITING_THIRD_PARTY, S.REOPENED)
#: The clocks of the targets stand still: the requester has the ball.
CLOCK_STOPPED = (S.RESOLVED, S.WAITING_REQUESTER)
#: The date is a promise of the ledger; elsewhere it is the system's own.
PROMISED = (S.TAKEN, S.PLANNED, S.WAITING_THIRD_PARTY, S.WAITING_DECISION, S.REOPENED)

_to = dict.fromkeys

#: deed → from → to. What is not here is refused.
TRANSITIONS: Mapping[Deed, Mapping[Status, Status]] = {
    Deed.QUALIFY: _to((S.NEW, S.ASSIGNED, S.TAKEN, S.REOPENED), S.ASSIGNED),
    Deed.TAKE: _to((S.ASSIGNED,), S.TAKEN),
    Deed.PROMISE: {
        S.TAKEN: S.TAKEN,
        S.PLANNED: S.TAKEN,
        S.WAITING_THIRD_PARTY: S.TAKEN,
        S.WAITING_DECISION: S.WAITING_DECISION,
        S.REOPENED: S.TAKEN,
    },
    Deed.MOVE_PROMISE: {state: state for state in PROMISED},
    Deed.PLAN: _to((S.TAKEN, S.PLANNED, S.WAITING_THIRD_PARTY, S.REOPENED), S.PLANNED),
    Deed.TRANSFER: _to((S.ASSIGNED, *IN_HAND), S.ASSIGNED),
    Deed.ACCEPT_TRANSFER: _to((S.ASSIGNED,), S.ASSIGNED),
    Deed.REFUSE_TRANSFER: _to((S.ASSIGNED,), S.NEW),
    Deed.ARBITRATE: _to((S.ASSIGNED,), S.ASSIGNED),
    Deed.ASK: _to((S.NEW, S.ASSIGNED, *IN_HAND, S.WAITING_DECISION), S.WAITING_REQUESTER),
    Deed.WAIT_THIRD_PARTY: _to(IN_HAND, S.WAITING_THIRD_PARTY),
    Deed.WAIT_DECISION: _to((S.ASSIGNED, *IN_HAND), S.WAITING_DECISION),
    Deed.APPROVE: _to((S.WAITING_DECISION,), S.ASSIGNED),
    Deed.DECIDE: _to((S.WAITING_DECISION,), S.TAKEN),
    Deed.ANSWER: {state: state for state in S if state != S.WAITING_REQUESTER}
    | {S.WAITING_REQUESTER: S.TAKEN},
    Deed.NOTE: {state: state for state in S},
    Deed.RESOLVE: _to(IN_HAND, S.RESOLVED),
    Deed.CONFIRM: _to((S.RESOLVED,), S.CLOSED),
    Deed.DENY: _to((S.RESOLVED,), S.REOPENED),
    Deed.REOPEN: _to((S.CLOSED, S.REFUSED), S.REOPENED),
    Deed.REFUSE: _to((S.NEW, S.ASSIGNED, *IN_HAND, S.WAITING_DECISION), S.REFUSED),
    Deed.CANCEL: _to(OPEN, S.CANCELLED),
    Deed.RESTORE: _to((S.CANCELLED,), S.NEW),
    Deed.MERGE: _to((S.NEW, S.ASSIGNED, S.TAKEN, S.PLANNED, S.REOPENED), S.MERGED),
    Deed.END_WAIT: _to((S.WAITING_THIRD_PARTY,), S.TAKEN),
    Deed.SILENT_RESOLUTION: _to((S.WAITING_REQUESTER,), S.RESOLVED),
    Deed.SILENT_CLOSURE: _to((S.RESOLVED,), S.CLOSED),
}

#: While a transfer waits for its answer the sender only holds: nothing else may move the ticket.
DURING_TRANSFER = frozenset(
    {Deed.ACCEPT_TRANSFER, Deed.REFUSE_TRANSFER, Deed.ARBITRATE, Deed.ANSWER, Deed.NOTE, Deed.CANCEL}
)
ONLY_DURING_TRANSFER = frozenset({Deed.ACCEPT_TRANSFER, Deed.REFUSE_TRANSFER, Deed.ARBITRATE})


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
    if deed in ONLY_DURING_TRANSFER and not offered:
        return False
    if deed is Deed.ARBITRATE:
        return in_arbitration
    if deed in (Deed.ACCEPT_TRANSFER, Deed.REFUSE_TRANSFER):
        return not in_arbitration
    if deed is Deed.APPROVE:
        return approval_pending
    if deed in (Deed.DECIDE, Deed.PROMISE, Deed.MOVE_PROMISE) and status is S.WAITING_DECISION:
        return not approval_pending
    return True


def target(deed: Deed, status: Status) -> Status:
    """The state to which a possible deed leads."""
    return TRANSITIONS[deed][status]


def is_end(status: Status) -> bool:
    return status in ENDED
