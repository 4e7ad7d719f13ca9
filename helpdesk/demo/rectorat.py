"""The teams of the rectorat: DRANE, front desk, DSI, EAFC, human resources, data protection."""

from typing import Any

from accounts.enums import Role, TeamKind
from accounts.models import Team, User

from . import places
from .crowd import Crowd


def make_rectorat(crowd: Crowd) -> None:
    """The DRANE first: its people replace and back the leads of many other teams."""
    chief, deputy = crowd.person("delegue"), crowd.person("delegue-adjoint")
    backing: dict[str, Any] = {"substitute": deputy, "escalation_contact": chief}
    drane = crowd.team("drane", "DRANE — délégation", TeamKind.DRANE, lead=chief, substitute=deputy)
    crowd.role(chief, Role.TEAM_LEAD, team=drane)
    crowd.role(deputy, Role.SERVICE_AGENT, team=drane)
    for code, name in places.DEPARTEMENTS.items():
        referent = crowd.person(f"referent-{code}")
        team = crowd.team(f"drane-{code}", f"DRANE — {name}", TeamKind.DRANE, departement=code, lead=referent, **backing
        )  # fmt: skip
        crowd.role(referent, Role.TEAM_LEAD, team=team)
        crowd.role(referent, Role.REFERENT, departement=code)
    desk = crowd.person("guichet")
    team = crowd.team("guichet", "Guichet de la DRANE", TeamKind.FRONT_DESK, lead=desk, **backing)
    crowd.role(desk, Role.FRONT_DESK, team=team)
    dsi = [crowd.person(f"dsi{rank}") for rank in (1, 2, 3, 4)]
    _service(crowd, "dsi", "DSI — assistance", TeamKind.DSI, dsi, chief)
    eafc = [crowd.person(f"eafc-{rank}") for rank in (1, 2)]
    school_of_training = _service(crowd, "eafc", "EAFC", TeamKind.EAFC, eafc, chief)
    for rank in range(1, 7):
        crowd.role(crowd.person(f"formateur-{rank}"), Role.TRAINER, team=school_of_training)
    for code, name, kind, substitute in (
        ("rh", "Division des personnels", TeamKind.HR, deputy),
        ("dpd", "Délégué à la protection des données", TeamKind.DPD, dsi[1]),
    ):
        person = crowd.person(code)
        team = crowd.team(
            code, name, kind, lead=person, substitute=substitute, escalation_contact=chief
        )
        crowd.role(person, Role.SERVICE_AGENT, team=team)


def _service(
    crowd: Crowd, code: str, name: str, kind: TeamKind, people: list[User], chief: User
) -> Team:
    """A lead, replaced by the second of the service."""
    lead, second = people[:2]
    team = crowd.team(code, name, kind, lead=lead, substitute=second, escalation_contact=chief)
    crowd.role(lead, Role.TEAM_LEAD, team=team)
    for person in people[1:]:
        crowd.role(person, Role.SERVICE_AGENT, team=team)
    return team
