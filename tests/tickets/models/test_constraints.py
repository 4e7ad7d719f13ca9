"""Every constraint and trigger of the tickets' tables is tried: what must not be cannot be, not even by hand.

The world's deeds are left aside: rows are forced with plain SQL, and the database names what refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg2
import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from tests.factories.accounts import TeamFactory
from tests.factories.catalogue import CompetenceRuleFactory
from tests.factories.tickets import (
    EventFactory,
    MessageFactory,
    PromiseFactory,
    TicketFactory,
)
from tickets.enums import EventKind, Status
from tickets.models import ExternalReference, Follower, IdempotencyKey, Transfer

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Break:
    """A row that is right, and the statement that would make it wrong."""

    row: Callable[[], Any]
    sql: str


def ticket(**said: Any) -> Callable[[], Any]:
    return lambda: TicketFactory(**said)


def ended(status: Status = Status.CLOSED, **said: Any) -> Callable[[], Any]:
    return lambda: TicketFactory(ended=True, status=status, **said)


def waiting() -> Any:
    return TicketFactory(
        status=Status.WAITING_THIRD_PARTY, waiting_for="Le fournisseur", waiting_reason="Une pièce"
    )


def deciding() -> Any:
    decider = TeamFactory()
    return TicketFactory(
        status=Status.WAITING_DECISION,
        waiting_for="La commission",
        waiting_reason="Budget",
        decider=decider,
    )


def offered() -> Any:
    return TicketFactory(status=Status.ASSIGNED, offered_to=TeamFactory())


def transfer(**said: Any) -> Any:
    row = TicketFactory(status=Status.ASSIGNED)
    columns = {
        "ticket": row, "from_team": row.team, "to_team": TeamFactory(), "asked_by": row.holder,
        "asked_at": row.held_since, "answer_due_at": row.due_at, "reason": "Pas du nôtre",
    }  # fmt: skip
    return Transfer.objects.create(**columns | said)


def follower() -> Any:
    row = TicketFactory()
    return Follower.objects.create(ticket=row, user=row.requester, since=row.opened_at)


def reference() -> Any:
    row = TicketFactory()
    return ExternalReference.objects.create(
        ticket=row, system="GLPI", reference="42", added_at=row.opened_at
    )


def key() -> Any:
    row = TicketFactory()
    return IdempotencyKey.objects.create(
        user=row.requester, key="k", fingerprint="f", ticket=row, created_at=row.opened_at
    )


def again(columns: str) -> str:
    """The same row a second time."""
    return f"INSERT INTO {{table}} ({columns}) SELECT {columns} FROM {{table}} WHERE id = {{id}}"


def change(assignments: str) -> str:
    return f"UPDATE {{table}} SET {assignments} WHERE id = {{id}}"


T, E = ticket(), ended()
PROMISE = "ticket_id, action, promised_on, due_at, made_by_id, made_at, outcome, settled_at, reason"
TRANSFER = (
    "ticket_id, from_team_id, to_team_id, asked_by_id, asked_at, answer_due_at, reason, outcome, answered_by_id,"
    " answered_at, answer_reason"
)

BREAKS: dict[str, list[Break]] = {
    # I1, I2: an open ticket has a holder, a next action, a date; an ended one is held by nobody.
    "ticket_open_has_holder_action_and_date": [
        Break(T, change("holder_id = NULL")),
        Break(T, change("next_action = ''")),
        Break(T, change(r"next_action = E' \n\t '")),
        Break(T, change("due_at = NULL, promised_on = NULL")),
        Break(T, change("held_since = NULL")),
        *(Break(T, change(f"status = '{status}', holder_id = NULL"))
          for status in ("new", "assigned", "planned", "resolved", "reopened")),
    ],
    "ticket_ended_is_held_by_nobody": [
        Break(E, change("holder_id = requester_id")),
        Break(E, change("next_action = 'Encore'")),
        Break(E, change("due_at = now(), promised_on = now()")),
        Break(E, change("held_since = now()")),
    ],
    "ticket_open_is_watched": [Break(T, change("wake_at = NULL")), Break(E, change("wake_at = now()"))],
    "ticket_date_and_instant_go_together": [
        Break(T, change("promised_on = NULL")),
    ],
    "ticket_ended_has_its_instant": [
        Break(T, change("closed_at = now()")), Break(E, change("closed_at = NULL")),
    ],
    "ticket_merged_has_a_parent": [
        Break(E, change("status = 'merged'")),
        Break(T, change("parent_id = (SELECT max(id) + 1 FROM tickets_ticket)")),
    ],
    "ticket_is_not_its_own_parent": [Break(E, change("status = 'merged', parent_id = id"))],
    "ticket_refused_has_a_motive": [
        Break(E, change("status = 'refused'")), Break(E, change("outcome_motive = 'budget'")),
    ],
    # I4: a wait says for whom and why.
    "ticket_waiting_names_whom_and_why": [
        Break(waiting, change("waiting_for = ''")), Break(waiting, change("waiting_reason = '  '")),
        *(Break(T, change(f"status = '{status}'"))
          for status in ("waiting_requester", "waiting_third_party", "waiting_decision")),
    ],
    "ticket_priority_is_1_to_4": [Break(T, change("priority = 0")), Break(T, change("priority = 5"))],
    "ticket_status_is_known": [Break(T, change("status = 'lost'"))],
    "ticket_offered_is_assigned": [Break(offered, change("status = 'taken'"))],
    "ticket_arbitration_is_about_an_offer": [Break(T, change("in_arbitration = true"))],
    "ticket_is_not_offered_to_its_own_team": [Break(offered, change("offered_to_id = team_id"))],
    "ticket_decision_is_awaited_in_its_state": [
        Break(T, change("approval_pending = true")), Break(deciding, change("status = 'taken'")),
    ],
    "ticket_approval_is_the_head_s": [Break(deciding, change("approval_pending = true"))],
    "ticket_is_seen_by_its_team": [Break(T, change("seen_by_teams = '{{}}'"))],
    "tickets_ticket.number": [Break(lambda: [TicketFactory(number=1), TicketFactory(number=2)][1], change("number = 1"))],
    # I8: the ledger.
    "promise_one_open_per_ticket": [Break(PromiseFactory, again(PROMISE))],
    "promise_outcome_is_known": [Break(PromiseFactory, change("outcome = 'maybe', settled_at = made_at"))],
    "promise_settled_has_its_instant": [
        Break(PromiseFactory, change("outcome = 'released'")), Break(PromiseFactory, change("settled_at = due_at")),
    ],
    "promise_moves_before_its_date_with_a_reason": [
        Break(PromiseFactory, change("outcome = 'moved', settled_at = due_at + interval '1 day', reason = 'Retard'")),
        Break(PromiseFactory, change("outcome = 'moved', settled_at = due_at, reason = ' '")),
    ],
    "promise_kept_is_kept_in_time": [
        Break(PromiseFactory, change("outcome = 'kept', settled_at = due_at + interval '7 hours'")),
    ],
    "promise_breaks_after_its_date": [
        Break(PromiseFactory, change("outcome = 'broken', settled_at = due_at")),
        # Half past eleven in Paris is still the day that was promised.
        Break(PromiseFactory, change("outcome = 'broken', settled_at = promised_on + time '22:30'")),
    ],
    "promise_is_settled_after_it_is_made": [
        Break(PromiseFactory, change("outcome = 'kept', settled_at = made_at - interval '1 second'")),
    ],
    "promise_is_due_on_its_day": [
        Break(PromiseFactory, again(PROMISE).replace("SELECT ticket_id, action, promised_on", "SELECT ticket_id, action, promised_on + 1")),
    ],
    "promise_says_what": [
        Break(PromiseFactory, again(PROMISE).replace("SELECT ticket_id, action", "SELECT ticket_id, ' '")),
    ],
    "promise_is_for_the_future": [
        Break(PromiseFactory, again(PROMISE).replace("made_by_id, made_at, outcome, settled_at, reason FROM", "made_by_id, due_at, outcome, settled_at, reason FROM")),
    ],
    "promise_is_settled_once": [
        Break(PromiseFactory, change("action = 'Autre chose'")),
        Break(PromiseFactory, change("promised_on = promised_on + 7, due_at = due_at + interval '7 days'")),
        Break(PromiseFactory, change("made_at = made_at - interval '1 day'")),
        Break(PromiseFactory, change("ticket_id = ticket_id + 1")),
        Break(PromiseFactory, change("made_by_id = made_by_id + 1")),
        Break(lambda: PromiseFactory(outcome="released", settled_at=TicketFactory.held_since), change("outcome = 'kept'")),
        Break(lambda: PromiseFactory(outcome="released", settled_at=TicketFactory.held_since), change("outcome = 'open', settled_at = NULL")),
    ],
    "promise_is_kept_for_ever": [Break(PromiseFactory, "DELETE FROM {table} WHERE id = {id}")],
    "promise_is_not_truncated": [
        Break(PromiseFactory, "TRUNCATE {table} CASCADE"), Break(PromiseFactory, "TRUNCATE tickets_ticket CASCADE"),
    ],
    # History only grows.
    "event_only_grows": [
        Break(EventFactory, change("kind = 'taken'")), Break(EventFactory, change("at = now()")),
        Break(EventFactory, change("data = '{{}}'")), Break(EventFactory, "DELETE FROM {table} WHERE id = {id}"),
        Break(EventFactory, "DELETE FROM {table}"),
    ],
    "event_is_not_truncated": [
        Break(EventFactory, "TRUNCATE {table} CASCADE"), Break(EventFactory, "TRUNCATE {table}, notifications_fanout, notifications_delivery"),
    ],
    "event_kind_is_known": [Break(EventFactory, again("ticket_id, kind, at, visibility, version, status, team_id, data").replace("SELECT ticket_id, kind", "SELECT ticket_id, 'rumour'"))],
    "event_visibility_is_known": [Break(EventFactory, again("ticket_id, kind, at, visibility, version, status, team_id, data").replace("at, visibility, version, status, team_id, data FROM", "at, 'Public', version, status, team_id, data FROM"))],
    "event_of_a_note_is_internal": [Break(lambda: EventFactory(kind=EventKind.NOTED), again("ticket_id, kind, at, visibility, version, status, team_id, data").replace("at, visibility, version, status, team_id, data FROM", "at, 'public', version, status, team_id, data FROM"))],
    "message_note_is_internal": [Break(MessageFactory, change("kind = 'note'"))],
    "message_visibility_is_known": [Break(MessageFactory, change("visibility = ''"))],
    # R06, R07.
    "transfer_one_at_a_time": [Break(transfer, again(TRANSFER))],
    "transfer_outcome_is_known": [Break(transfer, change("outcome = 'lost', answered_at = now()"))],
    "transfer_has_a_reason": [Break(transfer, change("reason = ' '"))],
    "transfer_goes_elsewhere": [Break(transfer, change("to_team_id = from_team_id"))],
    "transfer_answered_has_its_instant": [
        Break(transfer, change("outcome = 'accepted'")), Break(transfer, change("answered_at = now()")),
    ],
    "transfer_refused_has_a_reason": [Break(transfer, change("outcome = 'refused', answered_at = now()"))],
    "follower_follows_once": [Break(follower, again("ticket_id, user_id, since"))],
    "reference_is_said_once": [Break(reference, again("ticket_id, system, reference, added_at"))],
    "idempotency_key_is_used_once": [Break(key, again("user_id, key, fingerprint, ticket_id, created_at"))],
    # The catalogue.
    "request_type_targets_are_positive": [
        Break(lambda: TicketFactory().request_type, change("target_days = 0")),
        Break(lambda: TicketFactory().request_type, change("first_answer_days = -1")),
    ],
    "competence_rule_names_a_team_or_a_kind": [
        Break(CompetenceRuleFactory, change("team_kind = ''")),
        Break(CompetenceRuleFactory, change("team_id = (SELECT max(id) FROM accounts_team)")),
    ],
    "competence_rule_ends_after_it_starts": [
        Break(CompetenceRuleFactory, change("valid_from = '2026-01-01', valid_until = '2026-01-01'")),
    ],
    "tickets_family.code": [Break(lambda: [TicketFactory(request_type__family__code="AAA"), TicketFactory(request_type__code="B-01", request_type__family__code="BBB")][1].request_type.family, change("code = 'AAA'"))],
    "tickets_requesttype.code": [Break(lambda: [TicketFactory(request_type__code="A-01"), TicketFactory(request_type__code="B-01")][1].request_type, change("code = 'A-01'"))],
}  # fmt: skip

CASES = [
    pytest.param(name, each, id=f"{name}-{n}")
    for name, all_ in BREAKS.items()
    for n, each in enumerate(all_)
]
TRIGGERS = {
    "promise_is_settled_once", "promise_is_kept_for_ever", "promise_is_not_truncated", "event_only_grows",
    "event_is_not_truncated",
}  # fmt: skip


@pytest.mark.parametrize(("name", "broken"), CASES)
def test_the_database_refuses_it(name, broken):
    TeamFactory()
    row = broken.row()
    sql = broken.sql.format(table=row._meta.db_table, id=row.pk)
    with connection.cursor() as cursor:
        # What the row itself left to check is checked now: TRUNCATE waits for nothing.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            cursor.execute(sql)
    diagnosis = refused.value.__cause__.diag
    if name in TRIGGERS:
        assert isinstance(refused.value.__cause__, psycopg2.errors.IntegrityConstraintViolation)
        assert "PL/pgSQL function relais_" in diagnosis.context
    elif "." in name:
        table, column = name.split(".")
        assert (diagnosis.table_name, f"({column})=" in diagnosis.message_detail) == (table, True)
    else:
        assert diagnosis.constraint_name == name


def declared() -> set[str]:
    found = set()
    for model in apps.get_app_config("tickets").get_models():
        found |= {constraint.name for constraint in model._meta.constraints}
        found |= {
            f"{model._meta.db_table}.{field.column}"
            for field in model._meta.fields
            if field.unique and not field.primary_key
        }
    return found


def triggers() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid"
            " WHERE NOT tgisinternal AND c.relname LIKE 'tickets_%'"
        )
        return {name for (name,) in cursor.fetchall()}


def test_every_constraint_and_trigger_is_tried():
    assert set(BREAKS) == declared() | triggers()
    assert triggers() == TRIGGERS


def test_every_declared_constraint_is_in_the_database():
    """A migration that was forgotten, or a constraint dropped by hand, shows here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes WHERE schemaname = 'public'"
        )
        there = {name for (name,) in cursor.fetchall()}
    assert {name for name in declared() if "." not in name} <= there


def test_what_is_right_goes_through():
    """The ledger may be settled, once; a note is internal; a ticket may end."""
    promise = PromiseFactory()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE tickets_promise SET outcome = 'kept', settled_at = due_at WHERE id = %s",
            [promise.pk],
        )
        # Late in the evening of the promised day, in Paris: kept.
        late = PromiseFactory()
        cursor.execute(
            "UPDATE tickets_promise SET outcome = 'kept', settled_at = promised_on + time '22:30' WHERE id = %s",
            [late.pk],
        )
        broken = PromiseFactory()
        cursor.execute(
            "UPDATE tickets_promise SET outcome = 'broken', settled_at = promised_on + time '23:00' WHERE id = %s",
            [broken.pk],
        )


def test_what_history_refers_to_stays():
    """Nothing that an event names can be deleted, whatever the tool."""
    event = EventFactory(message=MessageFactory())
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, pk in (
            ("tickets_ticket", event.ticket_id), ("tickets_message", event.message_id),
            ("accounts_user", event.actor_id), ("accounts_team", event.team_id),
        ):  # fmt: skip
            with pytest.raises(IntegrityError), transaction.atomic():
                cursor.execute(f"DELETE FROM {table} WHERE id = %s", [pk])
