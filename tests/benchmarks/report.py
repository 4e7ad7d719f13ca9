"""docs/performance.md: the part between the markers is written by `make bench`."""

from datetime import date
from pathlib import Path

from .database import Size
from .server import Figure

BEGIN, END = "<!-- bench begins -->", "<!-- bench ends -->"


def write_report(
    path: Path, measured: list[tuple[Size, list[Figure]]], *, machine: str, day: date
) -> str:
    """Replace the measured part of the page; what was written by hand around it stays."""
    part = f"{BEGIN}\n\n{_table(measured, machine, day)}\n{END}"
    old = path.read_text() if path.exists() else f"# Performance\n\n{BEGIN}{END}\n"
    before, _, rest = old.partition(BEGIN)
    after = rest.partition(END)[2]
    path.write_text(before + part + after)
    return part


def _table(measured: list[tuple[Size, list[Figure]]], machine: str, day: date) -> str:
    lines = [
        f"Measured on {day:%d %B %Y}, {machine}, one client over HTTP, production settings, one uvicorn process.",
        "",
    ]
    for size, figures in measured:
        lines += [
            f"**{size.tickets:,} tickets × {size.messages} messages** (filled in {size.filled_in:.0f} s)".replace(
                ",", " "
            ),
            "",
            "| Page | Median | p95 | SQL | Bytes |",
            "| --- | --- | --- | --- | --- |",
            *[
                f"| {f.what} | {f.median:.1f} ms | {f.p95:.1f} ms | {f.queries or '–'} | {f.size} |"
                for f in figures
            ],
            "",
        ]
    return "\n".join(lines)
