"""The tickets of a load: three years, 15 % open, consistent with every constraint of the tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from tickets.enums import Channel, EventKind, Extent, MessageKind, Outcome, Status, Visibility
from tickets.models import RequestType, Ticket

from . import texts
from .copying import columns
from .people import Crowd

YEARS = 3
OPEN_SHARE = 0.15
OPEN_STATES = (
    (Status.ASSIGNED, 20), (Status.TAKEN, 35), (Status.PLANNED, 15), (Status.WAITING_THIRD_PARTY, 10),
    (Status.WAITING_REQUESTER, 8), (Status.RESOLVED, 12),
)  # fmt: skip
_STATES = [state for state, weight in OPEN_STATES for _ in range(weight)]
_WITH_PROMISE = (Status.TAKEN, Status.PLANNED, Status.WAITING_THIRD_PARTY)


@dataclass(frozen=True)
class Life:
    """One ticket, enough of it to write its row, texts, promises and events."""

    id: int
    number: int
    type_id: int
    family: str
    school: int
    requester: int
    team: int
    agent: int
    status: Status
    opened_at: datetime
    taken_at: datetime
    ended_at: datetime | None
    due_at: datetime

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def holder(self) -> int | None:
        if not self.is_open:
            return None
        return (
            self.requester
            if self.status in (Status.WAITING_REQUESTER, Status.RESOLVED)
            else self.agent
        )


def lives(
    how_many: int, crowd: Crowd, *, first_id: int, first_number: int, now: datetime, seed: int
) -> Iterator[Life]:
    """The same seed gives the same tickets, oldest first."""
    chance = Random(seed)
    types = list(RequestType.objects.values_list("pk", "family__code"))
    span = timedelta(days=365 * YEARS)
    for n in range(how_many):
        opened = now - span + span * (n / how_many) * 0.999
        person, school = crowd.requesters[chance.randrange(len(crowd.requesters))]
        team = crowd.teams[1 + chance.randrange(len(crowd.teams) - 1)]
        is_open = chance.random() < OPEN_SHARE
        type_id, family = types[min(int(chance.expovariate(6) * len(types)), len(types) - 1)]
        taken = min(opened + timedelta(hours=1 + chance.random() * 40), now)
        yield Life(
            id=first_id + n,
            number=first_number + n,
            type_id=type_id,
            family=family,
            school=school,
            requester=person,
            team=team,
            agent=chance.choice(crowd.agents[team]),
            status=chance.choice(_STATES) if is_open else Status.CLOSED,
            opened_at=opened,
            taken_at=taken,
            ended_at=None if is_open else min(taken + timedelta(days=chance.random() * 20), now),
            due_at=_office_end(now + timedelta(days=chance.randrange(1, 15))),
        )


def _office_end(instant: datetime) -> datetime:
    return instant.replace(hour=16, minute=0, second=0, microsecond=0)


TICKET_COLUMNS = columns(Ticket)
PROMISE_COLUMNS = [
    "ticket_id",
    "action",
    "promised_on",
    "due_at",
    "made_by_id",
    "made_at",
    "outcome",
    "settled_at",
    "reason",
]
MESSAGE_COLUMNS = [
    "id",
    "ticket_id",
    "author_id",
    "kind",
    "visibility",
    "body",
    "created_at",
    "redacted_at",
]
EVENT_COLUMNS = ["ticket_id", "kind", "at", "actor_id", "visibility", "version", "status", "team_id", "holder_id",
                 "message_id", "promise_id", "transfer_id", "data"]  # fmt: skip
ACTION = "Passer dans l'établissement"


def ticket_row(life: Life, chance: Random) -> list[Any]:
    """A row in the order of TICKET_COLUMNS: the model's defaults, then what this life says."""
    row = dict(_DEFAULTS)
    row.update(
        id=life.id, number=life.number, request_type_id=life.type_id, school_id=life.school,
        title=texts.title(chance, life.family), place=chance.choice(texts.PLACES), extent=Extent.CLASS,
        channel=Channel.WEB, priority=chance.choice((2, 3, 3, 4)), requester_id=life.requester,
        opened_by_id=life.requester, status=life.status, team_id=life.team, seen_by_teams=f"{{{life.team}}}",
        answers="{}", last_holder_id=life.agent, opened_at=life.opened_at, updated_at=life.ended_at or life.taken_at,
        first_answer_due_at=life.opened_at + timedelta(days=2), target_at=life.opened_at + timedelta(days=10),
        first_answer_at=life.taken_at, taken_at=life.taken_at, resolved_at=life.ended_at, closed_at=life.ended_at,
        last_human_news_at=life.ended_at or life.taken_at, version=3,
    )  # fmt: skip
    if life.is_open:
        row.update(holder_id=life.holder, held_since=life.taken_at, next_action=ACTION, due_at=life.due_at,
                   promised_on=life.due_at.date(), wake_at=life.due_at)  # fmt: skip
    if life.status in (Status.WAITING_REQUESTER, Status.WAITING_THIRD_PARTY):
        row.update(waiting_for="Le fournisseur", waiting_reason="Pièce commandée")
    return [row[name] for name in TICKET_COLUMNS]


_DEFAULTS: dict[str, Any] = {
    str(field.column): field.get_default()
    for field in Ticket._meta.concrete_fields
    if not field.generated
}


def promise_rows(life: Life) -> Iterator[list[Any]]:
    if life.status in _WITH_PROMISE:
        day: date = life.due_at.date()
        yield [life.id, ACTION, day, life.due_at, life.agent, life.taken_at, Outcome.OPEN, None, ""]
    elif life.ended_at is not None:
        due = _office_end(life.ended_at + timedelta(days=1))
        yield [
            life.id,
            ACTION,
            due.date(),
            due,
            life.agent,
            life.taken_at,
            Outcome.KEPT,
            life.ended_at,
            "",
        ]


def message_rows(life: Life, how_many: int, chance: Random) -> Iterator[list[Any]]:
    """The opening, then answers in turn; ids follow the ticket's so that events need not point to them."""
    for n in range(how_many):
        body = texts.answer(chance) if n else texts.opening(chance, life.family)
        author = life.agent if n % 2 else life.requester
        kind = MessageKind.ANSWER if n else MessageKind.OPENING
        at = life.opened_at + timedelta(hours=n)
        yield [life.id * how_many + n, life.id, author, kind, Visibility.PUBLIC, body, at, None]


def event_rows(life: Life, how_many: int) -> Iterator[list[Any]]:
    """Opened, taken, answered, and the end: what the page of a ticket shows."""
    first = life.id * how_many if how_many else None
    yield _event(life, EventKind.OPENED, life.opened_at, life.requester, 1, first)
    yield _event(life, EventKind.TAKEN, life.taken_at, life.agent, 2, None)
    for n in range(1, how_many):
        person = life.agent if n % 2 else life.requester
        yield _event(
            life,
            EventKind.ANSWERED,
            life.opened_at + timedelta(hours=n),
            person,
            2,
            (first or 0) + n,
        )
    if life.ended_at is not None:
        yield _event(life, EventKind.CONFIRMED, life.ended_at, life.requester, 3, None)


def _event(
    life: Life, kind: EventKind, at: datetime, actor: int, version: int, message: int | None
) -> list[Any]:
    return [life.id, kind, at, actor, Visibility.PUBLIC, version, life.status, life.team, life.holder,
            message, None, None, "{}"]  # fmt: skip
