"""Who is competent for a request: the rows behind rules/routing.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import School, Team
from tickets.models import CompetenceRule, RequestType
from tickets.rules import routing

from .holders import answering, front_desk_for


@dataclass(frozen=True)
class Destination:
    """Where a request goes: `rule` decided, or `doubt` says why the front desk gets it."""

    team: Team
    rule: CompetenceRule | None
    doubt: routing.Doubt | None


def place_of(school: School) -> routing.Place:
    return routing.Place(
        school.pk, school.kind, school.departement, school.managed_by, school.network_id
    )


def rule_value(row: CompetenceRule) -> routing.Rule:
    return routing.Rule(
        id=row.pk,
        request_type_id=row.request_type_id,
        team_kind=row.team_kind,
        team_id=row.team_id,
        school_id=row.school_id,
        managed_by=row.managed_by,
        departement=row.departement,
        school_kind=row.school_kind,
        network_side=row.network_side,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def candidates(
    teams: Iterable[Team], schools: dict[int, frozenset[int]]
) -> list[routing.Candidate]:
    """schools: the school ids by team id, for teams that cover named schools. Load who answers with the teams."""
    return [
        routing.Candidate(
            id=team.pk,
            kind=team.kind,
            coverage=team.coverage,
            departement=team.departement,
            network_id=team.network_id,
            school_ids=schools.get(team.pk, frozenset()),
            can_receive=team.can_receive and answering(team) is not None,
        )
        for team in teams
    ]


def destination(
    request_type: RequestType, school: School, *, network_side: str, on: date
) -> Destination:
    """The team that gets a request of this type from this school on this day. Three queries."""
    rules = {row.pk: row for row in CompetenceRule.objects.filter(request_type=request_type)}
    teams = {
        team.pk: team
        for team in Team.objects.filter(active=True).select_related(
            "lead", "substitute", "escalation_contact", "calendar"
        )
    }
    here = frozenset({school.pk})
    covering = dict.fromkeys(
        Team.schools.through.objects.filter(school=school).values_list("team_id", flat=True), here
    )
    decision = routing.decide(
        request_type.pk,
        place_of(school),
        network_side=network_side,
        on=on,
        rules=[rule_value(row) for row in rules.values()],
        teams=candidates(teams.values(), covering),
    )
    rule = rules.get(decision.rule_id) if decision.rule_id else None
    team = teams[decision.team_id] if decision.team_id else front_desk_for(school)
    return Destination(team, rule, decision.doubt)
