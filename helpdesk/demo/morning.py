"""The last ten days before the demo's moment: each account finds something missed, something for today, something to come."""

from collections.abc import Iterator
from datetime import date

from accounts.models import User
from tickets.actions.decide import approve
from tickets.actions.take import plan, take

from .moment import MOMENT, at
from .needs import Need
from .stage import Stage, Story

TODAY = MOMENT.date()
MISSED, TO_COME = date(2026, 3, 17), date(2026, 3, 24)
#: The collège of the accounts rupn@, chef@, adjoint@ and gestionnaire@.
HOME = 31


def held(
    s: Stage,
    holder: str,
    what: Need,
    school: int,
    due: date,
    *,
    rupn: int = 1,
    opened: tuple[str, str] = ("2026-03-11", "10:20"),
    visit: bool = False,
) -> Story:
    """Taken by this person for that day: missed, today, or to come."""
    yield at(*opened)
    number = send(s, what, school, rupn)
    if s.ticket(number).approval_pending:
        yield at(opened[0], "17:15")
        s.do(approve, s.world.heads[school], number)
    yield at("2026-03-12" if opened[0] < "2026-03-12" else "2026-03-17", "08:35")
    s.do(take, s.world.people[holder], number, next_action=what.action, promised_on=due)
    if visit:
        yield at("2026-03-17", "10:05")
        s.do(
            plan,
            s.world.people[holder],
            number,
            next_action=f"{what.action}, sur place",
            promised_on=due,
        )


def trio(s: Stage, holder: str, *whats: tuple[Need, int]) -> Iterator[Story]:
    """One missed on Tuesday, one for today, one for Tuesday next."""
    (missed, a), (today, b), (to_come, c) = whats
    yield held(s, holder, missed, a, MISSED)
    yield held(s, holder, today, b, TODAY, opened=("2026-03-11", "14:40"))
    yield held(s, holder, to_come, c, TO_COME, opened=("2026-03-16", "09:30"))


def unclaimed(
    s: Stage, what: Need, school: int, day: str, hour: str, *, by: User | None = None
) -> Story:
    """Sent, and nobody has taken it yet."""
    yield at(day, hour)
    send(s, what, school, 1, by=by)


def vague(s: Stage, school: int, title: str, body: str, day: str, hour: str) -> Story:
    """To be qualified by the front desk."""
    yield at(day, hour)
    s.open(None, by=s.world.rupn[school][0], school=school, title=title, body=body)


def send(s: Stage, what: Need, school: int, rupn: int, *, by: User | None = None) -> int:
    return s.open(
        what.code,
        by=by or s.world.people[f"rupn-{school}-{rupn}"],
        school=school,
        title=what.title,
        body=what.body,
        place=what.place,
        extent=what.extent,
        answers=what.answers,
    )
