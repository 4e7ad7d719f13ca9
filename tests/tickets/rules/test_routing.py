"""R01: the most specific rule, then the nearest team; anything else is a doubt, never a guess."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.enums import Coverage
from tickets.rules.routing import Candidate, Decision, Doubt, Passage, Place, Rule, decide, passage

ON = date(2026, 3, 19)
HERE = Place(school_id=1, kind="college", departement="086", managed_by="departement", network_id=7)
DAYS = st.sampled_from([None, date(2026, 3, 18), ON, date(2026, 3, 20)])

places = st.builds(
    Place,
    school_id=st.integers(1, 2),
    kind=st.sampled_from(["college", "lycee"]),
    departement=st.sampled_from(["016", "086"]),
    managed_by=st.sampled_from(["", "departement", "region"]),
    network_id=st.sampled_from([None, 7, 8]),
)
rules = st.builds(
    Rule,
    id=st.integers(),
    request_type_id=st.sampled_from([1, 1, 1, 2]),
    team_kind=st.sampled_from(["tip", "dsi"]),
    team_id=st.sampled_from([None, None, None, 101, 999]),
    school_id=st.sampled_from([None, None, 1, 2]),
    managed_by=st.sampled_from(["", "", "departement", "region"]),
    departement=st.sampled_from(["", "", "016", "086"]),
    school_kind=st.sampled_from(["", "", "college", "lycee"]),
    network_side=st.sampled_from(["", "", "pedagogical", "administrative"]),
    valid_from=DAYS,
    valid_until=DAYS,
)
teams = st.builds(
    Candidate,
    id=st.integers(100, 110),
    kind=st.sampled_from(["tip", "dsi"]),
    coverage=st.sampled_from([choice.value for choice in Coverage]),
    departement=st.sampled_from(["016", "086"]),
    network_id=st.sampled_from([None, 7, 8]),
    school_ids=st.frozensets(st.integers(1, 2)),
    can_receive=st.booleans(),
)


def holds(rule: Rule, place: Place, side: str) -> bool:
    """Whether a rule applies, said dimension by dimension."""
    said = [
        (rule.school_id, place.school_id),
        (rule.managed_by or None, place.managed_by),
        (rule.departement or None, place.departement),
        (rule.school_kind or None, place.kind),
        (rule.network_side or None, side),
    ]
    if rule.request_type_id != 1 or any(asked is not None and asked != is_ for asked, is_ in said):
        return False
    started = rule.valid_from is None or rule.valid_from <= ON
    return started and (rule.valid_until is None or rule.valid_until > ON)


def beats(one: Rule, other: Rule) -> bool:
    """School over manager over département over the rest: the first difference decides."""
    for name in ("school_id", "managed_by", "departement"):
        if bool(getattr(one, name)) != bool(getattr(other, name)):
            return bool(getattr(one, name))
    weight = [bool(rule.school_kind) + bool(rule.network_side) for rule in (one, other)]
    return weight[0] > weight[1]


def reaches(team: Candidate, place: Place) -> int | None:
    """How far a team is from a school: 0 names it, 3 is the whole académie, None does not cover it."""
    by_coverage = {
        "schools": (0, place.school_id in team.school_ids),
        "network": (1, team.network_id is not None and team.network_id == place.network_id),
        "departement": (2, team.departement == place.departement),
        "academy": (3, True),
    }
    distance, covers = by_coverage[team.coverage]
    return distance if covers else None


def brute_force(
    place: Place, side: str, given: list[Rule], candidates: list[Candidate]
) -> Decision:
    applicable = [rule for rule in given if holds(rule, place, side)]
    if not applicable:
        return Decision(None, None, Doubt.NO_RULE)
    unbeaten = [rule for rule in applicable if not any(beats(other, rule) for other in applicable)]
    if len(unbeaten) != 1:
        return Decision(None, None, Doubt.RULES_TIE)
    rule = unbeaten[0]
    if rule.team_id is not None:
        near = [(0, team) for team in candidates if team.id == rule.team_id]
    else:
        near = [
            (distance, team)
            for team in candidates
            if team.kind == rule.team_kind and (distance := reaches(team, place)) is not None
        ]
    if not near:
        return Decision(None, rule.id, Doubt.NO_TEAM)
    closest = [team for distance, team in near if distance == min(d for d, _ in near)]
    if len(closest) > 1:
        return Decision(None, rule.id, Doubt.TEAMS_TIE)
    if not closest[0].can_receive:
        return Decision(None, rule.id, Doubt.NO_LEAD)
    return Decision(closest[0].id, rule.id)


@settings(max_examples=600)
@given(
    places,
    st.sampled_from(["", "pedagogical", "administrative"]),
    st.lists(rules, max_size=6),
    st.lists(teams, max_size=5, unique_by=lambda team: team.id),
)
def test_the_decision_is_the_one_of_the_specification(
    place: Place, side: str, given: list[Rule], candidates: list[Candidate]
) -> None:
    numbered = [replace(rule, id=number) for number, rule in enumerate(given)]
    expected = brute_force(place, side, numbered, candidates)
    assert decide(1, place, network_side=side, on=ON, rules=numbered, teams=candidates) == expected
    # Neither the order of the rows nor that of the teams decides anything.
    assert expected == decide(
        1, place, network_side=side, on=ON, rules=numbered[::-1], teams=candidates[::-1]
    )


GENERAL = Rule(id=0, request_type_id=1, team_kind="tip")
LADDER = [
    GENERAL,
    replace(GENERAL, id=1, school_kind="college"),
    replace(GENERAL, id=2, school_kind="college", network_side="pedagogical"),
    replace(GENERAL, id=3, departement="086"),
    replace(GENERAL, id=4, managed_by="departement"),
    replace(GENERAL, id=5, school_id=1),
]


@pytest.mark.parametrize("highest", range(1, len(LADDER)))
def test_each_step_of_the_ladder_wins_over_all_those_below(highest: int) -> None:
    team = Candidate(id=9, kind="tip", coverage=Coverage.ACADEMY)
    decision = decide(
        1, HERE, network_side="pedagogical", on=ON, rules=LADDER[: highest + 1], teams=[team]
    )
    assert decision == Decision(9, highest)


@pytest.mark.parametrize(
    ("accepted_before", "former", "passes"),
    [
        (0, frozenset(), Passage.OFFERED),
        (1, frozenset({3}), Passage.OFFERED),
        (1, frozenset({4}), Passage.ARBITRATION),
        (2, frozenset({3}), Passage.ARBITRATION),
    ],
)
def test_the_third_transfer_and_a_return_are_arbitrated(
    accepted_before: int, former: frozenset[int], passes: Passage
) -> None:
    assert passage(accepted_before=accepted_before, former_team_ids=former, to_team_id=4) is passes
