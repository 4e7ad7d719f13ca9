"""What people type, made safe to keep: nothing that PostgreSQL, a mail header or a page would choke on."""

import unicodedata

#: Control characters, and halves of a character that no encoding writes.
_DROPPED = frozenset({"Cc", "Cs"})
_KEPT = frozenset("\n\t")


def block(text: str) -> str:
    """A text of several lines, trimmed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in lines if c in _KEPT or unicodedata.category(c) not in _DROPPED)
    return "".join(kept).strip()


def line(text: str) -> str:
    """The same on one line: a title, an action, a reason."""
    return " ".join(block(text).split())
