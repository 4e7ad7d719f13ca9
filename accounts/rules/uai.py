"""The UAI: seven digits and a key letter, the number modulo 23 in an alphabet without I, O and Q."""

import re

_KEYS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_SHAPE = re.compile(r"[0-9]{7}[A-Z]")


def key_letter(number: str) -> str:
    """The key of seven digits: `key_letter("0350760") == "L"`."""
    return _KEYS[int(number) % 23]


def clean(text: str) -> str:
    """Upper case, without spaces: what a spreadsheet or a hurried hand wrote."""
    return "".join(text.split()).upper()


def why_invalid(uai: str) -> str | None:
    """A French sentence when the cleaned UAI cannot be, else None."""
    if not _SHAPE.fullmatch(uai):
        return f"« {uai} » n'est pas un UAI : il faut sept chiffres et une lettre."
    expected = key_letter(uai[:7])
    if uai[7] != expected:
        return f"La clé de l'UAI « {uai} » est fausse : on attend {expected}."
    return None
