"""One import at a time, and nobody edits the rows under it; reading goes on."""

from django.db import connection
from django.db.models import Model


def lock_table(model: type[Model]) -> None:
    """Until the end of the transaction."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
