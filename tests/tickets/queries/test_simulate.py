"""The simulator says what would really happen: it is compared with requests really sent."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.enums import ManagedBy, Role, SchoolKind, TeamKind
from accounts.models import Affiliation, Team
from accounts.queries.actors import actor_for
from accounts.refusals import Refusal
from tests.factories.accounts import AffiliationFactory
from tests.factories.catalogue import academy, covered_school
from tickets.actions.load_catalogue import load_catalogue
from tickets.actions.open_ticket import Draft, open_ticket
from tickets.enums import EventKind, Extent, NetworkSide
from tickets.models import RequestType, TicketEvent
from tickets.queries.simulate import simulate

pytestmark = pytest.mark.django_db

CASES = 200
EXAMPLES = {
    "choice": lambda question: question["choices"][0],
    "number": lambda _: "12",
    "url": lambda _: "https://exemple.test/",
}


def answers(kind: RequestType) -> dict[str, str]:
    return {
        question["name"]: EXAMPLES.get(question["kind"], lambda _: "Oui")(question)
        for question in kind.questions
        if question["required"]
    }


def test_it_says_what_really_happens() -> None:
    load_catalogue()
    academy(departements=("016", "086"))
    schools = [
        covered_school(kind, departement=departement)
        for kind in (SchoolKind.COLLEGE, SchoolKind.LYCEE, SchoolKind.EREA)
        for departement in ("016", "086")
    ]
    schools.append(covered_school(SchoolKind.COLLEGE, managed_by=ManagedBy.REGION))
    # A team without a lead: its types fall back to the front desk, in the simulator as in earnest.
    Team.objects.filter(kind=TeamKind.DPD).update(lead=None)
    people = {
        school.pk: [
            AffiliationFactory(role=Role.RUPN, school=school).user,
            Team.objects.get(kind=TeamKind.HEAD, schools=school).lead,
        ]
        for school in schools
    }
    Affiliation.objects.update(starts_on=date(2017, 9, 1))
    kinds = list(RequestType.objects.all())
    chance = random.Random(19_03_2026)
    seen = set()
    for _ in range(CASES):
        school, kind = chance.choice(schools), chance.choice(kinds)
        person = chance.choice(people[school.pk])
        at = datetime(chance.choice([2018, 2026]), 3, 16, 8, tzinfo=UTC) + timedelta(
            minutes=chance.randrange(7 * 24 * 60)
        )
        actor = actor_for(person, at.date())
        side = chance.choice(["", *NetworkSide.values])
        extent = Extent(chance.choice(Extent.values))
        deadline = chance.choice([None, at.date() + timedelta(days=chance.randrange(1, 20))])
        said = simulate(
            kind=kind, school=school, at=at, network_side=side, extent=extent, deadline=deadline,
            asked_by_the_head=school.pk in actor.heads,
        )  # fmt: skip
        draft = Draft(
            school=school, title="Essai", body="Essai.", request_type=kind, extent=extent, deadline=deadline,
            network_side=side, answers=answers(kind),
        )  # fmt: skip
        ticket = open_ticket(draft=draft, actor=actor, now=at)
        ticket = getattr(ticket, "ticket", ticket)
        event = TicketEvent.objects.get(
            ticket=ticket, kind__in=(EventKind.ROUTED, EventKind.WAITING_DECISION)
        )
        assert (said.team, said.holder, said.status) == (ticket.team, ticket.holder, ticket.status)
        assert said.aims.priority == ticket.priority
        assert (said.aims.first_answer_due_at, said.aims.target_at) == (
            ticket.first_answer_due_at,
            ticket.target_at,
        )
        assert event.data["rule"] == (said.found.rule and said.found.rule.pk)
        assert event.data["doubt"] == (said.found.doubt and said.found.doubt.value)
        seen.add((said.found.doubt, said.status))
    assert len(seen) >= 4


def test_a_school_without_head_says_what_is_missing() -> None:
    load_catalogue()
    academy()
    school = covered_school()
    Team.objects.filter(kind=TeamKind.HEAD).update(active=False)
    with pytest.raises(Refusal, match="chef de cet établissement"):
        simulate(
            kind=RequestType.objects.get(code="EQU-03"),
            school=school,
            at=datetime(2026, 3, 19, 8, tzinfo=UTC),
        )
