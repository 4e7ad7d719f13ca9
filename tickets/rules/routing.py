"""Who is competent: one rule, then one team, for a type and a school (R01–R03, R06, R07)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accounts.enums import Coverage


@dataclass(frozen=True)
class Place:
    """What of a school decides."""

    school_id: int
    kind: str
    departement: str
    managed_by: str
    network_id: int | None = None


@dataclass(frozen=True)
class Rule:
    """A row of competence; an empty dimension matches everything."""

    id: int
    request_type_id: int
    team_kind: str = ""
    team_id: int | None = None
    school_id: int | None = None
    managed_by: str = ""
    departement: str = ""
    school_kind: str = ""
    network_side: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def applies(self, request_type_id: int, place: Place, network_side: str, on: date) -> bool:
        return (
            self.request_type_id == request_type_id
            and self.school_id in (None, place.school_id)
            and self.managed_by in ("", place.managed_by)
            and self.departement in ("", place.departement)
            and self.school_kind in ("", place.kind)
            and self.network_side in ("", network_side)
            and (self.valid_from is None or self.valid_from <= on)
            and (self.valid_until is None or on < self.valid_until)
        )

    @property
    def specificity(self) -> tuple[bool, bool, bool, int]:
        """R01: school > manager > département > kind of school and network side > type alone."""
        return (
            self.school_id is not None,
            self.managed_by != "",
            self.departement != "",
            (self.school_kind != "") + (self.network_side != ""),
        )


@dataclass(frozen=True)
class Candidate:
    """A team that could receive."""

    id: int
    kind: str
    coverage: str
    departement: str = ""
    network_id: int | None = None
    school_ids: frozenset[int] = frozenset()
    can_receive: bool = True

    def covers(self, place: Place) -> bool:
        match self.coverage:
            case Coverage.ACADEMY:
                return True
            case Coverage.DEPARTEMENT:
                return self.departement == place.departement
            case Coverage.NETWORK:
                return self.network_id is not None and self.network_id == place.network_id
            case _:
                return place.school_id in self.school_ids


_NEAREST_FIRST = (Coverage.SCHOOLS, Coverage.NETWORK, Coverage.DEPARTEMENT, Coverage.ACADEMY)


class Doubt(StrEnum):
    """Why a request falls back to the front desk: each is a hole or a tie to mend."""

    NO_RULE = "aucune règle"
    RULES_TIE = "plusieurs règles aussi précises"
    NO_TEAM = "aucune file pour cet établissement"
    TEAMS_TIE = "plusieurs files aussi proches"
    NO_LEAD = "file sans responsable"
    NO_HEAD = "chef d'établissement inconnu"


@dataclass(frozen=True)
class Decision:
    """The team that gets the request; `team_id` None means the front desk, for the reason in `doubt`."""

    team_id: int | None
    rule_id: int | None
    doubt: Doubt | None = None


def decide(
    request_type_id: int,
    place: Place,
    *,
    network_side: str,
    on: date,
    rules: Sequence[Rule],
    teams: Sequence[Candidate],
) -> Decision:
    """R01: the most specific rule gives the kind of team, the nearest coverage gives the team.

    Nothing, a tie, or a team without a lead (R09): the front desk, with the reason.
    """
    applicable = [rule for rule in rules if rule.applies(request_type_id, place, network_side, on)]
    if not applicable:
        return Decision(None, None, Doubt.NO_RULE)
    best = max(rule.specificity for rule in applicable)
    chosen = [rule for rule in applicable if rule.specificity == best]
    if len(chosen) > 1:
        return Decision(None, None, Doubt.RULES_TIE)
    rule = chosen[0]
    return _team_for(rule, place, teams)


def _team_for(rule: Rule, place: Place, teams: Sequence[Candidate]) -> Decision:
    if rule.team_id is not None:
        nearest = [team for team in teams if team.id == rule.team_id]
    else:
        covering = [team for team in teams if team.kind == rule.team_kind and team.covers(place)]
        nearest = next(
            (
                found
                for level in _NEAREST_FIRST
                if (found := [t for t in covering if t.coverage == level])
            ),
            [],
        )
    if not nearest:
        return Decision(None, rule.id, Doubt.NO_TEAM)
    if len(nearest) > 1:
        return Decision(None, rule.id, Doubt.TEAMS_TIE)
    if not nearest[0].can_receive:
        return Decision(None, rule.id, Doubt.NO_LEAD)
    return Decision(nearest[0].id, rule.id)


class Passage(StrEnum):
    """How a transfer goes."""

    OFFERED = "offered"
    ARBITRATION = "arbitration"


def passage(*, accepted_before: int, former_team_ids: frozenset[int], to_team_id: int) -> Passage:
    """R07: the third transfer, or a return to a former team, is decided by the DRANE référent."""
    if accepted_before >= 2 or to_team_id in former_team_ids:
        return Passage.ARBITRATION
    return Passage.OFFERED
