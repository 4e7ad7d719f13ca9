"""What would become of a request sent at an instant, past or to come, and why: by the rules that send real ones."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.clock import PARIS
from accounts.enums import TeamKind
from accounts.models import School, Team, User
from tickets.enums import Clock, Extent, Status
from tickets.models import RequestType
from tickets.rules import approval

from .aims import Aims, aims
from .competence import Destination, destination
from .holders import head_team, responsible


@dataclass(frozen=True)
class Simulation:
    """`found` says who is competent; `team`, `holder` and `status` where the request would begin."""

    found: Destination
    team: Team
    holder: User
    status: Status
    aims: Aims

    @property
    def needs_approval(self) -> bool:
        return self.status is Status.WAITING_DECISION


def simulate(
    *,
    kind: RequestType,
    school: School,
    at: datetime,
    network_side: str = "",
    extent: Extent = Extent.PERSON,
    deadline: date | None = None,
    asked_by_the_head: bool = False,
) -> Simulation:
    """The school needs a calendar. Raises Refusal when nobody could hold the request (no head, no front desk…)."""
    found = destination(kind, school, network_side=network_side, on=at.astimezone(PARIS).date())
    if found.team.kind == TeamKind.FRONT_DESK:
        unclear = found.doubt is not None or kind.clock == Clock.QUALIFICATION
        team, status = found.team, Status.NEW if unclear else Status.ASSIGNED
    elif approval.needed(
        commits_money=kind.needs_approval, given=False, asked_by_the_head=asked_by_the_head
    ):
        team, status = head_team(school), Status.WAITING_DECISION
    else:
        team, status = found.team, Status.ASSIGNED
    return Simulation(
        found=found,
        team=team,
        holder=responsible(team),
        status=status,
        aims=aims(kind, school, team=team, extent=extent, deadline=deadline, now=at),
    )
