"""Where PostgreSQL's data and socket can be, and what a crash may have left there."""

import os
import tempfile
from pathlib import Path

from .account import OUTSIDE, Account
from .errors import ServiceError
from .folders import Folders, short_name

SOCKET_NAME = ".s.PGSQL.5432"
# The kernel allows 107 bytes; the client libraries are not all so generous.
LONGEST_SOCKET = 100


def place(folders: Folders, account: Account) -> Path:
    """Return the data folder: the project's, unless PostgreSQL's account may not walk there."""
    if account.can_enter(folders.root):
        return folders.postgres
    if folders.ephemeral:
        raise ServiceError(f"{folders.root} is closed to PostgreSQL's account: set TMPDIR to /tmp")
    outside = OUTSIDE / short_name(folders.root)
    outside.mkdir(parents=True, exist_ok=True)
    for folder in (OUTSIDE, outside):
        folder.chmod(0o755)
    print(
        f"relais: PostgreSQL does not run as root and its account may not enter {folders.root}: "
        f"the database is in {outside}",
        flush=True,
    )
    return outside / "postgres"


def socket_folder(data: Path, account: Account) -> Path:
    if len(os.fsencode(data / SOCKET_NAME)) < LONGEST_SOCKET:
        return data
    folder = Path(tempfile.gettempdir()) / f"relais-{short_name(data)}"
    if len(os.fsencode(folder / SOCKET_NAME)) >= LONGEST_SOCKET:
        folder = Path("/tmp") / folder.name  # noqa: S108 - its owner is checked below
    folder.mkdir(mode=0o700, exist_ok=True)
    if account.owner and folder.stat().st_uid == 0:
        os.chown(folder, *account.owner)
    if folder.is_symlink() or folder.stat().st_uid != account.uid:
        raise ServiceError(f"{folder} belongs to somebody else: remove it")
    return folder


def remove_stale_pid(data: Path) -> None:
    """After a crash the pid may be another program's today, and PostgreSQL would not start.

    We hold the folder's lock and our servers inherit it: none of ours is alive here.
    """
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
        place_of_work = Path(f"/proc/{pid}/cwd").resolve(strict=True)
    except (OSError, ValueError):
        return
    if place_of_work != data:
        pid_file.unlink()
