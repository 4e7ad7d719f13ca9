"""Rows by COPY: the quickest way in, for a database that is filled only to be measured."""

import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import connection, models

_CHUNK = 20_000
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def columns(model: type[models.Model]) -> list[str]:
    """The columns that COPY fills: all but the generated ones, in the order of the model."""
    return [str(field.column) for field in model._meta.concrete_fields if not field.generated]


def copy(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Iterator[int]:
    """Send rows, chunk after chunk; yields how many each chunk held, for a progress bar."""
    table = connection.ops.quote_name(model._meta.db_table)
    listed = ", ".join(connection.ops.quote_name(name) for name in names)
    statement = f"COPY {table} ({listed}) FROM STDIN"
    lines: list[str] = []
    for row in rows:
        lines.append("\t".join([_text(value) for value in row]))
        if len(lines) == _CHUNK:
            yield _send(statement, lines)
            lines = []
    if lines:
        yield _send(statement, lines)


def _send(statement: str, lines: list[str]) -> int:
    with connection.cursor() as cursor:
        cursor.copy_expert(statement, io.StringIO("\n".join(lines) + "\n"))
    return len(lines)


def _text(value: Any) -> str:
    if value is None:
        return "\\N"
    if value is True:
        return "t"
    if value is False:
        return "f"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    return str(value)


@contextmanager
def bare(*tables: type[models.Model]) -> Iterator[None]:
    """Take the plain indexes and the foreign keys off while rows come in; build and check them at the end."""
    names = [model._meta.db_table for model in tables]
    with connection.cursor() as cursor:
        cursor.execute(_INDEXES, [names])
        indexes = cursor.fetchall()
        cursor.execute(_FOREIGN_KEYS, [names])
        keys = cursor.fetchall()
        for table, name, _ in keys:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {_quoted(name)}")
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {_quoted(name)}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for _, definition in indexes:
            cursor.execute(definition)
        for table, name, definition in keys:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {_quoted(name)} {definition}")
        for name in names:
            cursor.execute(f"VACUUM (ANALYZE) {_quoted(name)}")


_INDEXES = """
SELECT i.indexname, i.indexdef FROM pg_indexes i
LEFT JOIN pg_constraint c ON c.conname = i.indexname
WHERE i.tablename = ANY(%s) AND c.oid IS NULL
"""
_FOREIGN_KEYS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND conrelid = ANY(SELECT oid FROM pg_class WHERE relname = ANY(%s))
"""


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
