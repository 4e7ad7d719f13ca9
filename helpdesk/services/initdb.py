"""Making PostgreSQL's data folder, all or nothing, and refusing one that we did not make."""

import os
import shutil
import subprocess
from pathlib import Path

from . import process, signals
from .account import Account
from .errors import NO_SPACE, ServiceError, full_disk, size

# The wheel's default follows LANG, and its PostgreSQL has no ICU: the built-in provider is the one
# whose upper and lower case know French accents everywhere alike.
LOCALE = [
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--text-search-config=french",
]


def major_version(programs: Path) -> str:
    output = subprocess.check_output([programs / "postgres", "--version"], text=True)
    return output.split()[-1].split(".")[0]


def ensure_data_folder(data: Path, programs: Path, account: Account, log: Path) -> None:
    """Check the folder, or make it beside its place and move it there once it is whole."""
    if data.exists():
        _check(data, programs, account)
        return
    draft = data.with_name("postgres.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if account.owner:
        os.chown(draft, *account.owner)
    begin = size(log)
    child = process.spawn(
        [
            programs / "initdb",
            *LOCALE,
            "--username=postgres",
            "--auth=trust",
            "--no-instructions",
            "--no-sync",
            f"--pgdata={draft}",
        ],
        cwd=draft,
        env={"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath},
        owner=account.owner,
        log=log,
        own_group=True,
    )
    while child.poll() is None:
        signals.pause(0.1)
    if child.returncode:
        shutil.rmtree(draft, ignore_errors=True)
        if NO_SPACE.encode() in log.read_bytes()[begin:]:
            raise full_disk(data.parent)
        raise ServiceError(f"the data folder {data} could not be made (log: {log})")
    draft.rename(data)


def _check(data: Path, programs: Path, account: Account) -> None:
    if data.stat().st_uid != account.uid:
        raise ServiceError(f"{data} belongs to another user: start this as its owner, or as root")
    try:
        version = (data / "PG_VERSION").read_text().strip()
    except OSError:
        raise ServiceError(
            f"{data} is not a whole PostgreSQL data folder (it has no PG_VERSION): "
            "put back a backup, or move it away to start afresh"
        ) from None
    ours = major_version(programs)
    if version != ours:
        raise ServiceError(
            f"{data} was made by PostgreSQL {version} and this is {ours}: "
            "restore a backup made with pg_dump into a new folder"
        )
