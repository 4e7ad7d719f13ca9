import pytest

from accounts.rules.tables import read_table
from accounts.rules.text import fold


def names(raw: bytes) -> list[tuple[int, str]]:
    return [(row.line, row.cells["nom"]) for row in read_table(raw).rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_file_as_it_comes(encoding: str, end: str, separator: str) -> None:
    text = end.join([f"Nom{separator}Année", f"Éstève{separator}2026", ""])
    assert names(text.encode(encoding)) == [(2, "Éstève")]


def test_headers_drift() -> None:
    assert fold("Code postal") == fold("Code_postal") == fold(" CODE  POSTAL ") == "code_postal"
    assert fold("Nombre_d_élèves") == "nombre_d_eleves"


def test_blank_lines_count_but_say_nothing() -> None:
    assert names(b"nom;n\n\nun;1\n;;\n \ndeux;2") == [(3, "un"), (6, "deux")]


@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf", b"\n\n"])
def test_an_empty_file_has_no_header(raw: bytes) -> None:
    table = read_table(raw)
    assert (table.headers, table.rows) == (frozenset(), ())


def test_a_cut_or_shifted_line_is_refused_and_the_others_load() -> None:
    table = read_table(b"nom;n\nun;1\ncoupe\ntrop;2;3\nrien de plus;4;;\n")
    assert [(r.line, r.cells["nom"]) for r in table.rows] == [(2, "un"), (5, "rien de plus")]
    assert [refused.line for refused in table.refused] == [3, 4]
    assert "1 colonnes au lieu de 2" in table.refused[0].text


def test_short_lines_are_welcome_where_people_write_the_file() -> None:
    [row] = read_table(b"nom;n\nun\n", whole_lines=False).rows
    assert row.cells == {"nom": "un"}


def test_a_stray_quote_damages_its_own_line_only() -> None:
    table = read_table(b'nom;n\n"un;1\n"deux";2\ntrois;3\n')
    assert [row.cells["nom"] for row in table.rows] == ["deux", "trois"]
    assert [refused.line for refused in table.refused] == [2]
    assert "guillemet" in table.refused[0].text


def test_quotes_inside_a_name_stay() -> None:
    assert names(b'nom;n\nEcole "Les Lilas";1\n"dit ""Le Bois""";2') == [
        (2, 'Ecole "Les Lilas"'),
        (3, 'dit "Le Bois"'),
    ]


def test_a_cell_may_hold_line_breaks() -> None:
    assert names(b'nom;n\n"un\ndeux\n trois";1\nquatre;2') == [(2, "un deux trois"), (5, "quatre")]


def test_cells_are_one_line_of_printable_text() -> None:
    assert names("nom;n\n\u00a0un\u0000\u200b  deux\t;1".encode()) == [(2, "un deux")]
