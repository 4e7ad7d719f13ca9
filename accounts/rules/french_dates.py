"""Dates in the words of the screens and mails. Days are those of Paris: the caller converts instants."""

from datetime import date

_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def day_in_words(day: date, today: date) -> str:
    """« jeudi 12 mars », « dimanche 1er février 2026 »: the year is said when it is not the current one."""
    number = "1er" if day.day == 1 else str(day.day)
    year = "" if day.year == today.year else f" {day.year}"
    return f"{_WEEKDAYS[day.weekday()]} {number} {_MONTHS[day.month - 1]}{year}"


def in_days(day: date, today: date) -> str:
    """« aujourd'hui », « demain », « dans 3 jours », « hier », « il y a 2 jours »."""
    days = (day - today).days
    near = {-1: "hier", 0: "aujourd'hui", 1: "demain"}
    if days in near:
        return near[days]
    return f"dans {days} jours" if days > 0 else f"il y a {-days} jours"
