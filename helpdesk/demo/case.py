"""One request of the demo and the people around it, with the dates that they choose."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from accounts.clock import PARIS
from accounts.models import Calendar, Team, User
from accounts.queries.calendars import calendar_value
from tickets.enums import Priority
from tickets.rules.promises import HORIZON_DAYS

from .needs import Need
from .stage import Stage

_A_MOMENT = timedelta(minutes=7)


@dataclass
class Case:
    """One request and the people around it. `agent` has taken it; `due` is the promised day."""

    stage: Stage
    chance: Random
    need: Need
    school: int
    rupn: User
    opened: datetime
    number: int = 0
    agent: User | None = None
    team: Team | None = None
    due: date | None = None

    @property
    def holder(self) -> User:
        assert self.agent is not None
        return self.agent

    @property
    def calendar(self) -> Calendar:
        assert self.team is not None
        return self.team.calendar

    @property
    def days(self) -> Calendar:
        return self.stage.world.school_days

    def do(self, deed: Callable[..., object], by: User, **said: object) -> None:
        self.stage.do(deed, by, self.number, **said)

    def soon(self, low: int, high: int) -> datetime:
        """Some moment of the service's work, in so many of its days."""
        return self.stage.later(self.calendar, self.chance.randint(low, high), self.chance)

    def at_school(self, low: int, high: int) -> datetime:
        return self.stage.later(self.days, self.chance.randint(low, high), self.chance)

    def on_the_day(self) -> datetime:
        """The promised day, at work."""
        assert self.due is not None
        minutes = self.chance.randrange(9 * 60, 17 * 60)
        moment = datetime(
            self.due.year, self.due.month, self.due.day, minutes // 60, minutes % 60, tzinfo=PARIS
        )
        return max(moment, self.stage.now.replace(microsecond=0) + _A_MOMENT)

    def promise_for(self, low: int, high: int) -> date:
        """A day of the service's work, farther for what is decided than for what is broken."""
        ticket = self.stage.ticket(self.number)
        far = 2 if ticket.priority == Priority.P4 else 1
        self.due = self.stage.day(self.calendar, self.chance.randint(low, high) * far)
        return self.due

    def visit_on(self, first: int) -> date | None:
        """The first day on which both the service and the school are open; None when holidays push it too far."""
        school = calendar_value(self.days)
        for days in range(first, HORIZON_DAYS[Priority.P3]):
            day = self.stage.day(self.calendar, days)
            if school.why_closed(day) is None:
                self.due = day
                return day
        return None
