"""What a request aims at when it opens: its priority and its two targets, for the form and for the action."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.clock import PARIS
from accounts.models import School, Team
from accounts.queries.calendars import calendar_value
from tickets.enums import Extent, Priority, Urgency
from tickets.models import RequestType
from tickets.rules import priority as priorities
from tickets.rules import targets


@dataclass(frozen=True)
class Aims:
    """« Délai visé », never « garanti »."""

    priority: Priority
    first_answer_due_at: datetime
    target_at: datetime


def aims(
    kind: RequestType,
    school: School,
    *,
    team: Team,
    extent: Extent,
    deadline: date | None,
    now: datetime,
) -> Aims:
    """By the calendar of the team that has it; a deadline is near or far in school days."""
    assert school.calendar is not None, "a served school has a calendar"
    today = now.astimezone(PARIS).date()
    days = calendar_value(school.calendar).days_between(today, deadline) if deadline else None
    level = priorities.priority(Urgency(kind.urgency), extent, days_to_deadline=days)
    aimed = targets.targets(
        targets.TypeTargets(
            kind.first_answer_days,
            kind.target_days,
            kind.target_by_extent,
            kind.days_before_deadline,
        ),
        extent=extent,
        priority=level,
        deadline=deadline,
        now=now,
        calendar=calendar_value(team.calendar),
    )
    return Aims(level, aimed.first_answer_due_at, aimed.target_at)
