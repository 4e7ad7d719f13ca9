"""The stage: stories told side by side on one simulated clock, with the time engine at work between their deeds."""

import heapq
from collections.abc import Callable, Generator, Iterable
from datetime import date, datetime
from random import Random
from typing import Any

from accounts.clock import PARIS
from accounts.models import Calendar, Team, User
from accounts.permissions import Actor
from accounts.queries.actors import actor_for
from accounts.queries.calendars import calendar_value
from tickets.actions.open_ticket import Draft, open_ticket
from tickets.actions.wake import wake
from tickets.models import Ticket

from .world import World

#: A story does its deeds and gives, between them, the instant of the next.
Story = Generator[datetime, None, None]


class Stage:
    """`now` is the simulated instant; `tickets` the numbers that stories are remembered by."""

    def __init__(self, world: World, *, start: datetime) -> None:
        self.world = world
        self.now = start
        self.tickets: dict[str, int] = {}
        self._actors: dict[tuple[int, date], Actor] = {}

    # ── what stories call ──

    def open(
        self,
        code: str | None,
        *,
        by: User,
        school: int,
        title: str,
        body: str,
        name: str = "",
        entered_by: User | None = None,
        **said: Any,
    ) -> int:
        """Open a request and give its number. entered_by: the staff who enters it for somebody who called."""
        deed = {key: said.pop(key) for key in ("channel",) if key in said}
        kind = self.world.types[code] if code else None
        draft = Draft(
            school=self.world.schools[school], title=title, body=body, request_type=kind, **said
        )
        if entered_by is not None:
            deed["requester"] = by
        actor = self.actor(entered_by or by)
        ticket = open_ticket(draft=draft, actor=actor, now=self.now, **deed)
        self.tickets[name or f"{code} {ticket.number}"] = ticket.number
        return ticket.number

    def do(self, deed: Callable[..., Any], by: User, number: int, **said: Any) -> None:
        """One deed of one person, now."""
        deed(number=number, actor=self.actor(by), now=self.now, **said)

    def ticket(self, number: int) -> Ticket:
        related = ("school__calendar", "team__calendar", "holder", "requester", "request_type")
        return Ticket.objects.select_related(*related).get(number=number)

    def members(self, team: Team) -> list[User]:
        return self.world.members[team.code]

    def actor(self, user: User) -> Actor:
        key = (user.pk, self.now.astimezone(PARIS).date())
        if key not in self._actors:
            self._actors[key] = actor_for(user, key[1])
        return self._actors[key]

    # ── when ──

    def day(self, calendar: Calendar, days: int) -> date:
        """So many working days from today."""
        return calendar_value(calendar).add_days(self.now.astimezone(PARIS).date(), days)

    def later(self, calendar: Calendar, days: int, chance: Random) -> datetime:
        """Some moment of work, so many working days from now, and after now."""
        moment = _at_work(self.day(calendar, days), chance)
        while moment <= self.now:
            days += 1
            moment = _at_work(self.day(calendar, days), chance)
        return moment

    # ── the clock ──

    def run(
        self,
        stories: Iterable[Story],
        *,
        until: datetime,
        passed: Callable[[datetime], None] = lambda _: None,
    ) -> None:
        """Play the stories up to an instant; what they would do later is left undone. passed: told the time."""
        queue: list[tuple[datetime, int, Story]] = []
        for order, story in enumerate(stories):
            queue.append((next(story), order, story))
        heapq.heapify(queue)
        while queue and queue[0][0] <= until:
            instant, order, story = heapq.heappop(queue)
            self._let_time_pass(instant)
            passed(instant)
            following = self._play(story)
            if following is not None:
                heapq.heappush(queue, (following, order, story))
        self._let_time_pass(until)
        passed(until)

    def _play(self, story: Story) -> datetime | None:
        name = getattr(story, "__name__", "")
        try:
            following = next(story)
        except StopIteration:
            return None
        except Exception as error:
            error.add_note(f"in the story {name}, on {self.now.astimezone(PARIS):%c}")
            raise
        if following <= self.now:
            raise ValueError(f"{name} goes back in time, on {self.now:%c}")
        return following

    def _let_time_pass(self, until: datetime) -> None:
        """Wake each ticket at the very instant at which it is due, as a sweep that runs without pause would."""
        due = Ticket.objects.filter(wake_at__lte=until).order_by("wake_at", "pk")
        while (first := due.values_list("pk", "wake_at").first()) is not None:
            ticket_id, wake_at = first
            assert wake_at is not None
            wake(ticket_id, now=max(wake_at, self.now))
            self.now = max(wake_at, self.now)
            if Ticket.objects.filter(pk=ticket_id, wake_at=wake_at).exists():
                raise RuntimeError(f"the engine leaves ticket {ticket_id} where it was")
        self.now = until


def _at_work(day: date, chance: Random) -> datetime:
    """Between 8:05 and 17:40."""
    minutes = chance.randrange(8 * 60 + 5, 17 * 60 + 40)
    return datetime(day.year, day.month, day.day, minutes // 60, minutes % 60, tzinfo=PARIS)
