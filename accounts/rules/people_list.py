"""One line of a list of people → a person, a role, its place and its dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.enums import ACADEMY_ROLES, DEPARTEMENT_ROLES, SCHOOL_ROLES, Role

from . import cells, uai
from .person_columns import by_our_names, first_and_last_name
from .role_names import role_named
from .tables import Remark, Row


@dataclass(frozen=True)
class PersonLine:
    """place: a UAI, the code of a team, a département, or nothing, as the role wants.

    ends_on is the first day without the role: the list says the last day with it.
    """

    line: int
    email: str
    first_name: str
    last_name: str
    role: Role
    place: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class RefusedLine:
    """Why, and what could be read all the same: nobody loses a role because a line was damaged."""

    line: int
    text: str
    email: str | None
    role: Role | None
    place: str


def unreadable(remark: Remark) -> RefusedLine:
    """A line of which nothing could be read."""
    return RefusedLine(remark.line, remark.text, None, None, "")


def read_person(row: Row) -> PersonLine | RefusedLine:
    said = by_our_names(row.cells)
    email = cells.email(said.get("email", ""))
    role = role_named(said.get("role", ""))
    place = _place(said.get("place", ""), role)
    starts_on, until = (_day(said, name) for name in ("from", "until"))
    reason = _why_refused(said, email, role, place, starts_on, until)
    if reason or email is None or role is None:
        return RefusedLine(row.line, reason or "", email, role, place)
    first_name, last_name = first_and_last_name(said)
    return PersonLine(
        line=row.line,
        email=email,
        first_name=first_name[:100],
        last_name=last_name[:100],
        role=role,
        place=place,
        starts_on=starts_on,
        ends_on=until + timedelta(days=1) if until else None,
    )


def _place(text: str, role: Role | None) -> str:
    if role in ACADEMY_ROLES:
        return ""
    if role in DEPARTEMENT_ROLES:
        return cells.departement(text) or ""
    return uai.clean(text) if role in SCHOOL_ROLES else text.lower()


def _day(said: Mapping[str, str], name: str) -> date | None:
    return cells.day(said.get(name, ""))


def _why_refused(
    said: Mapping[str, str],
    email: str | None,
    role: Role | None,
    place: str,
    starts_on: date | None,
    until: date | None,
) -> str | None:
    if email is None:
        given = said.get("email")
        return f"« {given} » n'est pas une adresse." if given else "L'adresse électronique manque."
    if role is None:
        given = said.get("role")
        return f"{email} : rôle inconnu « {given} »." if given else f"{email} : le rôle manque."
    if role in SCHOOL_ROLES and (reason := uai.why_invalid(place)):
        return f"{email} : {reason}" if place else f"{email} : l'UAI de l'établissement manque."
    if role not in ACADEMY_ROLES and not place:
        what = "le département" if role in DEPARTEMENT_ROLES else "le code de la file"
        return f"{email} : {what} manque."
    for name, day in (("from", starts_on), ("until", until)):
        if name in said and day is None:
            return f"{email} : « {said[name]} » n'est pas une date. Écrivez 01/09/2026."
    if starts_on and until and until < starts_on:
        return f"{email} : le rôle finirait avant de commencer."
    return None
