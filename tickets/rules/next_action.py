"""The next actions that the rules themselves prescribe: a verb, in French, for the holder of the moment."""

QUALIFY = "Qualifier la demande"
TAKE = "Prendre en charge la demande"
APPROVE = "Donner ou refuser l'accord du chef d'établissement"
ANSWER_QUESTION = "Répondre à la question posée"
CONFIRM = "Confirmer que c'est réglé, ou dire ce qui ne va pas"
PICK_UP = "Reprendre la demande et promettre une date"
PROMISE_AGAIN = "Donner une nouvelle date"
CARRY_OUT_DECISION = "Promettre une date pour la suite de la décision"
RENDER_DECISION = "Rendre la décision"


def hear_from(third_party: str) -> str:
    return f"Obtenir la réponse de {third_party}"[:200]


def await_acceptance(team: str) -> str:
    return f"Obtenir l'accord de {team} pour le transfert"[:200]


def await_arbitration(referent: str) -> str:
    return f"Attendre l'arbitrage de {referent}"[:200]
