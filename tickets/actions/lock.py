"""The first two steps of every deed: lock the ticket, then ask whether this person may."""

from typing import Any

from accounts.permissions import Actor
from accounts.refusals import Forbidden, NotFound, Refusal
from tickets.enums import Deed, Status
from tickets.models import Ticket
from tickets.permissions import WHO, can, parties
from tickets.rules import workflow

#: What every deed reads of a ticket.
AROUND = ("school__calendar", "team__calendar", "holder")
#: These never conflict: both texts are kept, and nothing of the ticket is overwritten.
_NEVER_STALE = (Deed.ANSWER, Deed.NOTE)


class Stale(Refusal):
    """Somebody else changed the ticket meanwhile: `ticket` is how it stands now."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(
            "changed-meanwhile",
            "Quelqu'un a modifié cette demande pendant que vous écriviez. "
            "Relisez-la ci-dessous : rien de votre saisie n'est perdu, renvoyez-la si elle convient toujours.",
        )
        self.ticket = ticket


def lock(number: int, *, actor: Actor, version: int | None = None, deed: Deed) -> Ticket:
    """The ticket, locked for this transaction, on which this actor may do this deed.

    version: the one the person was looking at, None when no page stands behind the deed.
    Raises NotFound (not there or not yours), Stale, Forbidden, or Refusal `not-now`.
    """
    ticket = locked(number, actor=actor)
    check(ticket, actor=actor, version=version, deed=deed)
    return ticket


def check(ticket: Ticket, *, actor: Actor, version: int | None, deed: Deed) -> None:
    """Raises Stale, Forbidden, or Refusal `not-now`: what `lock` asks, without the lock."""
    if version is not None and version != ticket.version and deed not in _NEVER_STALE:
        raise Stale(ticket)
    authorise(ticket, actor=actor, deed=deed)


def locked(number: int, *, actor: Actor) -> Ticket:
    """The ticket, locked, if this actor sees it."""
    # The row alone is locked, then read again with what it points to: a join evaluated before the wait
    # would lose a ticket that changed team meanwhile.
    hold(number=number)
    ticket = Ticket.objects.visible_to(actor).select_related(*AROUND).filter(number=number).first()
    if ticket is None:
        raise NotFound("Cette demande n'existe pas, ou elle ne vous est pas ouverte.")
    return ticket


def hold(*, skip_locked: bool = False, **which: Any) -> list[int]:
    """Lock these tickets until the end of the transaction, always in the order of their numbers. Their ids."""
    rows = Ticket.objects.filter(**which).select_for_update(skip_locked=skip_locked)
    return list(rows.order_by("number").values_list("pk", flat=True))


def authorise(ticket: Ticket, *, actor: Actor, deed: Deed) -> None:
    """Raises Forbidden or Refusal `not-now` unless this actor may do this deed now."""
    if can(actor, deed, ticket):
        return
    status = Status(ticket.status)
    now_possible = workflow.possible(
        deed,
        status,
        offered=ticket.offered_to_id is not None,
        in_arbitration=ticket.in_arbitration,
        approval_pending=ticket.approval_pending,
    )
    if not now_possible and not WHO[deed].isdisjoint(parties(actor, ticket)):
        raise Refusal(
            "not-now", f"« {deed.label} » n'est pas possible : la demande est « {status.label} »."
        )
    raise Forbidden
