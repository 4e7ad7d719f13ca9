"""One run at a time on a data folder."""

import fcntl
import os
import time
from pathlib import Path
from typing import IO

from . import orphans, signals
from .errors import ServiceError

# How long servers may take to end after the crash of the run that started them.
PATIENCE = 20.0


def take(root: Path) -> IO[str]:
    """Our servers inherit this lock: after a crash of ours, wait until they have ended."""
    lock = open(root / ".lock", "a+")  # noqa: SIM115 - held until we end
    deadline = time.monotonic() + PATIENCE
    while not is_free(lock):
        lock.seek(0)
        pid = lock.read().strip()
        if not pid or orphans.is_alive(int(pid)) or time.monotonic() > deadline:
            raise ServiceError(
                f"{root} is in use by another run (process {pid or 'unknown'}): stop it first, "
                "or add --attach to use its database and broker"
            )
        signals.pause(0.2)
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def is_free(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
