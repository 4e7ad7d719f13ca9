"""A database of its own for each size, filled by seed_load."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

import psycopg2


@dataclass
class Size:
    tickets: int
    messages: int
    filled_in: float = field(default=0.0)


def prepare(size: Size) -> dict[str, str]:
    """Create, migrate and fill the database; the environment in which to serve it."""
    url = urlsplit(os.environ["DATABASE_URL"])
    name = f"bench_{size.tickets}_{size.messages}"
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    environment = os.environ | {
        "DATABASE_URL": urlunsplit(url._replace(path=f"/{name}")),
        "DJANGO_SETTINGS_MODULE": "helpdesk.settings.prod",
        "SECRET_KEY": "only-to-measure",
        "ALLOWED_HOSTS": "*",
        "PUBLIC_URL": "https://relais.test",
        "SECURE_SSL_REDIRECT": "false",
        "RELAIS_VAR_DIR": tempfile.mkdtemp(prefix="relais-bench-"),
    }
    _manage(environment, "migrate", "--verbosity", "0")
    _manage(environment, "collectstatic", "--noinput", "--verbosity", "0")
    begun = time.monotonic()
    _manage(
        environment, "seed_load", "--tickets", str(size.tickets), "--messages", str(size.messages)
    )
    size.filled_in = time.monotonic() - begun
    return environment


def _manage(environment: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "manage.py", *words], env=environment, check=True)
