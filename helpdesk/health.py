"""/healthz: is every part of Relais alive? Hearts beat in real time: the demo's clock has no say."""

import time
from collections.abc import Callable
from typing import Any, Literal

import psycopg2
import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import clock

Part = Literal["worker", "beat"]
State = dict[str, Any]

TIMEOUT = 2
# Beat sends every 30 s: four missed beats.
LONGEST_SILENCE = 120.0
# The outbox tries again within minutes: after an hour somebody must look.
LONGEST_UNSENT = 3600.0


def _broker() -> "redis.Redis":
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT
    )


def _key(part: Part) -> str:
    return f"relais:heartbeat:{part}"


def sign(part: Part) -> None:
    with _broker() as broker:
        broker.set(_key(part), time.time())


def check_database() -> State:
    """By a connection of its own: Django's may be old, and has no time-out."""
    limits = {"connect_timeout": TIMEOUT, "options": f"-c statement_timeout={TIMEOUT * 1000}"}
    link = psycopg2.connect(**{**connection.get_connection_params(), **limits})
    try:
        with link.cursor() as cursor:
            cursor.execute("SELECT 1")
    finally:
        link.close()
    return {"ok": True}


def check_broker() -> State:
    with _broker() as broker:
        broker.ping()
    return {"ok": True}


def check_heartbeat(part: Part) -> State:
    with _broker() as broker:
        written = broker.get(_key(part))
    age = time.time() - float(written) if written is not None else None
    return {
        "ok": age is not None and age < LONGEST_SILENCE,
        "age_seconds": None if age is None else round(age, 1),
    }


def check_outbox() -> State:
    from notifications.queries.outbox import oldest_unsent_age

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = %s", [TIMEOUT * 1000])
        age = oldest_unsent_age(clock.now())
    seconds = age.total_seconds() if age is not None else None
    return {"ok": seconds is None or seconds < LONGEST_UNSENT, "oldest_unsent_seconds": seconds}


def _guarded(check: Callable[[], State]) -> State:
    """The reader is anybody: an exception's text may hold an address, so it stays here."""
    try:
        return check()
    except (psycopg2.Error, DatabaseError, redis.RedisError, OSError):
        return {"ok": False}


def report() -> State:
    database = _guarded(check_database)
    broker = _guarded(check_broker)
    down: State = {"ok": False}
    parts = {
        "database": database,
        "broker": broker,
        # A dead server was waited for once: do not wait for it again.
        "worker": _guarded(lambda: check_heartbeat("worker")) if broker["ok"] else down,
        "beat": _guarded(lambda: check_heartbeat("beat")) if broker["ok"] else down,
        "outbox": _guarded(check_outbox) if database["ok"] else down,
    }
    healthy = all(part["ok"] for part in parts.values())
    return {"status": "ok" if healthy else "failing", **parts}


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    state = report()
    return JsonResponse(state, status=200 if state["status"] == "ok" else 503)
