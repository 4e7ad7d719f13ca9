"""The open directory of schools, brought into ours: created, changed, closed; never served from here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from accounts.clock import PARIS
from accounts.enums import SECOND_DEGREE
from accounts.models import Calendar, School
from accounts.permissions import Actor
from accounts.refusals import Forbidden
from accounts.rules.directory import DirectoryLine, one_line_each
from accounts.rules.school_kinds import managed_by_default
from accounts.rules.standard_calendars import school_calendar_name, zone_of
from accounts.rules.tables import Remark

from .lock import lock_table

_WRITTEN = (
    *("name", "kind", "kind_label", "status", "commune", "departement", "academy", "postal_code"),
    *("address", "phone", "email", "pupils", "managed_by", "calendar", "closed_on"),
)
_BATCH = 200


@dataclass
class SchoolsReport:
    """What the import did, each school in the words of its report line."""

    created: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Remark] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@transaction.atomic
def import_schools(
    *, lines: Iterable[DirectoryLine], actor: Actor, now: datetime, dry_run: bool = False
) -> SchoolsReport:
    """Write what the lines say; a blank erases nothing, and what was set by hand stays.

    A second time changes nothing. With dry_run everything is done, then undone.
    """
    if not (actor.is_system or actor.is_administrator):
        raise Forbidden("Seul un administrateur importe l'annuaire.")
    lock_table(School)
    report = SchoolsReport()
    kept, report.remarks = one_line_each(list(lines))
    known = School.objects.select_related("calendar").in_bulk(
        [line.uai for line in kept], field_name="uai"
    )
    calendars = {row.name: row for row in Calendar.objects.exclude(zone="")}
    today = now.astimezone(PARIS).date()
    new, changed = [], []
    for line in kept:
        report.remarks += [Remark(line.line, text) for text in line.remarks]
        school = known.get(line.uai) or School(uai=line.uai)
        before = {name: getattr(school, name) for name in _WRITTEN}
        if school.served and (reason := _why_not_while_served(line)):
            report.refused.append(Remark(line.line, f"{school} : {reason}"))
            continue
        _apply(line, school, calendars, today)
        differences = [name for name in _WRITTEN if before[name] != getattr(school, name)]
        if school._state.adding:
            new.append(school)
        elif differences:
            changed.append(school)
        _tell(report, school, differences)
    School.objects.bulk_create(new, batch_size=_BATCH)
    School.objects.bulk_update(changed, _WRITTEN, batch_size=_BATCH)
    if dry_run:
        transaction.set_rollback(True)
    report.remarks.sort(key=lambda remark: remark.line)
    return report


def _why_not_while_served(line: DirectoryLine) -> str | None:
    """A served school has people with requests: someone decides what becomes of them first."""
    if line.is_closing:
        return "l'annuaire le dit fermé, mais il est servi. Cessez d'abord de le servir."
    if line.values["kind"] not in SECOND_DEGREE:
        return "l'annuaire ne le dit plus du second degré, mais il est servi. Cessez d'abord de le servir."
    return None


def _apply(
    line: DirectoryLine, school: School, calendars: dict[str, Calendar], today: date
) -> None:
    usual = managed_by_default(school.kind) if not school._state.adding else None
    for name, value in line.values.items():
        setattr(school, name, value)
    # An agreement between collectivités, noted by hand, outlives the import.
    if school._state.adding or school.managed_by == usual:
        school.managed_by = managed_by_default(school.kind)
    if school.calendar is None and (zone := zone_of(school.academy)):
        school.calendar = calendars.get(school_calendar_name(zone))
    if not line.is_closing:
        school.closed_on = None
    elif school.closed_on is None:
        school.closed_on = min(line.closing_on or today, today)


def _tell(report: SchoolsReport, school: School, differences: list[str]) -> None:
    name = f"{school.uai} {school}"
    is_new = school._state.adding
    if is_new:
        report.created.append(name)
    if school.closed_on and "closed_on" in differences:
        report.closed.append(name)
    elif differences and not is_new:
        what = ", ".join(str(School._meta.get_field(each).verbose_name) for each in differences)  # type: ignore[union-attr]
        report.changed.append(f"{name} : {what}")
    elif not is_new:
        report.unchanged += 1
