"""Load the catalogue and the competence rules of the data files. What administrators changed is theirs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction

from tickets.models import CompetenceRule, Family, RequestType
from tickets.queries.catalogue_file import CatalogueFile, Row, catalogue_file

#: What makes a rule the same rule: where it applies and since when. The rest is what it says.
_WHERE = ("managed_by", "departement", "school_kind", "network_side", "valid_from")


@dataclass
class Report:
    """What became of each row of the files. differs: the database says otherwise, and was left alone."""

    overwrite: bool = False
    created: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)
    overwritten: list[str] = field(default_factory=list)


@transaction.atomic
def load_catalogue(*, overwrite: bool = False, source: CatalogueFile | None = None) -> Report:
    """Create what is missing; leave what differs, or with `overwrite` bring back what the files say.

    A type that already has rules gets no missing one: an administrator may have deleted it. Rows that the
    files do not know are never touched.
    """
    source = source or catalogue_file()
    report = Report(overwrite)
    _load_families(source.families, report)
    families = {row.code: row for row in Family.objects.all()}
    _load_types(source.types, families, report)
    _load_rules(source.rules, report)
    return report


def _load_families(rows: dict[str, Row], report: Report) -> None:
    known = {row.code: row for row in Family.objects.all()}
    missing = [
        Family(**row) for code, row in rows.items() if not _keep(known.get(code), row, code, report)
    ]
    Family.objects.bulk_create(missing)


def _load_types(rows: dict[str, Row], families: dict[str, Family], report: Report) -> None:
    known = {row.code: row for row in RequestType.objects.select_related("family")}
    missing = []
    for code, row in rows.items():
        columns = row | {"family": families[row["family"]]}
        if not _keep(known.get(code), columns, code, report):
            missing.append(RequestType(**columns))
    RequestType.objects.bulk_create(missing)


def _load_rules(rows: dict[str, list[Row]], report: Report) -> None:
    types = {row.code: row for row in RequestType.objects.all()}
    known = {
        (row.request_type_id, *(getattr(row, name) for name in _WHERE)): row
        for row in CompetenceRule.objects.filter(school=None).order_by("-pk")
    }
    settled = set(CompetenceRule.objects.values_list("request_type_id", flat=True))
    missing = []
    for code, entries in rows.items():
        kind = types[code]
        for row in entries:
            columns = row | {"request_type_id": kind.pk, "team_id": None}
            label = f"{code}, règle {_where(row)}"
            found = known.get((kind.pk, *(row[name] for name in _WHERE)))
            if found is None and kind.pk in settled and not report.overwrite:
                report.differs.append(f"{label} : absente")
            elif not _keep(found, columns, label, report):
                missing.append(CompetenceRule(**columns))
    CompetenceRule.objects.bulk_create(missing)


def _keep(row: models.Model | None, columns: Row, label: str, report: Report) -> bool:
    """Whether the row is there. It is compared, and overwritten if that was asked for."""
    if row is None:
        report.created.append(label)
        return False
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    if not changed:
        report.unchanged.append(label)
    elif report.overwrite:
        for name in changed:
            setattr(row, name, columns[name])
        row.save(update_fields=changed)
        report.overwritten.append(label)
    else:
        report.differs.append(f"{label} : {', '.join(_names(row, changed))}")
    return True


def _names(row: models.Model, columns: Iterable[str]) -> list[str]:
    return [str(getattr(row._meta.get_field(name), "verbose_name", name)) for name in columns]


def _where(row: dict[str, Any]) -> str:
    said = [str(row[name]) for name in _WHERE if row[name]]
    return f"({', '.join(said)})" if said else "générale"
