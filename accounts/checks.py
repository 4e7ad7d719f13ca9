"""`manage.py check --database default` says when the school holidays are soon unknown."""

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.db import connection

from accounts import clock
from accounts.models import SchoolHoliday
from accounts.queries.calendars import zones_running_out
from accounts.rules.standard_calendars import running_out


def school_holidays_are_known(
    databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """A warning for each zone; nothing before the first migration."""
    table = SchoolHoliday._meta.db_table
    if not databases or table not in connection.introspection.table_names():
        return []
    return [
        checks.Warning(running_out(zone, last), id="accounts.W001")
        for zone, last in zones_running_out(clock.today()).items()
    ]
