"""One migrated database, cloned for each worker and again after each test that committed.

Cloning takes a tenth of a second, keeps what migrations loaded, and needs neither TRUNCATE nor DELETE:
the history refuses both, in the tests as everywhere.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, connections
from django.test import TransactionTestCase
from filelock import FileLock
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

hypothesis_settings.register_profile(
    "relais", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
hypothesis_settings.load_profile("relais")


def pytest_configure() -> None:
    """Give each worker a Valkey database of its own: emptying one's cache spares the others."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    url = urlsplit(settings.REDIS_URL)._replace(path=f"/{number % 15 + 1}").geturl()
    settings.REDIS_URL = settings.CELERY_BROKER_URL = url
    settings.CACHES["default"]["LOCATION"] = url


@pytest.fixture(scope="session")
def template_database(
    django_test_environment: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> str:
    """The name of the migrated database; the first worker that comes makes it for all."""
    template = f"test_{settings.DATABASES['default']['NAME']}_template"
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    with FileLock(shared / "template.lock"), django_db_blocker.unblock():
        if not (shared / "template").exists():
            original = connection.settings_dict["NAME"]
            connection.settings_dict["TEST"]["NAME"] = template
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            connection.close()
            connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = original
            (shared / "template").touch()
    return template


@pytest.fixture(scope="session")
def django_db_setup(
    template_database: str, django_db_blocker: Any, worker_id: str
) -> Iterator[None]:
    """Replaces pytest-django's, which would migrate once for each worker."""
    original = connection.settings_dict["NAME"]
    own = f"test_{original}_{worker_id}"
    with django_db_blocker.unblock():
        _clone(template_database, own)
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = own
    flush = TransactionTestCase._fixture_teardown

    def clone_again(self: TransactionTestCase) -> None:
        _clone(template_database, own)

    TransactionTestCase._fixture_teardown = clone_again  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = flush  # type: ignore[method-assign]
    with django_db_blocker.unblock():
        connections.close_all()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = original
        with connection.creation._nodb_cursor() as cursor:
            _drop(cursor, own)


def _clone(template: str, name: str) -> None:
    connections.close_all()
    with connection.creation._nodb_cursor() as cursor:
        _drop(cursor, name)
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')


def _drop(cursor: Any, name: str) -> None:
    """FORCE ends what a test left open, and is refused while autovacuum is there; DROP alone ends just that."""
    try:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    except ProgrammingError:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    """Files that a test stores are its own."""
    folder = tmp_path / "media"
    settings.MEDIA_ROOT = folder
    return folder


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Rate limits and cached pages of one test are not the next one's."""
    yield
    from django.core.cache import cache

    cache.clear()
