"""Children that cannot outlive us, whatever kills us.

Each asks the kernel for a signal at our death (PR_SET_PDEATHSIG); orphans.py sees to theirs.
"""

import ctypes
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)

Child = subprocess.Popen[bytes]


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
