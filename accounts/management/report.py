"""How a command tells what an import did: figures first, then each line that needs someone."""

from collections.abc import Iterable, Sequence

from django.core.management.base import OutputWrapper

from accounts.rules.tables import Remark


def figures(out: OutputWrapper, counts: Iterable[tuple[str, int]]) -> None:
    """« Créés : 993 », one a line."""
    for label, count in counts:
        out.write(f"{label} : {count}")


def details(out: OutputWrapper, title: str, lines: Sequence[str | Remark]) -> None:
    """Under a title; nothing when there is nothing to tell."""
    if not lines:
        return
    out.write(f"\n{title} ({len(lines)})")
    for line in lines:
        out.write(f"  ligne {line.line} : {line.text}" if isinstance(line, Remark) else f"  {line}")


def read(path: str) -> bytes:
    """The file, or one clear line."""
    from pathlib import Path

    from django.core.management.base import CommandError

    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CommandError(f"« {path} » ne se lit pas : {error.strerror}.") from None
