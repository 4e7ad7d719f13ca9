"""The promises of ``python -m helpdesk.services``: it starts, tells, stops, and leaves nothing."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Start = Callable[..., subprocess.Popen[str]]
LeftBehind = Callable[..., list[str]]

WAIT = (sys.executable, "-c", "import time; print('ready', flush=True); time.sleep(60)")
TOOLS = """
import os, psycopg2, redis
link = psycopg2.connect(os.environ["DATABASE_URL"])
link.autocommit = True
cursor = link.cursor()
store = redis.from_url(os.environ["REDIS_URL"])
def ask(sql):
    cursor.execute(sql)
    return cursor.fetchone()[0] if cursor.description else None
"""


def python(code: str) -> tuple[str, str, str]:
    return (sys.executable, "-c", TOOLS + code)


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=40)
    return process.returncode, out, err


def one_line(err: str) -> str:
    (line,) = err.splitlines()
    assert line.startswith("relais: ")
    return line


def test_the_database_knows_french_and_the_exit_code_is_the_commands(
    start: Start, left_behind: LeftBehind
) -> None:
    code = """
assert ask("SELECT 'ÉCOLE' ILIKE 'école'")
assert ask("SELECT upper('é')") == "É"
assert ask("SELECT to_tsvector('écoles')::text") == "'écol':1"
assert not ask("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
ask("CREATE EXTENSION pg_trgm"); ask("CREATE EXTENSION unaccent"); ask("CREATE DATABASE other")
assert store.ping() and store.config_get("appendonly")["appendonly"] == "no"
raise SystemExit(7)
"""
    assert finish(start("--ephemeral", *python(code))) == (7, "", "")
    assert left_behind() == []


def test_ephemeral_data_is_gone_afterwards(start: Start, var: Path) -> None:
    code, out, _ = finish(start("--ephemeral", *python("print(os.environ['DATABASE_URL'])")))
    assert code == 0
    assert f"host={var}/relais-test-" in out
    assert [p.name for p in var.iterdir()] == []


def test_urls_of_the_environment_are_respected(start: Start, var: Path) -> None:
    both = {"DATABASE_URL": "postgresql://elsewhere/x", "REDIS_URL": "redis://elsewhere"}
    echo = "import os; print(os.environ['DATABASE_URL'], os.environ['REDIS_URL'])"
    process = start(sys.executable, "-c", echo, **both)
    assert finish(process) == (0, " ".join(both.values()) + "\n", "")
    assert list(var.iterdir()) == []
    only = {"DATABASE_URL": both["DATABASE_URL"]}
    code, out, _ = finish(start("--ephemeral", sys.executable, "-c", echo, **only))
    assert code == 0
    assert out.startswith("postgresql://elsewhere/x redis://:")


def test_a_second_run_keeps_the_data(start: Start) -> None:
    write = "ask('CREATE TABLE kept AS SELECT 42 AS n'); store.set('kept', 43)"
    assert finish(start(*python(write))) == (0, "", "")
    read = "print(ask('SELECT n FROM kept'), int(store.get('kept')))"
    assert finish(start(*python(read))) == (0, "42 43\n", "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything(
    start: Start, left_behind: LeftBehind, number: signal.Signals
) -> None:
    process = start("--ephemeral", *WAIT)
    assert process.stdout and process.stdout.readline() == "ready\n"
    process.send_signal(number)
    code, _, err = finish(process)
    assert code == 128 + number or (number == signal.SIGINT and code in (1, 130))
    assert "helpdesk/services" not in err
    assert left_behind() == []


def test_kill_9_leaves_no_process_and_the_next_run_has_the_data(
    start: Start, left_behind: LeftBehind
) -> None:
    process = start(*python("ask('CREATE TABLE kept AS SELECT 42 AS n')" + f"\n{WAIT[2]}"))
    assert process.stdout and process.stdout.readline() == "ready\n"
    process.kill()
    read = "print(ask('SELECT n FROM kept'))"
    assert finish(start(*python(read))) == (0, "42\n", "")
    assert left_behind() == []


def test_orphans_of_the_command_are_ended(start: Start, left_behind: LeftBehind, var: Path) -> None:
    daemon = f"import subprocess; subprocess.Popen(['sleep', '61'], cwd={str(var)!r})"
    assert finish(start("--ephemeral", sys.executable, "-c", daemon)) == (0, "", "")
    assert left_behind(0) == []


def test_the_death_of_a_server_stops_the_command(start: Start, left_behind: LeftBehind) -> None:
    code = """
import signal, time
os.kill(store.info("server")["process_id"], signal.SIGKILL)
time.sleep(60)
"""
    returned, _, err = finish(start("--ephemeral", *python(code)))
    assert returned == 1
    assert one_line(err).startswith("relais: Valkey died")
    assert left_behind() == []


def test_two_runs_on_one_folder(start: Start) -> None:
    first = start(*WAIT)
    assert first.stdout and first.stdout.readline() == "ready\n"
    code, out, err = finish(start(*WAIT))
    assert (code, out) == (1, "")
    assert f"process {first.pid}" in one_line(err)
    assert finish(start("--attach", *python("print(store.ping())"))) == (0, "True\n", "")


def test_nobody_to_attach_to(start: Start) -> None:
    code, _, err = finish(start("--attach", *WAIT))
    assert (code, one_line(err)) == (
        1,
        "relais: no run to attach to: start `make run` first",
    )


def test_a_broken_data_folder_gets_one_line(start: Start, var: Path) -> None:
    finish(start("true"))
    (var / "postgres" / "global" / "pg_control").write_bytes(b"nonsense")
    code, _, err = finish(start("true"))
    assert code == 1
    assert "PostgreSQL does not start" in one_line(err)
    (var / "postgres" / "PG_VERSION").write_text("17\n")
    assert "was made by PostgreSQL 17" in one_line(finish(start("true"))[2])
    (var / "postgres" / "PG_VERSION").unlink()
    assert "no PG_VERSION" in one_line(finish(start("true"))[2])


def test_a_broken_valkey_log_gets_one_line(start: Start, var: Path) -> None:
    finish(start(*python("store.set('a', 'b')")))
    (log,) = (var / "valkey" / "appendonlydir").glob("*.incr.aof")
    log.write_bytes(b"nonsense" * 10)
    code, _, err = finish(start("true"))
    assert code == 1
    assert "Valkey does not start" in one_line(err)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_gets_one_line(start: Start, var: Path) -> None:
    small = var / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", str(small)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this machine does not let us mount")
    try:
        code, _, err = finish(start("true", RELAIS_VAR_DIR=str(small)))
    finally:
        subprocess.run(["umount", str(small)], check=True)
    assert code == 1
    assert one_line(err) == f"relais: no space left on the disk that holds {small}"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(start: Start) -> None:
    code, _, err = finish(start("true", RELAIS_VAR_DIR="/proc/relais"))
    assert code == 1
    one_line(err)


@pytest.mark.skipif(os.geteuid() != 0, reason="concerns root alone")
def test_under_a_closed_folder_root_keeps_the_database_elsewhere(start: Start, var: Path) -> None:
    closed = var / "closed"
    closed.mkdir(mode=0o700)
    folder = closed / "var"
    code, out, _ = finish(start(*python("print(ask('SELECT 1'))"), RELAIS_VAR_DIR=str(folder)))
    assert code == 0
    notice, answer = out.splitlines()
    outside = Path(notice.rpartition(" ")[2])
    shutil.rmtree(outside)
    assert answer == "1"
    assert closed.stat().st_mode & 0o077 == 0


def test_a_long_path_with_spaces_and_accents(start: Start, var: Path) -> None:
    folder = var / ("un dossier très long, vraiment " * 4)
    code, out, err = finish(start(*python("print(ask('SELECT 1'))"), RELAIS_VAR_DIR=str(folder)))
    assert (code, out, err) == (0, "1\n", "")


def test_with_parent_makes_the_death_of_the_parent_ours(
    start: Start, environment: dict[str, str], left_behind: LeftBehind
) -> None:
    command = [sys.executable, "-m", "helpdesk.services", "--ephemeral", "--with-parent", *WAIT]
    code = f"import subprocess, time; subprocess.Popen({command!r}); time.sleep(60)"
    parent = subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout and parent.stdout.readline() == "ready\n"
    parent.kill()
    parent.communicate()
    assert left_behind() == []


def test_a_free_port_is_taken_each_time(start: Start) -> None:
    """Valkey's former default ports may be busy: ours is one the system gives."""
    with socket.create_server(("127.0.0.1", 0)):
        assert finish(start("--ephemeral", *python("store.ping()"))) == (0, "", "")
