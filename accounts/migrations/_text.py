"""The extensions and the sort key that tables are built on; first operations of the first migration."""

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations
from django.db.migrations.operations.base import Operation

SORT_KEY = """
CREATE FUNCTION relais_unaccent(value text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$ SELECT public.unaccent('public.unaccent'::regdictionary, lower(value)) $$;
"""

OPERATIONS: list[Operation] = [
    UnaccentExtension(),
    TrigramExtension(),
    migrations.RunSQL(SORT_KEY, "DROP FUNCTION relais_unaccent(text);"),
]
