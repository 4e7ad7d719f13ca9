"""The processes that our children leave behind: adopted, then ended with us.

PR_SET_CHILD_SUBREAPER makes us the parent of whoever loses theirs below us, so that a crash there, or
a program that puts itself in the background, leaves nobody behind.
"""

import ctypes
import os
import signal
import time
from collections.abc import Collection
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)


def adopt_orphans() -> None:
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children() -> set[int]:
    """Pids of our living children, adopted ones included."""
    pids = (int(entry.name) for entry in Path("/proc").glob("[0-9]*"))
    return {pid for pid in pids if _status(pid) == (os.getpid(), True)}


def is_alive(pid: int) -> bool:
    """A process that has ended but was not waited for counts as dead."""
    status = _status(pid)
    return status is not None and status[1]


def _status(pid: int) -> tuple[int, bool] | None:
    """Return its parent and whether it lives, None when there is no such process."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except OSError:
        return None
    return int(parent), state not in "ZX"


def end_orphans(spare: Collection[int] = (), grace: float = 5.0) -> None:
    """End every child but ``spare``; the death of one may hand us its own, hence the loop."""
    deadline = time.monotonic() + grace
    while orphans := children() - set(spare):
        late = time.monotonic() > deadline
        for pid in orphans:
            try:
                os.kill(pid, signal.SIGKILL if late else signal.SIGTERM)
            except ProcessLookupError:
                continue
        time.sleep(0.1)
        reap(spare)


def reap(spare: Collection[int] = ()) -> None:
    """Bury adopted children; those in ``spare`` are waited for by whoever started them."""
    while True:
        try:
            ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if ended is None or ended.si_pid in spare:
            return
        os.waitpid(ended.si_pid, 0)
