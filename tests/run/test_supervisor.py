"""The promises of `make run`: ready, watched, stopped, kept."""

import json
import os
import signal
import time
import urllib.request
from collections.abc import Callable
from typing import Any


def test_it_starts_watches_stops_and_keeps(start: Callable[[], Any]) -> None:
    first = start()
    printed = first.wait_until_ready()
    assert "Loading the catalogue" in printed
    with urllib.request.urlopen(f"http://127.0.0.1:{first.port}/healthz") as answer:
        assert json.load(answer)["worker"]["ok"]

    # A part dies: everything stops, and the line says which.
    os.kill(first.pid_of("celery -A helpdesk worker"), signal.SIGKILL)
    _, err = first.process.communicate(timeout=30)
    assert first.process.returncode == 1
    assert err.startswith("relais: the worker died (exit code 137); the end of ")
    assert first.left_behind() == []

    # The data is still there, so nothing is loaded again; a polite stop is no failure.
    second = start()
    assert "Loading" not in second.wait_until_ready()
    asked = time.monotonic()
    second.process.send_signal(signal.SIGTERM)
    out, err = second.process.communicate(timeout=30)
    assert time.monotonic() - asked < 15
    assert second.process.returncode == 0
    assert (out.strip(), err) == ("Stopping …", "")
    assert second.left_behind() == []
