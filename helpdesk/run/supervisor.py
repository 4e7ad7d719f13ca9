"""Prepare, start, wait, announce, watch, stop."""

import os
import subprocess
import sys
from collections.abc import Sequence

from helpdesk.services import orphans, process, signals
from helpdesk.services.errors import ServiceError, tail
from helpdesk.services.folders import PROJECT, var_folder

from .address import Address
from .parts import Part, all_parts, stop_all
from .ready import wait_until_ready

MANAGE = [sys.executable, str(PROJECT / "manage.py")]
LIMIT = 60.0


def run(address: Address) -> int:
    """Return 0 after a stop that was asked for, 1 after one line about what went wrong."""
    signals.hold()
    orphans.adopt_orphans()
    parts: list[Part] = []
    try:
        demo = os.environ.get("RELAIS_DEMO", "1").lower() not in ("0", "false", "no", "off")
        _prepare(demo)
        parts += all_parts(var_folder(), address)
        for part in parts:
            part.start()
        _announce(address, parts, demo)
        while not any(part.ended for part in parts):
            signals.pause(60.0)
        raise ServiceError(_obituary(parts))
    except signals.StopRequested:
        print("\nStopping …", flush=True)
        return 0
    except ServiceError as error:
        print(f"relais: {error}", file=sys.stderr)
        return 1
    finally:
        stop_all(parts)


def _prepare(demo: bool) -> None:
    _manage("prepare", *(["--demo"] if demo else []))
    if demo:
        # The demo lives on its own day: every process adds the same number of seconds to real time.
        os.environ["RELAIS_CLOCK_SHIFT"] = _manage("demo_clock", capture=True).strip()


def _manage(*arguments: str, capture: bool = False) -> str:
    """Run a management command as a child, so that a signal is obeyed while it works."""
    out = subprocess.PIPE if capture else None
    child = process.spawn([*MANAGE, *arguments], own_group=True, stdout=out)
    try:
        while child.poll() is None:
            signals.pause(60.0)
    finally:
        process.stop(child)
    if child.returncode:
        raise ServiceError(f"manage.py {arguments[0]} failed: nothing was started")
    return child.stdout.read().decode() if child.stdout else ""


def _announce(address: Address, parts: Sequence[Part], demo: bool) -> None:
    print("Starting …", flush=True)
    missing = wait_until_ready(address, lambda: not any(part.ended for part in parts), LIMIT)
    if any(part.ended for part in parts):
        raise ServiceError(_obituary(parts))
    if missing:
        raise ServiceError(
            f"not ready after {LIMIT:.0f} s: {missing} (logs: {parts[0].log.parent})"
        )
    if demo:
        _manage("demo_accounts")
    print(f"\nRelais answers at {address.url} – Ctrl-C stops it.", flush=True)


def _obituary(parts: Sequence[Part]) -> str:
    dead = next(part for part in parts if part.ended)
    code = signals.exit_code(dead.child.returncode) if dead.child else 0
    return f"the {dead.name} died (exit code {code}); the end of {dead.log}:\n{tail(dead.log)}"
