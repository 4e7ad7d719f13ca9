"""The accounts with which a visitor signs in: one for each role, in the Vienne, around the same collège."""

from typing import NamedTuple

#: Only in the demo: nobody else there has a password, and the demo holds nothing real.
PASSWORD = "relais-demo-2026"  # noqa: S105
DOMAIN = "exemple.test"


class Account(NamedTuple):
    """The part before the @, the role as people say it, and what to look at first."""

    name: str
    role: str
    to_try: str

    @property
    def email(self) -> str:
        return f"{self.name}@{DOMAIN}"


ACCOUNTS = (
    Account("rupn", "RUPN", "répondre à une question, confirmer une résolution, ouvrir une demande"),
    Account("chef", "Chef d'établissement", "donner un accord, voir tout son établissement"),
    Account("adjoint", "Adjoint au chef d'établissement", "voir les demandes de l'établissement"),
    Account("gestionnaire", "Gestionnaire d'établissement", "déclarer un vol, suivre une demande"),
    Account("technicien", "Technicien de proximité", "redonner une date manquée, prendre une demande"),
    Account("responsable", "Responsable des techniciens", "voir les retards et ce que personne n'a pris"),
    Account("guichet", "Guichet de la DRANE", "qualifier une demande trop vague"),
    Account("drane", "Référent DRANE de la Vienne", "arbitrer un transfert, suivre le département"),
    Account("dsi", "Agent de la DSI", "débloquer un compte ou un site"),
    Account("departement", "Agent du Département de la Vienne", "donner une date à un collège"),
    Account("region", "Agent de la Région", "répondre à un lycée"),
    Account("eafc", "Agent de l'EAFC", "répondre à une demande de formation"),
    Account("formateur", "Formateur", "voir les formations demandées"),
    Account("rh", "Ressources humaines", "répondre sur une mission de RUPN"),
    Account("dpd", "Délégué à la protection des données", "rendre un avis"),
    Account("eclore", "Coordonnateur ECLORE", "répondre au réseau Confluens"),
    Account("observateur", "Observateur du rectorat", "lire les chiffres et les cartes"),
    Account("admin", "Administrateur", "changer une règle, simuler un parcours"),
)  # fmt: skip
