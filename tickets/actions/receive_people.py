"""A list of people received: who leaves a role leaves no request behind."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from accounts.actions.import_people import import_people
from accounts.actions.people_report import PeopleReport
from accounts.models import User
from accounts.permissions import Actor
from accounts.refusals import Refusal
from accounts.rules.people_list import PersonLine, RefusedLine

from .hand_over import HandedOver, hand_over


@dataclass
class Received:
    """What the import did, the requests that passed to somebody else, and those that found nobody."""

    people: PeopleReport
    passed: list[tuple[User, HandedOver]] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)


@transaction.atomic
def receive_people(
    *,
    lines: Sequence[PersonLine | RefusedLine],
    actor: Actor,
    now: datetime,
    end_missing: bool = False,
    invitations: bool = True,
    dry_run: bool = False,
) -> Received:
    """Import the list, then hand over what its leavers hold. With dry_run all is done, then undone."""
    report = import_people(
        lines=lines, actor=actor, now=now, end_missing=end_missing, invitations=invitations
    )
    received = Received(report)
    for leaver in report.leavers:
        try:
            passed = hand_over(leaver=leaver, actor=actor, now=now)
        except Refusal as refusal:
            received.stuck.append(f"{leaver.get_full_name()} : {refusal.message}")
            continue
        received.passed += [(leaver, each) for each in passed]
    if dry_run:
        transaction.set_rollback(True)
    return received
