"""The catalogue and the teams that make a school served, for tests."""

import factory
from factory.django import DjangoModelFactory

from accounts.enums import Coverage, Role, SchoolKind, TeamKind
from accounts.models import School, Team
from tests.factories.accounts import (
    AffiliationFactory,
    NetworkFactory,
    SchoolFactory,
    TeamFactory,
    UserFactory,
)
from tests.factories.tickets import RequestTypeFactory
from tickets.models import CompetenceRule


class CompetenceRuleFactory(DjangoModelFactory[CompetenceRule]):
    """A general rule towards the technicians of the school."""

    class Meta:
        model = CompetenceRule

    request_type = factory.SubFactory(RequestTypeFactory)
    team_kind = TeamKind.TIP


def academy(*, departements: tuple[str, ...] = ("086",)) -> dict[str, Team]:
    """One team of each kind that works for the whole académie, and one of each département that needs its own."""
    kinds = (
        TeamKind.FRONT_DESK,
        TeamKind.REGION,
        TeamKind.DSI,
        TeamKind.EAFC,
        TeamKind.HR,
        TeamKind.DPD,
    )
    teams = {
        kind.value: TeamFactory(
            code=kind.value, name=kind.label, kind=kind, coverage=Coverage.ACADEMY
        )
        for kind in kinds
    }
    for code in departements:
        for kind in (TeamKind.DEPARTEMENT, TeamKind.DRANE):
            teams[f"{kind}-{code}"] = TeamFactory(
                code=f"{kind}-{code}", kind=kind, coverage=Coverage.DEPARTEMENT, departement=code
            )
        AffiliationFactory(
            user=teams[f"{TeamKind.DRANE}-{code}"].lead, role=Role.REFERENT, departement=code
        )
    return teams


def covered_school(kind: SchoolKind = SchoolKind.COLLEGE, **columns: object) -> School:
    """A served school with its network, its head and its technicians. Needs `academy()` and the catalogue."""
    network = columns.pop("network", None) or NetworkFactory()
    school = SchoolFactory(kind=kind, network=network, **columns)
    head = UserFactory()
    AffiliationFactory(user=head, role=Role.HEAD, school=school)
    TeamFactory(
        code=f"head-{school.uai.lower()}",
        name=f"Chef d'établissement, {school.name}",
        kind=TeamKind.HEAD,
        lead=head,
        substitute=UserFactory(),
        schools=[school],
    )
    TeamFactory(code=f"tip-{school.uai.lower()}", schools=[school])
    Team.objects.filter(kind=TeamKind.ECLORE, network=network).exists() or TeamFactory(
        code=f"eclore-{network.pk}",
        kind=TeamKind.ECLORE,
        coverage=Coverage.NETWORK,
        network=network,
    )
    School.objects.filter(pk=school.pk).update(served=True)
    school.refresh_from_db()
    return school
