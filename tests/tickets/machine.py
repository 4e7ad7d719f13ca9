"""A random life of many tickets: valid deeds by all roles, the time engine, time passing, and deeds that must fail.

Every choice comes from one seed. The walk prefers what it has done least, so that it reaches the whole table.
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from accounts.clock import PARIS
from accounts.models import User
from accounts.permissions import Actor
from accounts.queries.calendars import calendar_value
from accounts.refusals import Refusal
from tests.factories.world import CODES, World
from tickets.actions import cancel, decide, merge, qualify, resolve, take, talk, transfer, wait
from tickets.actions.hand_over import hand_over
from tickets.actions.wake import wake
from tickets.enums import ENDED, Deed, Motive, Outcome, Status
from tickets.models import Ticket
from tickets.permissions import can, sees
from tickets.rules import workflow
from tickets.rules.escalation import Step

S = Status
Row = tuple[Deed, Status, Status]

DO: Mapping[Deed, Callable[..., Any]] = {
    Deed.QUALIFY: qualify.qualify,
    Deed.TAKE: take.take,
    Deed.PROMISE: take.promise,
    Deed.MOVE_PROMISE: take.move_promise,
    Deed.PLAN: take.plan,
    Deed.TRANSFER: transfer.transfer,
    Deed.ACCEPT_TRANSFER: transfer.accept_transfer,
    Deed.REFUSE_TRANSFER: transfer.refuse_transfer,
    Deed.ARBITRATE: transfer.arbitrate,
    Deed.ASK: talk.ask,
    Deed.WAIT_THIRD_PARTY: wait.wait_third_party,
    Deed.WAIT_DECISION: wait.wait_decision,
    Deed.APPROVE: decide.approve,
    Deed.DECIDE: decide.decide,
    Deed.ANSWER: talk.answer,
    Deed.NOTE: talk.note,
    Deed.RESOLVE: resolve.resolve,
    Deed.CONFIRM: resolve.confirm,
    Deed.DENY: resolve.deny,
    Deed.REOPEN: resolve.reopen,
    Deed.REFUSE: decide.refuse,
    Deed.CANCEL: cancel.cancel,
    Deed.RESTORE: cancel.restore,
    Deed.MERGE: merge.merge,
}
BY_THE_ENGINE = {Deed.SILENT_RESOLUTION, Deed.SILENT_CLOSURE}
ROWS: tuple[Row, ...] = tuple(
    (deed, origin, to)
    for deed, origins in workflow.TRANSITIONS.items()
    for origin, targets in origins.items()
    for to in targets
)
FROM = {status: [row for row in ROWS if row[1] == status] for status in Status}
#: Few tickets come where these are possible: never missed when one does.
HARD = {(Deed.QUALIFY, S.REOPENED), (Deed.ARBITRATE, S.ASSIGNED)}
#: So many times the walk wants each row before it does anything else.
ENOUGH = 25
#: What a sabotaged deed says wrong, by the name of the argument.
NONSENSE: Mapping[str, Any] = {
    "next_action": "  ", "reason": " \n", "body": "\x00", "question": "", "evidence": " ", "decision": "",
    "explanation": "", "third_party": "", "promised_on": date(2020, 1, 6), "until": date(2099, 1, 6),
    "into": 999_999_999, "version": -1,
}  # fmt: skip
#: The footprint of a ticket: its events, its open promises, and what the last event says.
FOOTPRINT = """
SELECT (SELECT count(*) FROM tickets_ticketevent WHERE ticket_id = %(pk)s), last.version, last.status, last.holder_id,
       (SELECT count(*) FROM tickets_promise WHERE ticket_id = %(pk)s AND outcome = 'open'),
       (SELECT due_at FROM tickets_promise WHERE ticket_id = %(pk)s AND outcome = 'open' LIMIT 1)
FROM tickets_ticketevent last WHERE ticket_id = %(pk)s ORDER BY id DESC LIMIT 1
"""
SNAPSHOT = """
SELECT (SELECT count(*) FROM tickets_ticket), (SELECT count(*) FROM tickets_ticketevent),
       (SELECT count(*) FROM tickets_promise), (SELECT count(*) FROM tickets_promise WHERE outcome = 'open'),
       (SELECT count(*) FROM tickets_message), (SELECT count(*) FROM tickets_transfer),
       (SELECT count(*) FROM tickets_follower), (SELECT count(*) FROM tickets_attachment),
       (SELECT md5(t::text) FROM tickets_ticket t WHERE number = %s)
"""


@dataclass
class Walk:
    """`counts` is the table that the walk fills; `refused` counts the deeds that had to fail, by their code."""

    world: World
    seed: int
    now: datetime
    alive: int = 30
    counts: Counter[Row] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    engine: Counter[str] = field(default_factory=Counter)
    deeds: int = 0
    opened: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.actors = {name: self.world.actor(name) for name in self.world.people}
        self.types = {code: self.world.type(code) for code in CODES}
        self.pool: list[int] = []
        self.left_alone: set[int] = set()
        self._lack = dict.fromkeys(ROWS, ENOUGH)
        # What the walk knows of the tickets: the database is asked again after each change.
        self.known: dict[int, Ticket] = {}
        self.footprints: dict[int, int] = {}
        self.people = {user.pk: user for user in self.world.people.values()}
        self.teams = {team.pk: team for team in self.world.teams.values()}
        self.schools = {school.pk: school for school in (self.world.college, self.world.lycee)}
        self.kinds = {kind.pk: kind for kind in self.types.values()}

    # -- one step ------------------------------------------------------------------------------------------------

    def step(self) -> None:
        """A valid deed, now and then one that must fail, and some time."""
        if len(self.pool) < self.alive or self.chance.random() < 0.03:
            self._open()
        self._do_something()
        if self.chance.random() < 0.2:
            self._try_nonsense()
        if self.chance.random() < 0.004:
            self._somebody_leaves()
        self._time_passes()
        self._engine_runs()
        if self.deeds % 200 == 0:
            connection.run_on_commit.clear()
            self.check_everything()

    def _open(self) -> None:
        who, school = self.chance.choice(
            [("rupn", "college"), ("other_rupn", "college"), ("head", "college"), ("deputy", "college"),
             ("manager", "college"), ("lycee_rupn", "lycee"), ("lycee_head", "lycee")]
        )  # fmt: skip
        code = self.chance.choice([None, *CODES])
        ticket = self.world.open(
            code,
            by=who,
            now=self.now,
            school=getattr(self.world, school),
            title=f"Demande {self.opened}",
        )
        self.opened += 1
        self.pool.append(ticket.number)
        self._check(ticket.number)

    def _do_something(self) -> None:
        for _ in range(200):
            found = self._choose()
            if found is not None:
                self._do(*found)
                return
        raise AssertionError("no valid deed found")

    def _choose(self) -> tuple[Ticket, Deed, Actor, dict[str, Any]] | None:
        """The deed most wanted, of a few tickets, that somebody may do and that can be said."""
        options = []
        for number in self.chance.sample(self.pool, min(8, len(self.pool))):
            ticket = self.known[number]
            origin = S(ticket.status)
            for deed in DO:
                if self._possible(deed, ticket):
                    rows = [(deed, origin, to) for to in workflow.TRANSITIONS[deed][origin]]
                    wanted = max(map(self._wanted, rows))
                    options.append((-wanted + self.chance.random() * 3, number, ticket, deed))
        for _, _, ticket, deed in sorted(options, key=lambda o: o[:2])[:6]:
            actors = [actor for actor in self.actors.values() if can(actor, deed, ticket)]
            if not actors:
                continue
            actor = self.chance.choice(actors)
            said = self.say(deed, ticket, actor)
            if said is not None:
                return ticket, deed, actor, said
        return None

    def _wanted(self, row: Row) -> float:
        """How much the walk still lacks this row, and those that begin where it leads."""
        deed, origin, to = row
        if deed in (Deed.TRANSFER, Deed.ACCEPT_TRANSFER):
            return self._lack[row] + self._lack[Deed.ARBITRATE, S.ASSIGNED, S.ASSIGNED]
        if (deed, origin) in HARD:
            return 2.0 * self._lack[row]
        if (deed, origin) == (Deed.REOPEN, S.REFUSED):
            return self._lack[row] + max(self._lack[each] for each in FROM[S.REOPENED])
        if origin == to:
            return self._lack[row]
        beyond = [self._lack[each] for each in FROM[to]]
        return self._lack[row] + 0.5 * max(beyond) + 0.5 * sum(beyond) / len(beyond)

    def _possible(self, deed: Deed, ticket: Ticket) -> bool:
        if ticket.number in self.left_alone and deed not in (Deed.NOTE,):
            return False
        return workflow.possible(
            deed,
            S(ticket.status),
            offered=ticket.offered_to_id is not None,
            in_arbitration=ticket.in_arbitration,
            approval_pending=ticket.approval_pending,
        )

    def _do(self, ticket: Ticket, deed: Deed, actor: Actor, said: dict[str, Any]) -> None:
        before = S(ticket.status)
        version = ticket.version if self.chance.random() < 0.5 else None
        DO[deed](number=ticket.number, actor=actor, now=self.now, version=version, **said)
        after = self._check(ticket.number)
        if deed is Deed.MERGE:
            self._check(said["into"])
        self._count(deed, before, S(after.status))
        self.deeds += 1
        self._forget_or_leave_alone(after)

    def _count(self, deed: Deed, before: Status, after: Status) -> None:
        assert after in workflow.TRANSITIONS[deed][before], (deed, before, after)
        self.counts[deed, before, after] += 1
        self._lack[deed, before, after] = max(0, ENOUGH - self.counts[deed, before, after])

    def _forget_or_leave_alone(self, ticket: Ticket) -> None:
        if ticket.status in ENDED and self.chance.random() < 0.2:
            self.pool.remove(ticket.number)
            del self.known[ticket.number]
        if ticket.status in workflow.WITH_REQUESTER and self.chance.random() < 0.15:
            self.left_alone.add(ticket.number)

    # -- what is said --------------------------------------------------------------------------------------------

    def say(  # noqa: C901  a case for each deed
        self, deed: Deed, ticket: Ticket, actor: Actor
    ) -> dict[str, Any] | None:
        """Arguments with which the deed is valid, or None when it cannot be now."""
        match deed:
            case Deed.QUALIFY:
                if not actor.departements and self._arbitrated(ticket):
                    return None
                return {"request_type": self._type(S(ticket.status))}
            case Deed.TAKE | Deed.PROMISE:
                day = self._day(ticket)
                return day and {"next_action": "Passer dans la salle", "promised_on": day}
            case Deed.PLAN:
                visit = self.chance.random() < 0.5
                day = self._day(ticket, visit=visit)
                return day and {
                    "next_action": "Remplacer la borne",
                    "promised_on": day,
                    "visit": visit,
                }
            case Deed.MOVE_PROMISE:
                promise = ticket.promises.filter(outcome=Outcome.OPEN).first()
                day = self._day(ticket)
                if promise is None or day in (None, promise.promised_on):
                    return None
                return {"promised_on": day, "reason": "Le fournisseur livre plus tard"}
            case Deed.TRANSFER:
                if self._arbitrated(ticket):
                    return None
                return {"to_team": self._other_team(ticket), "reason": "Pas de notre ressort"}
            case Deed.REFUSE_TRANSFER:
                return {"reason": "Pas du nôtre non plus"}
            case Deed.ARBITRATE:
                teams = [ticket.team, ticket.offered_to]
                return {"to_team": self.chance.choice(teams), "reason": "C'est ainsi"}
            case Deed.WAIT_THIRD_PARTY:
                day = self._day(ticket)
                return day and {
                    "third_party": "Le fournisseur",
                    "reason": "Pièce commandée",
                    "until": day,
                }
            case Deed.WAIT_DECISION:
                decider = self._other_team(ticket)
                day = self._day(ticket, team=decider)
                return day and {"decider": decider, "reason": "Budget", "until": day}
            case Deed.MERGE:
                into = self._parent(ticket, actor)
                return into and {"into": into}
            case Deed.REFUSE:
                return {
                    "motive": self.chance.choice(list(Motive)),
                    "explanation": "Voici pourquoi.",
                }
            case Deed.REOPEN:
                if ticket.status == S.REFUSED and self._reconsidered(ticket):
                    return None
                if ticket.status == S.CLOSED and self._too_old(ticket):
                    return None
                return {"reason": "Ce n'est toujours pas réglé"}
            case Deed.ASK:
                return {"question": "Dans quelle salle ?"}
            case Deed.ANSWER | Deed.NOTE:
                return {"body": "Une nouvelle."}
            case Deed.DECIDE:
                return {"decision": "C'est d'accord."}
            case Deed.RESOLVE:
                return {"evidence": "Essayé pendant deux cours."}
            case Deed.DENY:
                return {"reason": "Toujours en panne"}
            case _:
                return {}

    def _type(self, origin: Status) -> Any:
        """Often one that the head must approve, while the walk lacks those."""
        to_the_head = self._lack[Deed.QUALIFY, origin, S.WAITING_DECISION]
        if to_the_head > self.chance.random() * ENOUGH:
            return self.types[self.chance.choice(["RES-02", "EQU-03"])]
        return self.types[self.chance.choice([code for code in CODES if code != "HOR-02"])]

    def _day(self, ticket: Ticket, *, visit: bool = False, team: Any = None) -> date | None:
        calendar = calendar_value((team or ticket.hands).calendar)
        today = self.now.astimezone(PARIS).date()
        school = calendar_value(ticket.school.calendar)
        first = self.chance.choice([0, 1, 1, 2, 5])
        for n in range(first, 9):
            day = calendar.add_days(today, n)
            if calendar.end_of_day(day) > self.now and (not visit or school.is_open_day(day)):
                return day
        return None

    def _other_team(self, ticket: Ticket) -> Any:
        """Often one that has already had it: a return is decided by the référent."""
        names = ["tip", "dsi", "drane", "dept", "region", "desk"]
        teams = [self.world.team(name) for name in names]
        former = set(ticket.transfer_set.values_list("from_team_id", flat=True))
        before = [team for team in teams if team.pk in former and team.pk != ticket.team_id]
        if before and self.chance.random() < 0.8:
            return self.chance.choice(before)
        return self.chance.choice([team for team in teams if team.pk != ticket.team_id])

    def _parent(self, ticket: Ticket, actor: Actor) -> int | None:
        numbers = [
            other.number
            for other in map(self.known.__getitem__, self.pool)
            if other.is_open
            and other.school_id == ticket.school_id
            and other.pk != ticket.pk
            and sees(actor, other)
        ]
        return self.chance.choice(numbers) if numbers else None

    def _arbitrated(self, ticket: Ticket) -> bool:
        return ticket.transfer_set.filter(outcome="arbitrated").exists()

    def _reconsidered(self, ticket: Ticket) -> bool:
        return ticket.events.filter(kind="reopened", data__refused=True).exists()

    def _too_old(self, ticket: Ticket) -> bool:
        school = calendar_value(ticket.school.calendar)
        closed = ticket.closed_at.astimezone(PARIS).date()
        return self.now.astimezone(PARIS).date() > school.add_days(closed, 30)

    # -- what must fail ------------------------------------------------------------------------------------------

    def _try_nonsense(self) -> None:
        """A deed that is impossible, not this person's, or said wrong: refused, and no trace of it."""
        ticket = self.known[self.chance.choice(self.pool)]
        deed = self.chance.choice(list(DO))
        actor = self.chance.choice(list(self.actors.values()))
        said = self.say(deed, ticket, actor) if workflow.possible(deed, S(ticket.status)) else None
        said = dict(said) if said is not None else self._anything(deed)
        if can(actor, deed, ticket):
            if not (wrong := [name for name in (*said, "version") if name in NONSENSE]):
                return
            name = self.chance.choice(wrong)
            if name == "version" and deed in (Deed.ANSWER, Deed.NOTE):
                return
            said[name] = NONSENSE[name]
        before = self._snapshot(ticket.number)
        with pytest.raises(Refusal) as refusal:
            DO[deed](number=ticket.number, actor=actor, now=self.now, **said)
        self.refused[refusal.value.code] += 1
        assert self._snapshot(ticket.number) == before, f"{deed} left a trace"

    def _anything(self, deed: Deed) -> dict[str, Any]:
        team, day = self.world.team("dsi"), self.now.astimezone(PARIS).date() + timedelta(days=1)
        said: dict[Deed, dict[str, Any]] = {
            Deed.QUALIFY: {"request_type": self.types["RES-01"]},
            Deed.TAKE: {"next_action": "Venir", "promised_on": day},
            Deed.PROMISE: {"next_action": "Venir", "promised_on": day},
            Deed.PLAN: {"next_action": "Venir", "promised_on": day},
            Deed.MOVE_PROMISE: {"promised_on": day, "reason": "Retard"},
            Deed.TRANSFER: {"to_team": team, "reason": "Réseau"},
            Deed.REFUSE_TRANSFER: {"reason": "Non"},
            Deed.ARBITRATE: {"to_team": team, "reason": "Ainsi"},
            Deed.ASK: {"question": "Où ?"},
            Deed.WAIT_THIRD_PARTY: {"third_party": "Untel", "reason": "Pièce", "until": day},
            Deed.WAIT_DECISION: {"decider": team, "reason": "Budget", "until": day},
            Deed.DECIDE: {"decision": "Oui"},
            Deed.ANSWER: {"body": "Bonjour"},
            Deed.NOTE: {"body": "Bonjour"},
            Deed.RESOLVE: {"evidence": "Fait"},
            Deed.DENY: {"reason": "Non"},
            Deed.REOPEN: {"reason": "Non"},
            Deed.REFUSE: {"motive": Motive.OTHER, "explanation": "Non"},
            Deed.MERGE: {"into": self.pool[0]},
        }
        return said.get(deed, {})

    def _snapshot(self, number: int) -> tuple[Any, ...]:
        with connection.cursor() as cursor:
            cursor.execute(SNAPSHOT, [number])
            return tuple(cursor.fetchone())

    # -- time ----------------------------------------------------------------------------------------------------

    def _time_passes(self) -> None:
        """Mostly minutes; sometimes days, a week-end, holidays."""
        step = self.chance.random()
        if step < 0.88:
            self.now += timedelta(minutes=self.chance.randrange(1, 40))
        elif step < 0.985:
            self.now += timedelta(hours=self.chance.randrange(1, 15))
        elif step < 0.998:
            self.now += timedelta(days=self.chance.randrange(1, 4))
        else:
            self.now += timedelta(days=self.chance.randrange(5, 16))

    def _engine_runs(self) -> None:
        """Until nothing is due: a ticket left for a fortnight gets its steps one after the other."""
        for _ in range(60):
            due = [
                t for t in self.known.values() if t.wake_at is not None and t.wake_at <= self.now
            ]
            if not due:
                return
            for before in sorted(due, key=lambda ticket: ticket.wake_at):
                step = wake(before.pk, now=self.now)
                assert step is not None, "what is due is done"
                self.engine[step.value] += 1
                after = self._check(before.number)
                if step is Step.TAKE_SILENCE:
                    resolved = before.status == S.RESOLVED
                    silent = Deed.SILENT_CLOSURE if resolved else Deed.SILENT_RESOLUTION
                    self._count(silent, S(before.status), S(after.status))
                    if after.status in ENDED or self.chance.random() < 0.5:
                        self.left_alone.discard(before.number)
        raise AssertionError("the engine does not come to rest")

    def _somebody_leaves(self) -> None:
        """An account is disabled for a moment: nothing open stays in its hands."""
        name = self.chance.choice(
            ["technician", "tip_lead", "dsi_lead", "rupn", "head", "drane_lead", "referent"]
        )
        person = self.world.user(name)
        User.objects.filter(pk=person.pk).update(is_active=False)
        person.is_active = False
        for each in hand_over(leaver=person, actor=Actor.system(), now=self.now):
            self._check(each.number)
        assert not Ticket.objects.open().filter(holder=person).exists(), name
        User.objects.filter(pk=person.pk).update(is_active=True)
        person.is_active = True

    # -- what always holds ---------------------------------------------------------------------------------------

    def read(self, number: int) -> Ticket:
        """As it is in the database, with what it points to from the world, which does not change."""
        ticket = Ticket.objects.get(number=number)
        ticket.school, ticket.team = self.schools[ticket.school_id], self.teams[ticket.team_id]
        ticket.request_type = self.kinds[ticket.request_type_id]
        ticket.holder = self.people.get(ticket.holder_id)
        ticket.offered_to = self.teams.get(ticket.offered_to_id)
        ticket.decider = self.teams.get(ticket.decider_id)
        return ticket

    def _check(self, number: int) -> Ticket:
        """What holds after every deed; the walk then knows the ticket as it is."""
        ticket, before = self.read(number), self.known.get(number)
        with connection.cursor() as cursor:
            cursor.execute(FOOTPRINT, {"pk": ticket.pk})
            events, version, status, holder, promises, due_at = cursor.fetchone()
        assert events > self.footprints.get(number, 0), "a change without a footprint"
        assert before is None or ticket.version > before.version
        assert (version, status, holder) == (ticket.version, ticket.status, ticket.holder_id)
        assert (ticket.clock_stopped_at is not None) == (ticket.status in workflow.STILL)
        self.known[number], self.footprints[number] = ticket, events
        if ticket.status in ENDED:
            held = (ticket.holder_id, ticket.due_at, ticket.wake_at, ticket.next_action, promises)
            assert held == (None, None, None, "", 0)
            return ticket
        assert ticket.holder is not None and ticket.holder.is_active
        assert ticket.next_action.strip()
        assert ticket.due_at and ticket.promised_on and ticket.wake_at
        assert promises == 0 or (promises == 1 and due_at == ticket.due_at)
        return ticket

    def check_everything(self) -> None:
        """By plain SQL, over all tickets."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM tickets_ticket WHERE status NOT IN ('closed','merged','refused','cancelled')"
                " AND (holder_id IS NULL OR next_action = '' OR due_at IS NULL OR promised_on IS NULL)"
            )
            assert cursor.fetchone() == (0,)
            cursor.execute(
                "SELECT ticket_id FROM tickets_promise WHERE outcome = 'open' GROUP BY 1 HAVING count(*) > 1"
            )
            assert cursor.fetchall() == []

    def lacking(self, times: int) -> dict[Row, int]:
        """The rows done less often than that."""
        return {row: self.counts[row] for row in ROWS if self.counts[row] < times}

    def table(self) -> str:
        lines = [f"{'deed':<20}{'from':<22}{'to':<22}{'times':>6}"]
        lines += [
            f"{deed:<20}{origin:<22}{to:<22}{self.counts[deed, origin, to]:>6}"
            for deed, origin, to in ROWS
        ]
        lines.append(f"{self.deeds} deeds on {self.opened} tickets, until {self.now:%d/%m/%Y}")
        lines.append(f"engine: {dict(self.engine)}")
        lines.append(f"refused: {dict(self.refused)}")
        return "\n".join(lines)
