"""Start what is missing, run the command, stop with it."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Mapping, Sequence

from . import orphans, process, signals
from .errors import ServiceError, explain, from_os_error
from .folders import Folders, prepare, publish, running_urls, var_folder
from .postgres import Postgres
from .valkey import Valkey

GRACE = 30.0
Server = Postgres | Valkey


def missing(environment: Mapping[str, str]) -> list[type[Postgres] | type[Valkey]]:
    return [kind for kind in (Postgres, Valkey) if not environment.get(kind.variable)]


def run(command: Sequence[str], *, ephemeral: bool, attach: bool) -> int:
    """Return the command's exit code, or 1 after one line about what went wrong."""
    wanted = missing(os.environ)
    try:
        if attach:
            os.environ.update({k.variable: running_urls()[k.variable] for k in wanted})
        if attach or not wanted:
            os.execvp(command[0], list(command))  # noqa: S606
        return _with_servers(wanted, command, ephemeral)
    except signals.StopRequested as stop:
        return 128 + stop.number
    except ServiceError as error:
        print(f"relais: {error}", file=sys.stderr)
    except OSError as error:
        print(f"relais: {from_os_error(error, var_folder())}", file=sys.stderr)
    return 1


def _with_servers(
    wanted: Sequence[type[Postgres] | type[Valkey]], command: Sequence[str], ephemeral: bool
) -> int:
    signals.hold()
    orphans.adopt_orphans()
    folders = prepare(ephemeral)
    servers: list[Server] = []
    try:
        for kind in wanted:
            server = kind(folders)
            servers.append(server)
            server.start()
        urls = {server.variable: server.url for server in servers}
        publish(folders, urls)
        return _watch(process.spawn(command, env={**os.environ, **urls}), servers)
    finally:
        _stop(servers, folders)


def _watch(command: process.Child, servers: Sequence[Server]) -> int:
    """Wait for the command; a server's death ends it, since nothing works without one."""
    try:
        while command.poll() is None:
            signals.pause(60.0)
            for server in servers:
                if server.child and server.child.poll() is not None:
                    raise ServiceError(_obituary(server, server.child.returncode))
    except signals.StopRequested as stop:
        _pass_on(stop, command)
    finally:
        code = process.stop(command, grace=GRACE)
        orphans.end_orphans(spare=[s.child.pid for s in servers if s.child])
    return signals.exit_code(code)


def _obituary(server: Server, code: int) -> str:
    killed = f"killed by signal {-code}"
    reason = killed if code < 0 else explain(server.log, server.log_start)
    return f"{server.name} died: {reason} (log: {server.log})"


def _pass_on(stop: signals.StopRequested, command: process.Child) -> None:
    """Let the command end in its own way; asked a second time, do not wait for it."""
    if not stop.from_terminal:
        command.send_signal(stop.number)
    deadline = time.monotonic() + GRACE
    try:
        while command.poll() is None and time.monotonic() < deadline:
            signals.pause(1.0)
    except signals.StopRequested as again:
        if not (again.from_terminal and stop.from_terminal):
            command.kill()


def _stop(servers: Sequence[Server], folders: Folders) -> None:
    # From here on we are ending: more signals change nothing.
    for number in signals.STOP:
        signal.signal(number, signal.SIG_IGN)
    for server in reversed(servers):
        server.stop()
    folders.urls.unlink(missing_ok=True)
    if folders.ephemeral:
        shutil.rmtree(folders.root, ignore_errors=True)
