"""What will become of a request, told before it is sent: by the same rules that will send it."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.clock import PARIS
from accounts.enums import TeamKind
from accounts.models import School
from accounts.permissions import Actor
from accounts.refusals import Refusal
from accounts.rules.french_dates import day_in_words
from tickets.enums import Clock, Extent
from tickets.models import RequestType
from tickets.rules import approval

from .aims import aims
from .competence import destination
from .holders import responsible


@dataclass(frozen=True)
class Preview:
    """« Ira à : … — réponse visée : … »; `target` says what is aimed at: « décision », « résolution »…"""

    team: str
    person: str
    first_answer_on: str
    target: str
    target_on: str
    approval: bool


def preview(
    kind: RequestType,
    school: School,
    *,
    actor: Actor,
    network_side: str,
    extent: Extent,
    deadline: date | None,
    now: datetime,
    on_behalf: bool = False,
) -> Preview | None:
    """None when nobody can be named today: the form then says nothing rather than something wrong."""
    today = now.astimezone(PARIS).date()
    try:
        found = destination(kind, school, network_side=network_side, on=today)
        person = responsible(found.team)
        aimed = aims(kind, school, team=found.team, extent=extent, deadline=deadline, now=now)
    except Refusal:
        return None
    return Preview(
        team=found.team.name,
        person=str(person),
        first_answer_on=_day(aimed.first_answer_due_at, today),
        target=Clock(kind.clock).label,
        target_on=_day(aimed.target_at, today),
        approval=found.team.kind != TeamKind.FRONT_DESK
        and approval.needed(
            commits_money=kind.needs_approval,
            given=False,
            asked_by_the_head=school.pk in actor.heads and not on_behalf,
        ),
    )


def _day(instant: datetime, today: date) -> str:
    return day_in_words(instant.astimezone(PARIS).date(), today)
