"""What spreadsheets do to cells, undone where it can be: None when it cannot."""

import re
from datetime import date, datetime

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[a-zA-Z0-9-]{2,}")
_WHOLE = re.compile(r"([0-9]+)([.,]0+)?")
_CORSICA = {"620": "02A", "720": "02B"}
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y")


def digits(text: str, length: int) -> str | None:
    """The digits with the leading zeros that a spreadsheet ate; None for `2,17003E+13` or a word."""
    found = _WHOLE.fullmatch(text.replace(" ", ""))
    return found[1].zfill(length) if found and len(found[1]) <= length else None


def number(text: str, most: int) -> int | None:
    """A count up to `most`: « 1 243 », « 143,0 »."""
    found = _WHOLE.fullmatch(text.replace(" ", ""))
    return int(found[1]) if found and int(found[1]) <= most else None


def day(text: str) -> date | None:
    """`2026-05-27`, `27/05/2026`, `27/05/2026 00:00:00`."""
    first = re.split("[T ]", text, maxsplit=1)[0]
    for shape in _DATES:
        try:
            return datetime.strptime(first, shape).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def email(text: str) -> str | None:
    """In lower case, without « mailto: »."""
    bare = text.removeprefix("mailto:").lower()
    return bare if _EMAIL.fullmatch(bare) and len(bare) <= 254 and ".." not in bare else None


def phone(text: str) -> str | None:
    """« 02 99 85 38 02 », with its leading zero; an overseas or foreign number as it is."""
    bare = re.sub(r"[\s.\-/()]", "", text)
    bare = re.sub(r"^(\+33|0033)", "0", bare)
    if not re.fullmatch(r"\+?[0-9]{4,15}", bare):
        return None
    if len(bare) == 9 and bare[0] in "123456789":
        bare = f"0{bare}"
    return " ".join(re.findall("..", bare)) if re.fullmatch("0[0-9]{9}", bare) else bare


def departement(text: str) -> str | None:
    """Three characters: « 35 » → 035, « 2a » → 02A."""
    bare = text.replace(" ", "").upper()
    if found := re.fullmatch(r"0*(2[AB])", bare):
        return f"0{found[1]}"
    return digits(bare, 3)


def departement_of(uai: str) -> str:
    """The département that the first digits of a UAI say."""
    return _CORSICA.get(uai[:3], uai[:3])
