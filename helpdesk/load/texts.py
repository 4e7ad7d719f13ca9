"""Sentences as teachers write them, made by the thousand from small parts."""

from random import Random

PLACES = [
    "salle 12", "salle 104", "salle B204", "CDI", "salle des professeurs", "labo de physique", "salle info 1",
    "salle info 2", "vie scolaire", "bâtiment B", "atelier", "gymnase", "salle 7", "salle d'arts plastiques",
]  # fmt: skip
WHEN = [
    "ce matin",
    "hier",
    "lundi",
    "la rentrée",
    "deux jours",
    "une semaine",
    "les vacances",
    "la mise à jour",
]
WHO = [
    "mes 3e",
    "les 6e B",
    "toute la classe",
    "deux collègues",
    "tout l'étage",
    "les élèves de seconde",
    "moi seul",
]

#: By family: what happens.
TROUBLES = {
    "RES": ["le wifi coupe toutes les dix minutes", "plus d'internet", "la connexion est très lente",
            "le site est bloqué par le filtrage", "la prise réseau ne répond plus", "la borne clignote en rouge"],
    "MAT": ["le vidéoprojecteur affiche une image jaune", "trois postes ne démarrent plus", "l'imprimante n'imprime plus",
            "la tablette a l'écran fendu", "le stylet du tableau est décalé", "le logiciel n'est pas installé"],
    "CPT": ["des élèves n'ont plus leur mot de passe", "ma messagerie refuse mon mot de passe",
            "un groupe n'apparaît pas", "je n'ai plus les droits d'administration"],
    "ENT": ["l'ENT affiche une page blanche", "PRONOTE ne se lance plus", "le site de l'établissement est en panne",
            "le cahier de textes ne s'ouvre pas"],
    "SRV": ["le partage des élèves est inaccessible", "la sauvegarde échoue", "le serveur est très lent"],
    "EQU": ["nos ordinateurs ont plus de dix ans", "il manque des tablettes pour le projet", "nous voulons équiper deux salles"],
    "FOR": ["la formation demandée n'a jamais eu lieu", "nous souhaitons une formation aux tablettes",
            "une formation à l'ENT serait utile"],
    "INF": ["où trouver cette ressource", "que devient le projet d'ENT", "je ne reçois plus la lettre d'information"],
    "MIS": ["la lettre de mission n'est pas signée", "le temps manque pour la mission", "la déclaration n'est pas faite"],
    "SEC": ["un message suspect a été ouvert", "a-t-on le droit d'utiliser cet outil", "la charte doit être revue"],
    "HOR": ["ça ne marche plus", "une famille demande de l'aide", "une école nous appelle"],
}  # fmt: skip
TRIES = ["J'ai redémarré sans succès.", "Même chose sur un autre poste.", "Le câble est bien branché.",
         "Nous avons changé de salle en attendant.", "Rien n'a changé depuis le dernier passage."]  # fmt: skip
ANSWERS = [
    "Bonjour, je passe jeudi matin avec une borne de rechange.",
    "Merci, le problème est reproduit ; je commande la pièce aujourd'hui.",
    "Pouvez-vous me dire si le voyant est fixe ou clignotant ?",
    "C'est remplacé et testé avec la classe : une heure sans coupure.",
    "Le prestataire confirme sa venue la semaine prochaine.",
    "Merci pour votre retour, tout fonctionne de nouveau.",
]


def title(chance: Random, family: str) -> str:
    """« Le wifi coupe toutes les dix minutes en salle 12 »."""
    text = f"{chance.choice(TROUBLES[family])}, {chance.choice(PLACES)}"
    return text[0].upper() + text[1:]


def opening(chance: Random, family: str) -> str:
    return (
        f"Bonjour, depuis {chance.choice(WHEN)}, {chance.choice(TROUBLES[family])} ({chance.choice(PLACES)}). "
        f"Cela gêne {chance.choice(WHO)}. {chance.choice(TRIES)} Merci d'avance."
    )


def answer(chance: Random) -> str:
    return f"{chance.choice(ANSWERS)} {chance.choice(TRIES)}"
