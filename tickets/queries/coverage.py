"""Which types, from which schools, reach no team or several: a constant number of queries, whatever the size."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.enums import SECOND_DEGREE, SchoolStatus
from accounts.models import School, Team
from tickets.enums import NetworkSide
from tickets.models import CompetenceRule, RequestType
from tickets.rules import coverage, routing

from .competence import candidates, place_of, rule_value

#: What a school must be before anybody asks whether its requests have their teams.
ELIGIBLE = Q(
    status=SchoolStatus.PUBLIC, kind__in=SECOND_DEGREE, closed_on=None, calendar__isnull=False
)


@dataclass(frozen=True)
class Finding:
    """A gap, with its school and type, ready to be said."""

    school: School
    request_type: RequestType
    gap: coverage.Gap

    def __str__(self) -> str:
        side = f" ({NetworkSide(self.gap.network_side).label})" if self.gap.network_side else ""
        return f"{self.school.uai} {self.school.name} — {self.request_type.code}{side} : {self.gap.doubt}"


@dataclass(frozen=True)
class Coverage:
    """What was looked at on a day, and what is wrong with it."""

    on: date
    schools: int
    types: int
    findings: list[Finding]

    @property
    def holes(self) -> int:
        return len(self.findings) - self.ties

    @property
    def ties(self) -> int:
        return sum(finding.gap.is_tie for finding in self.findings)


def rule_values() -> list[routing.Rule]:
    """Every rule of competence, past and to come, of every type."""
    return [rule_value(row) for row in CompetenceRule.objects.all()]


def team_values() -> list[routing.Candidate]:
    """Every active team with the schools that it covers by name."""
    schools: dict[int, set[int]] = {}
    for team, school in Team.schools.through.objects.values_list("team_id", "school_id"):
        schools.setdefault(team, set()).add(school)
    covered = {team: frozenset(ids) for team, ids in schools.items()}
    people = ("lead", "substitute", "escalation_contact")
    return candidates(Team.objects.filter(active=True).select_related(*people), covered)


def coverage_of(
    schools: QuerySet[School],
    *,
    on: date,
    request_types: QuerySet[RequestType] | None = None,
    rules: Sequence[routing.Rule] | None = None,
) -> Coverage:
    """The holes and ties of these schools for the active types (or those given) on a day.

    rules: those to judge by, when they are not yet the ones of the database.
    """
    asked = RequestType.objects.filter(active=True) if request_types is None else request_types
    types = {row.pk: row for row in asked}
    rows = {row.pk: row for row in schools.order_by("uai")}
    found = coverage.gaps(
        request_type_ids=types,
        places=[place_of(row) for row in rows.values()],
        rules=rule_values() if rules is None else rules,
        teams=team_values(),
        on=on,
    )
    findings = [Finding(rows[gap.school_id], types[gap.request_type_id], gap) for gap in found]
    return Coverage(on, len(rows), len(types), findings)


def served() -> QuerySet[School]:
    return School.objects.filter(served=True)


def eligible(departement: str) -> QuerySet[School]:
    """The schools of a département that are served, or could be once every type has its team."""
    return School.objects.filter(ELIGIBLE, departement=departement)
