"""Where Relais answers, and whether that place is free: asked before anything is started."""

import errno
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from helpdesk.services.errors import ServiceError

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104


@dataclass(frozen=True)
class Address:
    host: str
    port: int

    @property
    def url(self) -> str:
        host = EVERYWHERE.get(self.host, self.host)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"


def from_environment(environment: Mapping[str, str]) -> Address:
    text = environment.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise ServiceError(f"PORT is {text!r}: a number from 1 to 65535 is needed")
    return Address(environment.get("HOST") or "127.0.0.1", int(text))


def ensure_free(address: Address) -> None:
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except socket.gaierror:
        raise ServiceError(f"HOST is {address.host!r}: no such host") from None
    family, kind, protocol, _, place = found[0]
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except OSError as error:
            raise ServiceError(_why(error, address)) from None


def _why(error: OSError, address: Address) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {address.port} of {address.host} is busy: stop the program that has it, "
            f"or choose another with PORT={address.port + 1} make run"
        )
    return f"cannot listen on {address.host} port {address.port}: {os.strerror(error.errno or 0)}"
