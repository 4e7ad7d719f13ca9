"""Real servers, each test with a data folder of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


def _listen() -> None:
    """Under nohup, or behind a shell's &, the tests were started deaf to these: their children are not."""
    for number in (signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def var() -> Iterator[Path]:
    """Not pytest's tmp_path: when we are root, PostgreSQL's account may not enter that one."""
    folder = Path(tempfile.mkdtemp(prefix="relais-var-")).resolve()
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def environment(var: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
    return {**kept, "RELAIS_VAR_DIR": str(var), "TMPDIR": str(var), "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def start(environment: dict[str, str]) -> Iterator[Start]:
    """Start ``python -m helpdesk.services`` with these arguments; ended whatever the test does."""
    begun: list[subprocess.Popen[str]] = []

    def begin(*arguments: str, **extra: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "helpdesk.services", *arguments],
            cwd=PROJECT,
            env={**environment, **extra},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=_listen,  # noqa: PLW1509  a child of the tests, which start no thread here
        )
        begun.append(process)
        return process

    yield begin
    for process in begun:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate(timeout=40)


@pytest.fixture
def left_behind(var: Path) -> Callable[..., list[str]]:
    """Wait until no process mentions or works in the data folder; return those that stay."""

    def find(patience: float = 15) -> list[str]:
        deadline = time.monotonic() + patience
        while (found := _using(var)) and time.monotonic() < deadline:
            time.sleep(0.1)
        return found

    return find


def _using(folder: Path) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            place = str((process / "cwd").readlink())
        except OSError:
            continue
        if str(folder) in words or place.startswith(str(folder)):
            found.append(f"{process.name} {words}")
    return found
