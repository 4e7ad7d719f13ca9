"""Holes and ties of competence: every type, from every school, must reach exactly one team (DOMAIN §0)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tickets.enums import NetworkSide

from .routing import Candidate, Doubt, Place, Rule, decide

#: A request may leave the network side unsaid.
SIDES = ("", *NetworkSide.values)
TIES = frozenset({Doubt.RULES_TIE, Doubt.TEAMS_TIE})


@dataclass(frozen=True)
class Gap:
    """A request of this type from this school would fall back to the front desk, for the reason in `doubt`.

    network_side: only said when the answer to that question alone opens the gap.
    """

    school_id: int
    request_type_id: int
    network_side: str
    doubt: Doubt

    @property
    def is_tie(self) -> bool:
        return self.doubt in TIES


def opened(before: Iterable[Gap], after: Iterable[Gap]) -> list[Gap]:
    """The gaps of `after` that were not there `before`: another reason for the same gap opens nothing."""
    known = {(gap.school_id, gap.request_type_id, gap.network_side) for gap in before}
    return [
        gap
        for gap in after
        if not known
        & {(gap.school_id, gap.request_type_id, side) for side in (gap.network_side, "")}
    ]


def gaps(
    *,
    request_type_ids: Iterable[int],
    places: Sequence[Place],
    rules: Iterable[Rule],
    teams: Sequence[Candidate],
    on: date,
) -> list[Gap]:
    """Every gap on a day, school by school. `decide` sees only what can matter: it is asked 30 000 times."""
    by_type: dict[int, list[Rule]] = defaultdict(list)
    named = set()
    for rule in rules:
        by_type[rule.request_type_id].append(rule)
        named.add(rule.team_id)
    types = list(request_type_ids)
    found: list[Gap] = []
    for place in places:
        near = [team for team in teams if team.id in named or team.covers(place)]
        for request_type_id in types:
            found += _gaps_of(request_type_id, place, by_type[request_type_id], near, on)
    return found


def _gaps_of(
    request_type_id: int,
    place: Place,
    rules: Sequence[Rule],
    teams: Sequence[Candidate],
    on: date,
) -> Iterable[Gap]:
    unsaid: Doubt | None = None
    for side in SIDES:
        doubt = decide(
            request_type_id, place, network_side=side, on=on, rules=rules, teams=teams
        ).doubt
        if side == "":
            unsaid = doubt
        if doubt is not None and (side == "" or doubt != unsaid):
            yield Gap(place.school_id, request_type_id, side, doubt)
