"""Load the catalogue and the competence rules of the data files. What administrators changed is theirs."""

from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models, transaction

from tickets.models import CompetenceRule, Family, RequestType
from tickets.queries.catalogue_file import CatalogueFile, Row, catalogue_file

M = TypeVar("M", bound=models.Model)

#: What makes a rule the same rule: where it applies and since when. The rest is what it says.
_WHERE = ("managed_by", "departement", "school_kind", "network_side", "valid_from")


@dataclass
class Report:
    """What became of each row of the files. differs: the database says otherwise, and was left alone."""

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
    report = Report()
    families = {
        code: _keep(Family.objects.filter(code=code), row, code, report, overwrite)
        for code, row in source.families.items()
    }
    for code, row in source.types.items():
        columns = row | {"family": families[row["family"]]}
        request_type = _keep(
            RequestType.objects.filter(code=code), columns, code, report, overwrite
        )
        _load_rules(request_type, source.rules[code], report, overwrite)
    return report


def _load_rules(
    request_type: RequestType, rows: list[Row], report: Report, overwrite: bool
) -> None:
    untouched = not request_type.rules.exists()
    for row in rows:
        same = CompetenceRule.objects.filter(
            request_type=request_type, school=None, **{name: row[name] for name in _WHERE}
        )
        columns = row | {"request_type": request_type, "team": None}
        label = f"{request_type.code}, règle {_where(row)}"
        if untouched or overwrite or same.exists():
            _keep(same, columns, label, report, overwrite)
        else:
            report.differs.append(f"{label} : absente")


def _keep(
    found: models.QuerySet[M], columns: Row, label: str, report: Report, overwrite: bool
) -> M:
    row = found.order_by("pk").first()
    if row is None:
        report.created.append(label)
        return found.model._default_manager.create(**columns)
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    if not changed:
        report.unchanged.append(label)
    elif overwrite:
        for name in changed:
            setattr(row, name, columns[name])
        row.save(update_fields=changed)
        report.overwritten.append(label)
    else:
        report.differs.append(f"{label} : {', '.join(_names(found.model, changed))}")
    return row


def _names(model: type[models.Model], columns: list[str]) -> list[str]:
    return [str(getattr(model._meta.get_field(name), "verbose_name", name)) for name in columns]


def _where(row: dict[str, Any]) -> str:
    said = [str(row[name]) for name in _WHERE if row[name]]
    return f"({', '.join(said)})" if said else "générale"
