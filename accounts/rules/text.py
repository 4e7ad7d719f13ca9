"""Bytes into text, and text into something that compares."""

import re
import unicodedata


def fold(text: str) -> str:
    """Headers and labels compared: « Code postal », « Code_postal » and « CODE POSTAL » are one."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def decode(raw: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, else what a French Windows wrote."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
