"""Serve a filled database with uvicorn and time the pages from outside."""

import http.client
import json
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

REQUESTS = 200
WARMUP = 20


@dataclass(frozen=True)
class Figure:
    """Milliseconds over HTTP, and the statements of one request."""

    what: str
    median: float
    p95: float
    queries: int
    size: int


def measure(environment: dict[str, str]) -> list[Figure]:
    """The figures of one database, the server started and stopped around them."""
    facts = json.loads(_run(environment, "facts"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "helpdesk.asgi:application",
        "--port",
        str(port),
        "--log-level",
        "warning",
    ]
    server = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        return _figures(_wait(port), facts)
    finally:
        server.terminate()
        server.wait(10)


def _figures(connection: http.client.HTTPConnection, facts: dict) -> list[Figure]:
    cookie = {"Cookie": f"sessionid={facts['session']}", "X-Forwarded-Proto": "https"}
    token = {
        "Authorization": f"Token {facts['token']}",
        "Content-Type": "application/json",
        "X-Forwarded-Proto": "https",
    }
    new = {
        "school": facts["school"],
        "request_type": facts["type"],
        "title": "Wifi en panne",
        "body": "Plus de wifi.",
    }
    said = {"body": "Je passe jeudi matin."}
    plans: list[tuple[str, Callable[[], tuple]]] = [
        ("technician's first screen", lambda: ("GET", "/", None, cookie)),
        ("list, 25 rows", lambda: ("GET", "/demandes/", None, cookie)),
        ("ticket page", lambda: ("GET", f"/demandes/{facts['ticket']}/", None, cookie)),
        (
            "create (API)",
            lambda: ("POST", "/api/v1/tickets/", new, {**token, "Idempotency-Key": uuid4().hex}),
        ),
        ("answer (API)", lambda: ("POST", f"/api/v1/tickets/{facts['own']}/answer/", said, token)),
    ]
    return [_figure(connection, what, plan, facts["queries"].get(what, 0)) for what, plan in plans]


def _figure(
    connection: http.client.HTTPConnection, what: str, plan: Callable[[], tuple], queries: int
) -> Figure:
    times, size = [], 0
    for n in range(REQUESTS + WARMUP):
        method, path, body, headers = plan()
        begun = time.perf_counter()
        connection.request(method, path, json.dumps(body) if body else None, headers)
        answer = connection.getresponse()
        size = len(answer.read())
        spent = (time.perf_counter() - begun) * 1000
        if answer.status not in (200, 201):
            sys.exit(f"bench: {method} {path} answered {answer.status}")
        if n >= WARMUP:
            times.append(spent)
    return Figure(
        what, statistics.median(times), statistics.quantiles(times, n=20)[-1], queries, size
    )


def _wait(port: int) -> http.client.HTTPConnection:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        except OSError:
            time.sleep(0.1)
    sys.exit("bench: the server did not start")


def _run(environment: dict[str, str], module: str) -> str:
    command = [sys.executable, "-m", f"tests.benchmarks.{module}"]
    return subprocess.run(
        command, env=environment, check=True, capture_output=True, text=True
    ).stdout.splitlines()[-1]
