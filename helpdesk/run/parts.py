"""The processes that make Relais, and how they are started and stopped."""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from helpdesk.services import orphans, process
from helpdesk.services.errors import shorten

from .address import Address

GRACE = 10.0


@dataclass
class Part:
    name: str
    argv: Sequence[str]
    log: Path
    child: process.Child | None = field(default=None)

    def start(self) -> None:
        # Ctrl-C is for the supervisor alone, which then asks each part to end.
        self.child = process.spawn(self.argv, log=self.log, own_group=True)

    @property
    def ended(self) -> bool:
        return self.child is not None and self.child.poll() is not None


def all_parts(var: Path, address: Address) -> list[Part]:
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-A", "helpdesk"]
    logs = var / "log"
    logs.mkdir(parents=True, exist_ok=True)
    shorten(logs)
    web = ["--host", address.host, "--port", str(address.port), "--timeout-graceful-shutdown", "5"]
    worker = ["--concurrency", "2", "--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    beat = ["--loglevel", "INFO", "--pidfile=", "--schedule", str(var / "beat-schedule")]
    return [
        Part("web", [*python, "uvicorn", "helpdesk.asgi:application", *web], logs / "web.log"),
        Part("worker", [*celery, "worker", *worker], logs / "worker.log"),
        Part("beat", [*celery, "beat", *beat], logs / "beat.log"),
    ]


def stop_all(parts: Sequence[Part]) -> None:
    """Ask all at once, so that the slowest alone decides how long it takes."""
    deadline = time.monotonic() + GRACE
    for part in parts:
        if part.child and not part.ended:
            part.child.terminate()
    for part in parts:
        if part.child:
            process.stop(part.child, grace=max(0.1, deadline - time.monotonic()))
    orphans.end_orphans()
