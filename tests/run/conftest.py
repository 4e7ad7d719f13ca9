"""The whole of Relais, started as `make run` starts it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
READY = "Relais answers at "


class Run:
    """One ``python -m helpdesk.run``, without the demo, which other tests load."""

    def __init__(self, var: Path) -> None:
        self.var = var
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        given = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "RELAIS_CLOCK_SHIFT"}
        environment = {name: value for name, value in os.environ.items() if name not in given}
        environment |= {"RELAIS_VAR_DIR": str(var), "RELAIS_DEMO": "0", "PORT": str(self.port)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "helpdesk.run"],
            cwd=PROJECT,
            env={**environment, "PYTHONWARNINGS": "ignore"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def wait_until_ready(self) -> str:
        """Return what was printed until then."""
        assert self.process.stdout
        printed = []
        for line in self.process.stdout:
            printed.append(line)
            if line.startswith(READY):
                return "".join(printed)
        pytest.fail(self.process.communicate()[1])

    def pid_of(self, words: str) -> int:
        (pid, *_) = sorted(pid for pid, said in self.processes() if words in said)
        return pid

    def processes(self) -> list[tuple[int, str]]:
        """Those that have our data folder in their environment: all that this run started."""
        mark = f"RELAIS_VAR_DIR={self.var}".encode()
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes().split(b"\0"):
                    said = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    found.append((int(folder.name), said))
            except OSError:
                continue
        return found

    def left_behind(self, patience: float = 15) -> list[tuple[int, str]]:
        deadline = time.monotonic() + patience
        while (found := self.processes()) and time.monotonic() < deadline:
            time.sleep(0.1)
        return found


@pytest.fixture
def start() -> Iterator[Callable[[], Run]]:
    var = Path(tempfile.mkdtemp(prefix="relais-run-")).resolve()
    var.chmod(0o755)
    runs: list[Run] = []

    def begin() -> Run:
        runs.append(Run(var))
        return runs[-1]

    yield begin
    for run in runs:
        if run.process.poll() is None:
            run.process.send_signal(signal.SIGTERM)
        run.process.communicate(timeout=60)
    shutil.rmtree(var, ignore_errors=True)
