"""The mails of the demo: with Django's file backend they go to a folder instead of leaving."""

import email.policy
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

FILE_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
#: The backend writes this line after each letter; a batch is one file.
_END = b"\n" + b"-" * 79 + b"\n"
SHOWN = 200


@dataclass(frozen=True)
class Mail:
    """A letter of the folder: `file` and `rank` find it again."""

    file: str
    rank: int
    at: datetime | None
    recipients: str
    subject: str
    headers: list[tuple[str, str]]
    body: str


def folder() -> Path | None:
    """Where the letters are; None when they really leave."""
    path = getattr(settings, "EMAIL_FILE_PATH", None)
    return Path(path) if settings.EMAIL_BACKEND == FILE_BACKEND and path else None


def mails() -> list[Mail]:
    """The newest letters first, as many as a page holds."""
    found: list[Mail] = []
    for path in _files():
        found += reversed(_read(path))
        if len(found) >= SHOWN:
            break
    return found[:SHOWN]


def mail(file: str, rank: int) -> Mail | None:
    """One letter. The name is looked up among those of the folder: no path can be asked for."""
    for path in _files():
        if path.name == file:
            letters = _read(path)
            return letters[rank] if rank < len(letters) else None
    return None


def _files() -> list[Path]:
    place = folder()
    if place is None or not place.is_dir():
        return []
    return sorted(
        place.glob("*.log"), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True
    )


def _read(path: Path) -> list[Mail]:
    parts = path.read_bytes().split(_END)
    return [_mail(path.name, rank, part) for rank, part in enumerate(parts) if part.strip()]


def _mail(file: str, rank: int, raw: bytes) -> Mail:
    letter = message_from_bytes(raw, policy=email.policy.default)
    body = letter.get_body(preferencelist=("plain",))
    return Mail(
        file=file,
        rank=rank,
        at=_date(letter.get("Date")),
        recipients=str(letter.get("To", "")),
        subject=str(letter.get("Subject", "")),
        headers=[(name, str(value)) for name, value in letter.items()],
        body=str(body.get_content()) if body else "",
    )


def _date(value: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(value) if value else None
    except ValueError:
        return None
