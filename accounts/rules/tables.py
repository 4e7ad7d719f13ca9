"""CSV files as they really come: any encoding, any separator, quotes left open, lines cut short.

Each physical line is read on its own first: damage stays where it is, the other lines load.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .text import decode, fold

#: A cell with line breaks in it may run over so many lines.
LONGEST_CELL = 5
_SEPARATORS = ";\t,"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file (1 is the header's) and its cells by folded header; an empty cell is absent."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Remark:
    """What there is to say about a line: why it is refused, or what was made of it."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    headers: frozenset[str]
    rows: tuple[Row, ...]
    refused: tuple[Remark, ...]


def read_table(raw: bytes, *, whole_lines: bool = True) -> Table:
    """whole_lines: a line with fewer cells than the header is refused, for it may be cut or shifted."""
    lines = re.split(r"\r\n|\r|\n", decode(raw))
    start = next((n for n, line in enumerate(lines) if line.strip()), None)
    if start is None:
        return Table(frozenset(), (), ())
    separator = max(_SEPARATORS, key=lines[start].count)
    headers = [fold(name) for name in _split(lines[start], separator) or []]
    rows, refused = [], []
    for number, cells in _records(lines, start + 1, separator, len(headers)):
        if isinstance(cells, str):
            refused.append(Remark(number, cells))
        elif len(cells) > len(headers) or (whole_lines and len(cells) < len(headers)):
            refused.append(Remark(number, _wrong_width(len(cells), len(headers))))
        else:
            named = zip(headers, cells, strict=False)
            rows.append(Row(number, {name: text for name, text in named if text}))
    return Table(frozenset(headers), tuple(rows), tuple(refused))


def _records(
    lines: list[str], start: int, separator: str, width: int
) -> Iterator[tuple[int, list[str] | str]]:
    """The cells of each record that says something, or why it cannot be read."""
    at = start
    while at < len(lines):
        taken, cells = 1, _split(lines[at], separator)
        if cells is None:
            taken, cells = _over_several_lines(lines, at, separator, width)
        if cells is None:
            yield at + 1, "Un guillemet reste ouvert : fermez-le, ou retirez-le."
        elif any(cells):
            yield at + 1, cells[:width] if not any(cells[width:]) else cells
        at += taken


def _over_several_lines(
    lines: list[str], at: int, separator: str, width: int
) -> tuple[int, list[str] | None]:
    """Only when the quotes close exactly: else a stray one would swallow the next line."""
    for taken in range(2, LONGEST_CELL + 1):
        try:
            cells = _parse("\n".join(lines[at : at + taken]), separator, strict=True)
        except csv.Error:
            continue
        return (taken, cells) if len(cells) == width else (1, None)
    return 1, None


def _split(line: str, separator: str) -> list[str] | None:
    """The cleaned cells; None when a quote stays open."""
    try:
        return _parse(line, separator, strict=True)
    except csv.Error as error:
        if "unexpected end" in str(error) or "field larger" in str(error):
            return None
    return _parse(line, separator, strict=False)


def _parse(line: str, separator: str, *, strict: bool) -> list[str]:
    cells = next(csv.reader([line], delimiter=separator, strict=strict), [])
    return [_clean(cell) for cell in cells]


def _clean(cell: str) -> str:
    """One line of printable text."""
    return "".join(char for char in " ".join(cell.split()) if char.isprintable())


def _wrong_width(found: int, wanted: int) -> str:
    return f"La ligne a {found} colonnes au lieu de {wanted} : elle est coupée ou décalée."
