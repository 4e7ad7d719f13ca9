"""The calendars that an installation starts with, and the zone of the school holidays of each académie.

Whoever administers may change the rows afterwards; loading again never touches them.
"""

from dataclasses import dataclass
from datetime import date

OFFICE = "Bureaux"
NEUTRAL_NAME = "Neutre"
_WORKING_WEEK = tuple((str(day), (("08:00", "18:00"),)) for day in range(5))

# R. 521-1 of the code de l'éducation, order of 7 December 2022.
_ZONES = {
    "A": "Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers",
    "B": "Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims, "
    "Rennes, Strasbourg",
    "C": "Créteil, Montpellier, Paris, Toulouse, Versailles",
}
_ZONE_OF = {academy: zone for zone, names in _ZONES.items() for academy in names.split(", ")}


@dataclass(frozen=True)
class StandardCalendar:
    name: str
    bank_holidays: bool = True
    zone: str = ""

    @property
    def weekly_hours(self) -> dict[str, list[list[str]]]:
        """Monday to Friday, 8 to 18: a school answers all week long, Wednesday afternoon included."""
        return {day: [list(span) for span in spans] for day, spans in _WORKING_WEEK}


def school_calendar_name(zone: str) -> str:
    """The name of the calendar of the schools of a zone."""
    return f"Établissement zone {zone}"


def zone_of(academy: str) -> str | None:
    """The zone of an académie of the mainland (« Poitiers » is in A); None for the others."""
    return _ZONE_OF.get(academy.strip())


STANDARD = (
    StandardCalendar(OFFICE),
    *(StandardCalendar(school_calendar_name(zone), zone=zone) for zone in _ZONES),
    StandardCalendar(NEUTRAL_NAME, bank_holidays=False),
)


def running_out(zone: str, last: date | None) -> str:
    """What to tell an administrator when the school holidays of a zone are soon unknown."""
    if last is None:
        return (
            f"Aucunes vacances scolaires ne sont connues pour la zone {zone} : "
            "lancez « manage.py load_calendars » ou saisissez-les dans l'administration."
        )
    return (
        f"Les vacances scolaires de la zone {zone} ne sont connues que jusqu'au {last:%d/%m/%Y} : "
        "mettez Relais à jour, ou saisissez les suivantes dans l'administration."
    )
