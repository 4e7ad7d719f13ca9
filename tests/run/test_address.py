"""A place that cannot be had is told in one line, before anything starts."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpdesk.run.address import Address, ensure_free, from_environment
from helpdesk.services.errors import ServiceError

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def busy() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_the_default() -> None:
    assert from_environment({}) == Address("127.0.0.1", 8000)
    assert from_environment({"HOST": "", "PORT": ""}) == Address("127.0.0.1", 8000)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:81"),
        ("0.0.0.0", "http://127.0.0.1:81"),
        ("::", "http://[::1]:81"),
        ("relais.exemple.test", "http://relais.exemple.test:81"),
    ],
)
def test_an_address_one_can_open(host: str, url: str) -> None:
    assert Address(host, 81).url == url


@pytest.mark.parametrize("port", ["no", "0", "65536", "-1", "80.5"])
def test_nonsense_is_refused(port: str) -> None:
    with pytest.raises(ServiceError, match="a number from 1 to 65535"):
        from_environment({"PORT": port})


def test_an_unknown_host() -> None:
    with pytest.raises(ServiceError, match="no such host"):
        ensure_free(Address("nowhere.invalid", 8000))


def test_a_host_of_another_machine() -> None:
    with pytest.raises(ServiceError, match=r"cannot listen on 192\.0\.2\.1"):
        ensure_free(Address("192.0.2.1", 8000))


def test_a_busy_port_gets_one_line_and_nothing_starts(busy: int, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "helpdesk.run"],
        cwd=PROJECT,
        env={"PORT": str(busy), "RELAIS_VAR_DIR": str(tmp_path / "var")},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"relais: port {busy} of 127.0.0.1 is busy")
    assert not (tmp_path / "var").exists()
