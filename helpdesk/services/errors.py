"""Failures an administrator can do something about: told in one line, never by a traceback."""

import errno
import re
from pathlib import Path

LONGEST_LOG = 10 * 1024 * 1024
NO_SPACE = "No space left on device"
_CAUSE = re.compile(r"(?:FATAL|PANIC|ERROR|error|Fatal error|# Bad file format)[:, ]+(.*)")


class ServiceError(Exception):
    """The message is the whole line the administrator reads."""


def full_disk(folder: Path) -> ServiceError:
    return ServiceError(f"no space left on the disk that holds {folder}")


def from_os_error(error: OSError, folder: Path) -> ServiceError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return full_disk(folder)
    return ServiceError(f"{error.strerror}: {error.filename or folder}")


def shorten(logs: Path) -> None:
    """At each start: one older log of each is enough to look back."""
    for log in logs.glob("*.log"):
        if log.stat().st_size > LONGEST_LOG:
            log.replace(log.with_suffix(".log.1"))


def size(log: Path) -> int:
    """Where a log ends now: the complaints of earlier runs come before it."""
    return log.stat().st_size if log.exists() else 0


def explain(log: Path, start: int) -> str:
    """The last complaint in a server's log since ``start``, for a one-line message."""
    try:
        text = log.read_bytes()[start:].decode(errors="replace")
    except OSError:
        return "its log cannot be read"
    if NO_SPACE in text:
        return "no space left on the disk"
    complaints = [match[1].strip() for line in text.splitlines() if (match := _CAUSE.search(line))]
    return complaints[-1] if complaints else "it gave no reason"


def tail(log: Path, lines: int = 15) -> str:
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""
