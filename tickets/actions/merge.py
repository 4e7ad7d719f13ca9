"""Merge: the same need of the same school, said twice, is held once (S11)."""

from datetime import datetime

from django.db import transaction

from accounts.permissions import Actor
from accounts.refusals import Invalid
from tickets.enums import Deed, EventKind, Outcome
from tickets.events import record
from tickets.models import Follower, Ticket

from .ledger import settle
from .lock import hold, lock, locked
from .transition import move, touch


@transaction.atomic
def merge(
    *, number: int, into: int, actor: Actor, now: datetime, version: int | None = None
) -> Ticket:
    """S11: the ticket is held through its parent; its requester and followers follow the parent.

    Raises Invalid on `into`: itself, ended, of another school, or not visible.
    """
    if number == into:
        raise Invalid(
            "same-ticket", "Une demande ne peut pas être réunie à elle-même.", field="into"
        )
    # Always in the order of numbers: two merges crossing each other wait, they do not block for ever.
    hold(number__in=[number, into])
    ticket = lock(number, actor=actor, deed=Deed.MERGE, version=version)
    parent = locked(into, actor=actor)
    if not parent.is_open:
        raise Invalid(
            "parent-ended",
            f"La demande n° {into} est terminée : choisissez une demande ouverte.",
            field="into",
        )
    if parent.school_id != ticket.school_id:
        raise Invalid(
            "other-school", "On ne réunit que des demandes du même établissement.", field="into"
        )
    settled = settle(ticket, Outcome.RELEASED, now=now)
    move(
        ticket,
        Deed.MERGE,
        actor=actor,
        now=now,
        ball=None,
        settled=settled,
        parent=parent,
        last_holder=ticket.holder,
    )
    followers = {ticket.requester_id, *ticket.followers.values_list("user_id", flat=True)} - {
        parent.requester_id
    }
    Follower.objects.bulk_create(
        [Follower(ticket=parent, user_id=person, since=now) for person in sorted(followers)],
        ignore_conflicts=True,
    )
    touch(parent, now=now)
    record(ticket, EventKind.MERGED, actor=actor, now=now, data={"parent": parent.pk})
    record(parent, EventKind.JOINED, actor=actor, now=now, data={"child": ticket.pk})
    return ticket
