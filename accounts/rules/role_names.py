"""The roles in the words of whoever writes the list."""

from accounts.enums import Role

from .text import fold

_ALSO = {
    Role.HEAD: "chef, cheffe, cheffe d'établissement, principal, principale, proviseur, proviseure, directeur, directrice",
    Role.DEPUTY: "adjointe, principal adjoint, principale adjointe, proviseur adjoint, proviseure adjointe",
    Role.MANAGER: "adjoint gestionnaire, adjointe gestionnaire, secrétaire général, secrétaire générale",
    Role.TECHNICIAN: "technicienne, tip",
    Role.TEAM_LEAD: "responsable",
    Role.REFERENT: "référente DRANE, référent, référente, référent départemental, référente départementale",
    Role.SERVICE_AGENT: "agent, agente, agente d'un service",
    Role.TRAINER: "formatrice",
    Role.COLLECTIVITE_AGENT: "agent de collectivité, agente d'une collectivité, agente de collectivité",
    Role.COORDINATOR: "coordonnateur, coordonnatrice, coordonnatrice ECLORE",
    Role.OBSERVER: "observatrice",
    Role.ADMINISTRATOR: "administratrice, admin",
}
_BY_NAME = (
    {fold(role.value): role for role in Role}
    | {fold(str(role.label)): role for role in Role}
    | {fold(word): role for role, words in _ALSO.items() for word in words.split(", ")}
)


def role_named(text: str) -> Role | None:
    """« RUPN », « Chef d'établissement », « proviseure adjointe », or the code."""
    return _BY_NAME.get(fold(text))
