"""Which files are taken: an allow-list by content, not by name."""

import re
import unicodedata

MAX_FILES = 10
MAX_BYTES = 10 * 1024 * 1024

#: What the bytes may be → the extension under which the file is kept.
ALLOWED = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
    "application/zip": ".zip",
    "video/mp4": ".mp4",
    "text/plain": ".txt",
    "text/csv": ".csv",
}
#: Shown in the page; everything else is only ever downloaded.
INLINE = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')


def clean_name(name: str) -> str:
    """A name safe to show and to download: no path, no control or direction mark, 120 characters at most."""
    base = re.split(r"[/\\]", name)[-1]
    plain = "".join(
        c for c in unicodedata.normalize("NFC", base) if unicodedata.category(c)[0] != "C"
    )
    cleaned = _FORBIDDEN.sub("_", plain).strip(" .") or "fichier"
    if len(cleaned) <= 120:
        return cleaned
    stem, dot, extension = cleaned.rpartition(".")
    return (
        f"{stem[: 119 - len(extension)]}.{extension}"
        if dot and len(extension) <= 8
        else cleaned[:120]
    )


def is_plain_text(head: bytes) -> bool:
    """Whether these first bytes are text that no browser could take for a page: UTF-8, or Windows's own French."""
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A character cut by the end of the sample is no fault.
        cut = error.start >= len(head) - 3 and error.reason == "unexpected end of data"
        text = head[: error.start].decode("utf-8") if cut else head.decode("cp1252", "replace")
    if any(
        c == "\ufffd" or (unicodedata.category(c) == "Cc" and c not in "\t\n\r\f") for c in text
    ):
        return False
    lowered = text.lower()
    return not any(mark in lowered for mark in _MARKUP)


_MARKUP = ("<html", "<script", "<svg", "<!doctype", "<?xml", "<body", "<iframe")
