"""The embedded PostgreSQL: a child of ours, on a socket of its own, never on the network."""

import os
import signal
import time
from urllib.parse import quote

import psycopg2

from . import process, signals
from .account import account_for, programs
from .errors import ServiceError, explain, size
from .folders import Folders
from .initdb import ensure_data_folder
from .pgdata import place, remove_stale_pid, socket_folder

KEPT = {"max_connections": "200", "shared_buffers": "256MB"}
THROWN_AWAY = {
    **KEPT,
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "2GB",
}
COMMON = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "random_page_cost": "1.1",
    "jit": "off",
}


class Postgres:
    name = "PostgreSQL"
    variable = "DATABASE_URL"

    def __init__(self, folders: Folders) -> None:
        self.ephemeral = folders.ephemeral
        self.lock = folders.lock
        self.log = folders.logs / "postgres.log"
        self.log_start = 0
        self.account = account_for(folders.postgres)
        self.data = place(folders, self.account)
        self.sockets = socket_folder(self.data, self.account)
        self.child: process.Child | None = None

    @property
    def url(self) -> str:
        return f"postgresql://relais@/relais?host={quote(str(self.sockets), safe='/')}"

    def start(self) -> None:
        bin_folder = programs(self.account)
        ensure_data_folder(self.data, bin_folder, self.account, self.log)
        remove_stale_pid(self.data)
        self.log_start = size(self.log)
        options = {**COMMON, **(THROWN_AWAY if self.ephemeral else KEPT)}
        options["unix_socket_directories"] = f'"{self.sockets}"'
        self.child = process.spawn(
            [
                bin_folder / "postgres",
                f"-D{self.data}",
                *(f"--{name}={value}" for name, value in options.items()),
            ],
            cwd=self.data,
            env={"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath},
            owner=self.account.owner,
            log=self.log,
            own_group=True,
            keep=[self.lock.fileno()],
            death_signal=signal.SIGQUIT if self.ephemeral else signal.SIGINT,
        )
        if not self._wait_until_ready():
            reason = explain(self.log, self.log_start)
            raise ServiceError(
                f"PostgreSQL does not start in {self.data}: {reason} (log: {self.log})"
            )

    def _wait_until_ready(self, limit: float = 60.0) -> bool:
        """Long enough for the recovery after a crash; a dead server ends the wait at once."""
        assert self.child
        deadline = time.monotonic() + limit
        while self.child.poll() is None and time.monotonic() < deadline:
            try:
                self._make_database()
                return True
            except psycopg2.OperationalError:
                signals.pause(0.05)
        self.stop()
        return False

    def _make_database(self) -> None:
        """An ordinary owner, as in production: the application is never the superuser."""
        link = psycopg2.connect(user="postgres", dbname="postgres", host=str(self.sockets))
        link.autocommit = True
        try:
            with link.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = 'relais'")
                if not cursor.fetchone():
                    cursor.execute("CREATE ROLE relais LOGIN CREATEDB")
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = 'relais'")
                if not cursor.fetchone():
                    cursor.execute("CREATE DATABASE relais OWNER relais")
        finally:
            link.close()

    def stop(self) -> None:
        if self.child:
            # SIGINT: sessions are cut and the data is written; SIGQUIT: nothing is worth writing.
            process.stop(
                self.child, by=signal.SIGQUIT if self.ephemeral else signal.SIGINT, grace=30
            )
