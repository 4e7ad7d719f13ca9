"""Is everything up? Asked of /healthz, as a monitoring system would."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any

from helpdesk.services import signals

from .address import Address

NEEDED = ("database", "broker", "worker", "beat")


def wait_until_ready(address: Address, still_running: Callable[[], bool], limit: float) -> str:
    """Return what is missing when the time is over or a part ended; an empty text means ready."""
    deadline = time.monotonic() + limit
    missing = "the web server does not answer"
    while still_running() and time.monotonic() < deadline:
        state = _ask(address)
        if state is not None:
            missing = ", ".join(part for part in NEEDED if not state.get(part, {}).get("ok"))
            if not missing:
                return ""
        signals.pause(0.25)
    return missing


def _ask(address: Address) -> dict[str, Any] | None:
    try:
        with urllib.request.urlopen(f"{address.url}/healthz", timeout=10) as answer:  # noqa: S310
            body = answer.read()
    except urllib.error.HTTPError as error:
        body = error.read()
    except OSError:
        return None
    try:
        state: dict[str, Any] = json.loads(body)
    except ValueError:
        return None
    return state
