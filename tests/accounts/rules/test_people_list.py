from datetime import date

import pytest

from accounts.enums import Role
from accounts.rules.people_list import PersonLine, RefusedLine, read_person
from accounts.rules.person_columns import missing_columns
from accounts.rules.role_names import role_named
from accounts.rules.tables import read_table
from tests.factories.accounts import valid_uai

UAI = valid_uai("086", 9101)


def read(text: str) -> PersonLine | RefusedLine:
    [row] = read_table(text.encode(), whole_lines=False).rows
    return read_person(row)


def person(text: str) -> PersonLine:
    found = read(text)
    assert isinstance(found, PersonLine), found
    return found


def test_a_whole_line() -> None:
    found = person(
        "Courriel;Prénom;Nom;Rôle;UAI;Du;Au\n"
        f"Zoe.Martin@Exemple.test;Zoé;MARTIN;RUPN;{UAI.lower()};01/09/2026;31/08/2027"
    )
    assert found == PersonLine(
        line=2,
        email="zoe.martin@exemple.test",
        first_name="Zoé",
        last_name="Martin",
        role=Role.RUPN,
        place=UAI,
        starts_on=date(2026, 9, 1),
        ends_on=date(2027, 9, 1),
    )


def test_english_headers_and_a_short_line() -> None:
    found = person("email,name,role,team,from,until\na@exemple.test,Zoé Martin,technician,TIP-1")
    assert (found.role, found.place, found.starts_on, found.ends_on) == (
        Role.TECHNICIAN,
        "tip-1",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Zoé Martin", ("Zoé", "Martin")),
        ("MARTIN Zoé", ("Zoé", "Martin")),
        ("Zoé MARTIN", ("Zoé", "Martin")),
        ("LE GOFF Anne Marie", ("Anne Marie", "Le Goff")),
        ("Anne de La Tour", ("Anne", "de La Tour")),
        ("Zoé", ("Zoé", "")),
        ("", ("", "")),
    ],
)
def test_names_as_people_write_them(name: str, expected: tuple[str, str]) -> None:
    found = person(f"email;nom;role\na@exemple.test;{name};observateur")
    assert (found.first_name, found.last_name) == expected


@pytest.mark.parametrize("role", Role)
def test_every_role_is_known_by_its_code_and_its_label(role: Role) -> None:
    assert role_named(role.value) == role_named(str(role.label).upper()) == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Proviseure", Role.HEAD),
        ("cheffe d’établissement", None),
        ("Cheffe d'établissement", Role.HEAD),
        ("référent DRANE", Role.REFERENT),
        ("professeur", None),
        ("", None),
    ],
)
def test_roles_in_everyday_words(text: str, role: Role | None) -> None:
    assert role_named(text) == role


@pytest.mark.parametrize(
    ("line", "reason", "kept"),
    [
        (f"pas une adresse;RUPN;{UAI};;", "n'est pas une adresse", (None, Role.RUPN, UAI)),
        (f";RUPN;{UAI};;", "manque", (None, Role.RUPN, UAI)),
        (
            f"a@exemple.test;chanteur;{UAI};;",
            "rôle inconnu « chanteur »",
            ("a@exemple.test", None, UAI.lower()),
        ),
        (f"a@exemple.test;;{UAI};;", "le rôle manque", ("a@exemple.test", None, UAI.lower())),
        (
            "a@exemple.test;RUPN;0869101B;;",
            "clé de l'UAI",
            ("a@exemple.test", Role.RUPN, "0869101B"),
        ),
        (
            "a@exemple.test;RUPN;;;",
            "UAI de l'établissement manque",
            ("a@exemple.test", Role.RUPN, ""),
        ),
        (
            "a@exemple.test;technicien;;;",
            "code de la file manque",
            ("a@exemple.test", Role.TECHNICIAN, ""),
        ),
        (
            "a@exemple.test;référent;Vienne;;",
            "le département manque",
            ("a@exemple.test", Role.REFERENT, ""),
        ),
        (
            f"a@exemple.test;RUPN;{UAI};rentrée;",
            "n'est pas une date",
            ("a@exemple.test", Role.RUPN, UAI),
        ),
        (
            f"a@exemple.test;RUPN;{UAI};02/09/2026;01/09/2026",
            "finirait avant",
            ("a@exemple.test", Role.RUPN, UAI),
        ),
    ],
)
def test_a_refused_line_keeps_what_could_be_read(
    line: str, reason: str, kept: tuple[str | None, Role | None, str]
) -> None:
    refused = read(f"email;role;lieu;du;au\n{line}")
    assert isinstance(refused, RefusedLine)
    assert reason in refused.text
    assert (refused.email, refused.role, refused.place) == kept


def test_the_place_is_what_the_role_wants() -> None:
    assert person("email;role;lieu\na@exemple.test;référent DRANE;86").place == "086"
    assert person(f"email;role;lieu\na@exemple.test;observateur;{UAI}").place == ""


def test_what_a_list_cannot_be_without() -> None:
    assert missing_columns(frozenset({"e_mail", "role"})) == []
    assert missing_columns(frozenset({"nom"})) == ["email", "role"]
