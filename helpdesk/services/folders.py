"""Where the servers keep their data, and the lock that lets one run at a time use it."""

import hashlib
import json
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from .errors import ServiceError, full_disk, shorten
from .lock import is_free, take

PROJECT = Path(__file__).resolve().parents[2]
THROW_AWAY = "relais-test-"
ROOM_NEEDED = 200 * 1024 * 1024


@dataclass(frozen=True)
class Folders:
    root: Path
    ephemeral: bool
    lock: IO[str]

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    @property
    def valkey(self) -> Path:
        return self.root / "valkey"

    @property
    def logs(self) -> Path:
        return self.root / "log"

    @property
    def urls(self) -> Path:
        """Where a second command finds the running servers (``--attach``)."""
        return self.root / "services.json"


def var_folder() -> Path:
    return Path(os.environ.get("RELAIS_VAR_DIR") or PROJECT / "var").resolve()


def short_name(folder: Path) -> str:
    return hashlib.sha256(os.fsencode(folder)).hexdigest()[:10]


def prepare(ephemeral: bool) -> Folders:
    """Make the folders, take the lock, check the room."""
    if ephemeral:
        sweep_throw_away()
        root = Path(tempfile.mkdtemp(prefix=THROW_AWAY)).resolve()
    else:
        root = var_folder()
    made = not root.exists()
    (root / "log").mkdir(parents=True, exist_ok=True)
    if ephemeral or made:
        root.chmod(0o755)
    lock = take(root)
    shorten(root / "log")
    if shutil.disk_usage(root).free < ROOM_NEEDED:
        raise full_disk(root)
    return Folders(root, ephemeral, lock)


def sweep_throw_away() -> None:
    """Remove the throw-away folders of runs that were killed: their lock is free."""
    for folder in Path(tempfile.gettempdir()).glob(f"{THROW_AWAY}*"):
        try:
            if folder.stat().st_uid != os.geteuid() or folder.stat().st_mtime > time.time() - 60:
                continue
            with open(folder / ".lock", "a") as lock:
                if is_free(lock):
                    shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue


def running_urls() -> dict[str, str]:
    """The URLs of the servers of the run that holds the data folder."""
    try:
        urls: dict[str, str] = json.loads((var_folder() / "services.json").read_text())
    except (OSError, ValueError):
        raise ServiceError("no run to attach to: start `make run` first") from None
    return urls


def publish(folders: Folders, urls: dict[str, str]) -> None:
    folders.urls.touch(0o600)
    folders.urls.write_text(json.dumps(urls))
