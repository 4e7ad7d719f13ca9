"""The catalogue and the competence rules as the data files give them, in the words of the models."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

_DATA = Path(__file__).resolve().parent.parent / "data"

Row = dict[str, Any]


@dataclass(frozen=True)
class CatalogueFile:
    """families and types by code; rules by request type, as columns of the models."""

    families: dict[str, Row]
    types: dict[str, Row]
    rules: dict[str, list[Row]]


def catalogue_file(folder: Path = _DATA) -> CatalogueFile:
    catalogue = tomllib.loads((folder / "catalogue.toml").read_text(encoding="utf-8"))
    competence = tomllib.loads((folder / "competence.toml").read_text(encoding="utf-8"))
    rules: dict[str, list[Row]] = {}
    for entry in competence["rule"]:
        rules.setdefault(entry["request_type"], []).extend(_rules(entry))
    return CatalogueFile(
        families={row["code"]: dict(row) for row in catalogue["family"]},
        types={row["code"]: _type(row) for row in catalogue["request_type"]},
        rules=rules,
    )


def _type(entry: Row) -> Row:
    """`family` stays a code. A deadline matters where the target is counted from it: one key says both."""
    row = {
        name: entry[name]
        for name in (
            "code", "family", "label", "description", "urgency", "clock", "needs_approval", "first_level",
            "chain", "evidence", "checks", "keywords",
        )
    }  # fmt: skip
    realisation = entry.get("realisation_days")
    return row | {
        "first_answer_days": _days(entry["first_answer_days"]),
        "target_days": _days(entry["target_days"]),
        "target_by_extent": entry.get("target_days_by_scope", {}),
        "realisation_days": None if realisation is None else _days(realisation),
        "days_before_deadline": entry.get("days_before_deadline"),
        "questions": entry.get("question", []),
        "refer_to": entry.get("refer_to", []),
    }


def _rules(entry: Row) -> list[Row]:
    """One row for each kind of school that the entry names."""
    valid_from: date | None = entry.get("valid_from")
    common = {
        "managed_by": entry.get("managed_by", ""),
        "departement": entry.get("departement", ""),
        "network_side": entry.get("network_side", ""),
        "team_kind": entry["team_kind"],
        "valid_from": valid_from,
        "valid_until": entry.get("valid_until"),
        "note": entry["note"],
    }
    return [common | {"school_kind": kind} for kind in entry.get("school_kinds", [""])]


def _days(value: float) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.01"))
