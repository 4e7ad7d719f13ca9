from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Concat


class Unaccented(Func):
    """`relais_unaccent(text)`: lower case without accents, immutable, made by the first migration."""

    function = "relais_unaccent"
    output_field = models.TextField()


def sort_key(*fields: str) -> models.GeneratedField:
    """A stored key to sort names by: the embedded database has no French collation."""
    parts = [part for name in fields for part in (F(name), Value(" "))][:-1]
    text = Concat(*parts, output_field=models.TextField()) if len(parts) > 1 else parts[0]
    return models.GeneratedField(
        expression=Unaccented(text),
        output_field=models.TextField(),
        db_persist=True,
        editable=False,
    )
