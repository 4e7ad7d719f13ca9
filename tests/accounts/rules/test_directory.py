from datetime import date

import pytest

from accounts.enums import ManagedBy, SchoolKind, SchoolStatus
from accounts.rules.directory import (
    DirectoryLine,
    one_line_each,
    read_line,
)
from accounts.rules.school_kinds import managed_by_default
from accounts.rules.tables import Remark, read_table
from tests.accounts.directory_files import HEADERS_2026, directory, school


def read(**changes: str) -> DirectoryLine | Remark:
    [row] = read_table(directory(school(9101, **changes))).rows
    return read_line(row)


def line(**changes: str) -> DirectoryLine:
    found = read(**changes)
    assert isinstance(found, DirectoryLine), found
    return found


def test_both_years_say_the_same_but_for_the_head_count() -> None:
    [old] = read_table(directory(school(9101))).rows
    [new] = read_table(directory(school(9101), headers=HEADERS_2026)).rows
    of_2023, of_2026 = read_line(old), read_line(new)
    assert isinstance(of_2023, DirectoryLine)
    assert isinstance(of_2026, DirectoryLine)
    assert of_2023.values == {**of_2026.values, "pupils": 412}
    assert of_2023.values["postal_code"] == "86900"
    assert of_2023.values["status"] == SchoolStatus.PUBLIC
    assert not of_2023.remarks


@pytest.mark.parametrize(
    ("kind", "nature", "expected"),
    [
        ("Ecole", "ECOLE MATERNELLE", SchoolKind.ECOLE),
        ("Collège", "COLLEGE", SchoolKind.COLLEGE),
        ("COLLEGE", "", SchoolKind.COLLEGE),
        ("Lycée", "LYCEE POLYVALENT", SchoolKind.LYCEE),
        ("Lycée", "LYCEE PROFESSIONNEL", SchoolKind.LP),
        ("Lycée", "SECTION D ENSEIGNEMENT PROFESSIONNEL", SchoolKind.LP),
        ("Lycée", "SECTION ENSEIGT GENERAL ET TECHNOLOGIQUE", SchoolKind.LYCEE),
        ("EREA", "ETAB REGIONAL/LYCEE ENSEIGNEMENT ADAPTE", SchoolKind.EREA),
        ("Médico-social", "INSTITUT MEDICO-EDUCATIF", SchoolKind.OTHER),
        ("", "", SchoolKind.OTHER),
    ],
)
def test_kinds(kind: str, nature: str, expected: SchoolKind) -> None:
    assert line(Type_etablissement=kind, libelle_nature=nature).values["kind"] == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (SchoolKind.ECOLE, ManagedBy.COMMUNE),
        (SchoolKind.COLLEGE, ManagedBy.DEPARTEMENT),
        (SchoolKind.LYCEE, ManagedBy.REGION),
        (SchoolKind.LP, ManagedBy.REGION),
        (SchoolKind.EREA, ManagedBy.REGION),
    ],
)
def test_who_manages_by_law(kind: SchoolKind, expected: ManagedBy) -> None:
    assert managed_by_default(kind) == expected


def test_what_a_spreadsheet_did_is_undone() -> None:
    uai = school(9101)["Identifiant_de_l_etablissement"]
    found = line(
        Identifiant_de_l_etablissement=f" {uai.lower()} ",
        SIREN_SIRET="2,17003E+13",
        Code_departement="86",
        Telephone="549000001",
        date_maj_ligne="08/06/2025",
    )
    assert found.uai == uai
    assert found.values["departement"] == "086"
    assert found.values["phone"] == "05 49 00 00 01"
    assert found.closing_on == date(2025, 6, 8)
    assert not found.remarks


def test_what_cannot_be_undone_is_left_aside_and_told() -> None:
    found = line(Telephone="5,49E+08", Mail="à venir", Nombre_d_eleves="4,1E+2", Code_postal="x")
    assert not {"phone", "email", "pupils", "postal_code"} & set(found.values)
    assert len(found.remarks) == 4
    assert "« 5,49E+08 » (telephone) est illisible" in found.remarks[1]


def test_a_blank_says_nothing() -> None:
    found = line(Telephone="", Mail="", Adresse_1="", Nombre_d_eleves="", Libelle_academie="")
    assert not {"phone", "email", "address", "pupils", "academy"} & set(found.values)
    assert not found.remarks
    assert line(Code_departement="").values["departement"] == "086"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Identifiant_de_l_etablissement": "0869101B"}, "clé de l'UAI"),
        ({"Identifiant_de_l_etablissement": "869101"}, "n'est pas un UAI"),
        ({"Identifiant_de_l_etablissement": ""}, "L'UAI manque"),
        ({"Nom_etablissement": ""}, "Le nom"),
        ({"Nom_commune": ""}, "La commune"),
        ({"Statut_public_prive": "Vaubrun"}, "statut inconnu"),
    ],
)
def test_what_a_school_cannot_be_without(changes: dict[str, str], reason: str) -> None:
    refused = read(**changes)
    assert isinstance(refused, Remark)
    assert refused.line == 2
    assert reason in refused.text


@pytest.mark.parametrize(
    ("state", "closing"), [("OUVERT", False), ("A FERMER", True), ("A OUVRIR", False), ("", False)]
)
def test_states(state: str, closing: bool) -> None:
    assert line(etat=state).is_closing is closing


def test_the_annex_gives_way_whatever_the_order() -> None:
    main = school(9101, Nom_etablissement="Lycée Sœur-Aline")
    annex = school(9101, Nom_etablissement="Annexe du lycée Sœur-Aline", Nom_commune="Ailleurs")
    for rows in ((main, annex), (annex, main)):
        lines = [read_line(row) for row in read_table(directory(*rows)).rows]
        [kept], [told] = one_line_each(
            [found for found in lines if isinstance(found, DirectoryLine)]
        )
        assert kept.values["name"] == "Lycée Sœur-Aline"
        assert f"déjà lu à la ligne {kept.line}" in told.text
        assert told.line != kept.line


def test_long_texts_are_cut_and_told() -> None:
    found = line(Nom_etablissement="L" * 201)
    assert len(str(found.values["name"])) == 200
    assert "coupé" in found.remarks[0]
