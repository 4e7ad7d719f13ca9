"""Signals taken one at a time at a place we choose, instead of handlers that interrupt any line."""

import signal
import time

SI_KERNEL = 0x80
STOP = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


class StopRequested(Exception):
    """Somebody asked us to stop; ``from_terminal``: the children in our group were told as well."""

    def __init__(self, number: int, from_terminal: bool) -> None:
        self.number = number
        self.from_terminal = from_terminal


def hold() -> None:
    """From now on signals wait for us; ``nohup`` is respected."""
    watched = STOP | {signal.SIGCHLD}
    if signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
        watched -= {signal.SIGHUP}
    signal.pthread_sigmask(signal.SIG_BLOCK, watched)


def pause(seconds: float) -> None:
    """Wait until a child ends or the time is over; raise StopRequested when asked to stop."""
    held = signal.pthread_sigmask(signal.SIG_BLOCK, ()) & (STOP | {signal.SIGCHLD})
    if not held:
        time.sleep(seconds)
        return
    received = signal.sigtimedwait(held, seconds)
    if received is not None and received.si_signo in STOP:
        raise StopRequested(received.si_signo, received.si_code == SI_KERNEL)


def exit_code(returned: int) -> int:
    """The shell's way to tell an exit code from a death by signal."""
    return 128 - returned if returned < 0 else returned
