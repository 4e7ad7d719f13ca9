"""One line of the open directory of schools (*fr-en-annuaire-education*) → what it says of a school.

A blank or damaged cell says nothing: it never erases what is known. Only what a school cannot be
without makes a line refused: its UAI, its name, its commune, a status that is one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accounts.enums import SchoolStatus

from . import cells, uai
from .school_kinds import kind_of
from .tables import Remark, Row
from .text import fold

#: Without these the file is not the directory.
REQUIRED = frozenset({"identifiant_de_l_etablissement", "nom_etablissement", "nom_commune"})

_STATUSES = {"public": SchoolStatus.PUBLIC, "prive": SchoolStatus.PRIVATE}
_CLOSING = ("a_fermer", "ferme")
_MOST_PUPILS = 20_000

Values = Mapping[str, str | int]


@dataclass(frozen=True)
class DirectoryLine:
    """values: fields of School by name, those that the line says."""

    line: int
    uai: str
    values: Values
    is_closing: bool
    closing_on: date | None
    remarks: tuple[str, ...]


def read_line(row: Row) -> DirectoryLine | Remark:
    """The line, or the French reason for which it is refused."""
    said = row.cells
    identifier = uai.clean(said.get("identifiant_de_l_etablissement", ""))
    status = _STATUSES.get(fold(said.get("statut_public_prive", "public")))
    if reason := _why_refused(row, identifier, status):
        return Remark(row.line, reason)
    assert status is not None
    doubts: list[str] = []
    kind_label = said.get("libelle_nature") or said.get("type_etablissement", "")
    values: dict[str, str | int | None] = {
        "name": _cut(said["nom_etablissement"], 200, "nom", doubts),
        "kind": kind_of(said.get("type_etablissement", ""), said.get("libelle_nature", "")),
        "kind_label": kind_label[:100],
        "status": status,
        "commune": _cut(said["nom_commune"], 100, "commune", doubts),
        "departement": cells.departement(said.get("code_departement", ""))
        or cells.departement_of(identifier),
        "academy": said.get("libelle_academie", "")[:60],
        "address": _cut(said.get("adresse_1", ""), 200, "adresse", doubts),
    }
    for field, column, value in (
        ("postal_code", "code_postal", cells.digits(said.get("code_postal", ""), 5)),
        ("phone", "telephone", cells.phone(said.get("telephone", ""))),
        ("email", "mail", cells.email(said.get("mail", ""))),
        ("pupils", "nombre_d_eleves", cells.number(said.get("nombre_d_eleves", ""), _MOST_PUPILS)),
    ):
        values[field] = value
        if value is None and column in said:
            doubts.append(f"« {said[column]} » ({column}) est illisible : laissé de côté.")
    return DirectoryLine(
        line=row.line,
        uai=identifier,
        values={name: value for name, value in values.items() if value not in (None, "")},
        is_closing=fold(said.get("etat", "")) in _CLOSING,
        closing_on=cells.day(said.get("date_maj_ligne", "")),
        remarks=tuple(doubts),
    )


def one_line_each(lines: list[DirectoryLine]) -> tuple[list[DirectoryLine], list[Remark]]:
    """The directory gives a site or a section of a school its UAI again: the main one is kept.

    Not the one called « annexe », else the first by name, whatever the order of the file.
    """
    kept: dict[str, DirectoryLine] = {}
    for line in sorted(lines, key=_annexes_last):
        kept.setdefault(line.uai, line)
    others = [
        Remark(line.line, f"{line.uai} : déjà lu à la ligne {kept[line.uai].line}, gardée seule.")
        for line in lines
        if line is not kept[line.uai]
    ]
    return sorted(kept.values(), key=lambda line: line.line), others


def _annexes_last(line: DirectoryLine) -> tuple[bool, str, int]:
    name = fold(str(line.values["name"]))
    return "annexe" in name, name, line.line


def _why_refused(row: Row, identifier: str, status: SchoolStatus | None) -> str | None:
    if reason := uai.why_invalid(identifier):
        return reason if identifier else "L'UAI manque."
    for column, what in (("nom_etablissement", "Le nom"), ("nom_commune", "La commune")):
        if column not in row.cells:
            return f"{what} de {identifier} manque."
    if status is None:
        given = row.cells["statut_public_prive"]
        return f"{identifier} : statut inconnu « {given} » ; il faut « Public » ou « Privé »."
    return None


def _cut(text: str, most: int, what: str, doubts: list[str]) -> str:
    if len(text) > most:
        doubts.append(f"Trop long pour nous ({what}) : coupé à {most} caractères.")
    return text[:most].rstrip()
