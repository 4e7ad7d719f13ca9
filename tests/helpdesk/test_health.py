"""/healthz says what lives, to anybody, and nothing else."""

import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import redis
from django.conf import settings as django_settings
from django.test import Client

from helpdesk import health, tasks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hearts(monkeypatch: pytest.MonkeyPatch) -> Iterator[redis.Redis]:
    """No heart beats before a test says so, and nothing waits in the outbox."""
    monkeypatch.setattr("notifications.queries.outbox.oldest_unsent_age", lambda now: None)
    broker = redis.Redis.from_url(django_settings.REDIS_URL)
    broker.delete("relais:heartbeat:worker", "relais:heartbeat:beat")
    yield broker
    broker.close()


def ask(client: Client) -> tuple[int, dict[str, Any]]:
    answer = client.get("/healthz")
    return answer.status_code, answer.json()


def test_all_is_well(client: Client) -> None:
    tasks.beat_is_alive()
    tasks.heartbeat()
    code, state = ask(client)
    assert code == 200
    assert state["status"] == "ok"
    assert 0 <= state["worker"]["age_seconds"] < 5
    assert 0 <= state["beat"]["age_seconds"] < 5
    assert state["outbox"] == {"ok": True, "oldest_unsent_seconds": None}


@pytest.mark.parametrize("silent", ["worker", "beat"])
def test_a_heart_that_stopped_is_told(client: Client, hearts: redis.Redis, silent: str) -> None:
    tasks.beat_is_alive()
    tasks.heartbeat()
    hearts.set(f"relais:heartbeat:{silent}", time.time() - 600)
    code, state = ask(client)
    assert code == 503
    assert [part for part in state if part != "status" and not state[part]["ok"]] == [silent]
    assert 600 <= state[silent]["age_seconds"] < 605


def test_a_heart_that_never_beat(client: Client) -> None:
    code, state = ask(client)
    assert code == 503
    assert state["beat"] == {"ok": False, "age_seconds": None}


def test_a_message_that_waits_for_long(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks.beat_is_alive()
    tasks.heartbeat()
    late = timedelta(hours=2)
    monkeypatch.setattr("notifications.queries.outbox.oldest_unsent_age", lambda now: late)
    code, state = ask(client)
    assert code == 503
    assert state["outbox"] == {"ok": False, "oldest_unsent_seconds": 7200.0}


@pytest.fixture
def frozen_server() -> Iterator[int]:
    """It accepts connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=10) as server:
        yield server.getsockname()[1]


def test_a_frozen_broker_is_told_in_time(client: Client, settings: Any, frozen_server: int) -> None:
    settings.REDIS_URL = f"redis://:secret@127.0.0.1:{frozen_server}/0"
    began = time.monotonic()
    answer = client.get("/healthz")
    assert time.monotonic() - began < 5
    state = answer.json()
    assert answer.status_code == 503
    assert state["database"]["ok"]
    assert not any(state[part]["ok"] for part in ("broker", "worker", "beat"))
    assert b"secret" not in answer.content


def test_a_frozen_database_is_told_in_time(
    client: Client, monkeypatch: pytest.MonkeyPatch, frozen_server: int
) -> None:
    place = {"host": "127.0.0.1", "port": frozen_server, "user": "u", "password": "secret"}
    monkeypatch.setattr(health.connection, "get_connection_params", lambda: place)
    began = time.monotonic()
    answer = client.get("/healthz")
    assert time.monotonic() - began < 5
    assert answer.status_code == 503
    assert answer.json()["database"] == {"ok": False}
    assert b"secret" not in answer.content


def test_a_heartbeat_without_a_broker_stops_nothing(settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    tasks.heartbeat()
    tasks.beat_is_alive()


def test_it_is_read_only(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
