"""Which action does each deed, and what it is told. To offer a new deed, add its line here."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tickets.actions import cancel, decide, merge, qualify, resolve, take, talk, transfer, wait
from tickets.enums import Deed

from . import bodies


class Way(NamedTuple):
    """The action of a deed, and the body that gives it its arguments."""

    do: Callable[..., Any]
    body: type[bodies.DeedBody] = bodies.DeedBody


WAYS: Mapping[Deed, Way] = {
    Deed.QUALIFY: Way(qualify.qualify, bodies.QualifyBody),
    Deed.TAKE: Way(take.take, bodies.PromiseBody),
    Deed.PROMISE: Way(take.promise, bodies.PromiseBody),
    Deed.MOVE_PROMISE: Way(take.move_promise, bodies.MovePromiseBody),
    Deed.PLAN: Way(take.plan, bodies.PlanBody),
    Deed.TRANSFER: Way(transfer.transfer, bodies.TransferBody),
    Deed.ACCEPT_TRANSFER: Way(transfer.accept_transfer),
    Deed.REFUSE_TRANSFER: Way(transfer.refuse_transfer, bodies.ReasonBody),
    Deed.ARBITRATE: Way(transfer.arbitrate, bodies.TransferBody),
    Deed.ASK: Way(talk.ask, bodies.AskBody),
    Deed.WAIT_THIRD_PARTY: Way(wait.wait_third_party, bodies.WaitThirdPartyBody),
    Deed.WAIT_DECISION: Way(wait.wait_decision, bodies.WaitDecisionBody),
    Deed.APPROVE: Way(decide.approve),
    Deed.DECIDE: Way(decide.decide, bodies.DecideBody),
    Deed.ANSWER: Way(talk.answer, bodies.TextBody),
    Deed.NOTE: Way(talk.note, bodies.TextBody),
    Deed.RESOLVE: Way(resolve.resolve, bodies.ResolveBody),
    Deed.CONFIRM: Way(resolve.confirm),
    Deed.DENY: Way(resolve.deny, bodies.WhyBody),
    Deed.REOPEN: Way(resolve.reopen, bodies.WhyBody),
    Deed.REFUSE: Way(decide.refuse, bodies.RefuseBody),
    Deed.CANCEL: Way(cancel.cancel),
    Deed.RESTORE: Way(cancel.restore),
    Deed.MERGE: Way(merge.merge, bodies.MergeBody),
}
