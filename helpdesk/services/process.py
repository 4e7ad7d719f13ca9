"""Children that cannot outlive us, whatever kills us.

Each child asks the kernel for a signal at our death (PR_SET_PDEATHSIG), and we adopt the orphans of
our children (PR_SET_CHILD_SUBREAPER), so that a crash below us leaves nobody behind either.
"""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)

Child = subprocess.Popen[bytes]


def adopt_orphans() -> None:
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def die_with_parent() -> None:
    """Used under make: killing make must stop what it started."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


def spawn(
    argv: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    owner: tuple[int, int] | None = None,
    log: Path | None = None,
    own_group: bool = False,
    keep: Sequence[int] = (),
    death_signal: signal.Signals = signal.SIGTERM,
    stdin: int | None = None,
    stdout: int | None = None,
) -> Child:
    """Start a child; ``owner`` drops root, ``own_group`` keeps the terminal's Ctrl-C away from it,
    ``keep`` are files it inherits."""
    parent = os.getpid()

    def in_child() -> None:
        # After the change of user: the kernel forgets the death signal when the user changes.
        _libc.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())

    output = open(log, "ab") if log else None  # noqa: SIM115
    try:
        return subprocess.Popen(
            [str(part) for part in argv],
            env=env,
            cwd=cwd,
            stdin=stdin,
            stdout=output or stdout,
            stderr=subprocess.STDOUT if output else None,
            user=owner[0] if owner else None,
            group=owner[1] if owner else None,
            extra_groups=[] if owner else None,
            pass_fds=keep,
            process_group=0 if own_group else None,
            preexec_fn=in_child,  # noqa: PLW1509 - nothing here has threads
        )
    finally:
        if output:
            output.close()


def stop(child: Child, *, by: signal.Signals = signal.SIGTERM, grace: float = 10.0) -> int:
    """Ask, wait, then kill. Return the exit code."""
    if child.poll() is None:
        child.send_signal(by)
        try:
            return child.wait(grace)
        except subprocess.TimeoutExpired:
            child.kill()
    return child.wait()


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
