"""The hours of a week as a calendar row stores them: `{"0": [["08:00", "18:00"]], …}`, 0 is Monday."""

from collections.abc import Mapping, Sequence
from datetime import time

from .weekly_hours import weekly, why_impossible
from .working_year import WEEKDAYS, Week

StoredHours = Mapping[str, Sequence[Sequence[str]]]


def week_from(stored: StoredHours) -> Week:
    """The week that was stored; ValueError with a French sentence when it cannot be one."""
    try:
        hours = {
            int(day): [
                (time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in spans
            ]
            for day, spans in stored.items()
        }
    except (AttributeError, TypeError, ValueError):
        raise ValueError(
            "Écrivez les heures ainsi : {“0”: [[“08:00”, “18:00”]]}, où 0 est le lundi et 6 le dimanche."
        ) from None
    if unknown := set(hours) - set(range(7)):
        raise ValueError(f"Les jours vont de 0 (lundi) à 6 (dimanche), pas {min(unknown)}.")
    week = weekly(hours)
    if reason := why_impossible(week):
        raise ValueError(reason)
    if not any(week):
        raise ValueError("Un calendrier sans aucune heure de travail ne donne aucune date.")
    return week


def in_words(stored: StoredHours) -> str:
    """« lundi 08:00–18:00, mardi 08:00–12:00 et 14:00–18:00 », for a list."""
    return ", ".join(
        f"{name} " + " et ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in spans)
        for name, spans in zip(WEEKDAYS, week_from(stored), strict=True)
        if spans
    )
