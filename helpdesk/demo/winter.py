"""Histories of the winter: the arbitration, the supplier, the denied resolution, the vague request."""

from datetime import date

from tickets.actions.qualify import qualify
from tickets.actions.resolve import confirm, deny, resolve
from tickets.actions.take import promise, take
from tickets.actions.talk import answer, ask
from tickets.actions.transfer import accept_transfer, arbitrate, transfer
from tickets.actions.wait import wait_third_party
from tickets.enums import Extent

from .moment import at
from .photo import photo
from .stage import Stage, Story

day = date.fromisoformat


def h07(s: Stage) -> Story:
    """From the technicians to the DSI; the return is not a third ping-pong but an arbitration, and it is final."""
    rupn, tip, lead = (s.world.people[key] for key in ("rupn-28-1", "tip6", "dsi1"))
    dsi, judge = s.world.people["dsi4"], s.world.people["referent-079"]
    yield at("2026-01-12", "07:55")
    n = s.open(
        "ENT-05", by=rupn, school=28, name="H07", extent=Extent.SCHOOL,
        title="PRONOTE inaccessible depuis l'ENT, le lien tourne en rond",
        body="Depuis vendredi, le lien de l'ENT vers PRONOTE renvoie à la page de connexion. L'adresse directe "
        "fonctionne. Les familles appellent la vie scolaire.",
        answers={"hosting": "Dans l'établissement"},
    )  # fmt: skip
    yield at("2026-01-12", "09:40")
    s.do(
        take,
        tip,
        n,
        next_action="Vérifier le serveur et son certificat",
        promised_on=day("2026-01-13"),
    )
    yield at("2026-01-13", "11:15")
    s.do(
        transfer, tip, n, to_team=s.world.teams["dsi"],
        reason="Le serveur répond bien : c'est la fédération d'identité qui refuse le retour.",
    )  # fmt: skip
    yield at("2026-01-13", "15:30")
    s.do(accept_transfer, lead, n)
    yield at("2026-01-14", "09:05")
    s.do(
        take,
        dsi,
        n,
        next_action="Lire les journaux de la fédération",
        promised_on=day("2026-01-15"),
    )
    yield at("2026-01-15", "10:20")
    s.do(
        transfer, dsi, n, to_team=s.world.teams["tip-079"],
        reason="Les journaux montrent une adresse de retour en http : à changer dans PRONOTE, sur place.",
    )  # fmt: skip
    yield at("2026-01-15", "16:45")
    s.do(
        arbitrate, judge, n, to_team=s.world.teams["tip-079"],
        reason="Le réglage est sur le serveur du lycée : les techniciens le font, la DSI reste joignable.",
    )  # fmt: skip
    yield at("2026-01-16", "08:50")
    s.do(
        take, tip, n, next_action="Passer l'adresse de retour en https dans PRONOTE",
        promised_on=day("2026-01-16"),
    )  # fmt: skip
    yield at("2026-01-16", "14:00")
    s.do(
        resolve, tip, n,
        evidence="Adresse de retour corrigée. Essai depuis l'ENT avec un compte d'élève, de parent et de professeur.",
    )  # fmt: skip
    yield at("2026-01-20", "08:15")
    s.do(confirm, rupn, n)


def h09(s: Stage) -> Story:
    """Seventeen working days at the supplier's: the technician keeps it in his hands, with a date each time."""
    rupn, tip = s.world.people["rupn-16-1"], s.world.people["tip3"]
    yield at("2026-01-12", "13:20")
    n = s.open(
        "MAT-04", by=rupn, school=16, name="H09", extent=Extent.CLASS, place="Valise A",
        title="Trois tablettes de la valise A ne se rallument plus",
        body="Chargées toute la nuit, redémarrage forcé essayé. Il en reste onze utilisables.",
        answers={"still_usable": "11"},
    )  # fmt: skip
    yield at("2026-01-13", "09:30")
    s.do(take, tip, n, next_action="Venir chercher les tablettes", promised_on=day("2026-01-14"))
    yield at("2026-01-14", "11:00")
    s.do(
        wait_third_party, tip, n, third_party="le réparateur du Département",
        reason="Devis puis réparation de trois batteries", until=day("2026-01-28"),
    )  # fmt: skip
    yield at("2026-01-28", "16:20")
    s.do(
        wait_third_party, tip, n, third_party="le réparateur du Département",
        reason="Pièces arrivées, remontage en cours", until=day("2026-02-06"),
    )  # fmt: skip
    yield at("2026-02-06", "11:40")
    s.do(
        resolve, tip, n,
        evidence="Trois tablettes rendues et rechargées, quatorze appareils vus dans la valise A avec la RUPN.",
    )  # fmt: skip
    yield at("2026-02-24", "10:05")
    s.do(confirm, rupn, n)


def h10(s: Stage) -> Story:
    """« Résolu » is denied with a photo: the same technician has it again, one priority higher."""
    rupn, tip = s.world.people["rupn-40-1"], s.world.people["tip9"]
    yield at("2026-02-25", "10:50")
    n = s.open(
        "MAT-03", by=rupn, school=40, name="H10", place="CDI", title="L'imprimante du CDI sort des pages blanches",
        body="Toner plein, file d'attente vidée. Les pages sortent entièrement blanches depuis lundi.",
    )  # fmt: skip
    yield at("2026-02-26", "08:45")
    s.do(take, tip, n, next_action="Changer le tambour", promised_on=day("2026-03-02"))
    yield at("2026-03-02", "15:30")
    s.do(
        resolve,
        tip,
        n,
        evidence="Tambour changé, page d'essai imprimée depuis le poste de l'accueil.",
    )
    yield at("2026-03-03", "12:10")
    s.do(
        deny, rupn, n, reason="Toujours blanc depuis les postes des élèves, voir la photo.",
        files=[photo("page-blanche.png")],
    )  # fmt: skip
    yield at("2026-03-03", "16:35")
    s.do(
        promise,
        tip,
        n,
        next_action="Réinstaller le pilote des postes élèves",
        promised_on=day("2026-03-05"),
    )
    yield at("2026-03-05", "10:25")
    s.do(
        resolve, tip, n,
        evidence="Pilote réinstallé sur les douze postes. Page imprimée depuis deux sessions d'élève, avec la RUPN.",
    )  # fmt: skip
    yield at("2026-03-06", "09:00")
    s.do(confirm, rupn, n)


def h26(s: Stage) -> Story:
    """« Ça ne marche plus »: nobody guesses, the front desk asks one question, and sends it on its way."""
    rupn, desk, tip = (s.world.people[key] for key in ("rupn-15-1", "guichet", "tip3"))
    yield at("2026-03-09", "08:10")
    n = s.open(
        None, by=rupn, school=15, name="H26", title="Ça ne marche plus", body="Ça ne marche plus."
    )
    yield at("2026-03-09", "09:25")
    s.do(
        ask, desk, n,
        question="Bonjour, qu'est-ce qui ne marche plus, dans quelle salle, et depuis quand ?",
    )  # fmt: skip
    yield at("2026-03-10", "07:50")
    s.do(
        answer, rupn, n,
        body="Pardon ! Les ordinateurs de la salle informatique ne démarrent plus depuis hier, écran noir sur dix postes.",
    )  # fmt: skip
    yield at("2026-03-10", "08:40")
    s.do(qualify, desk, n, request_type=s.world.types["MAT-01"])
    yield at("2026-03-10", "10:15")
    s.do(
        take,
        tip,
        n,
        next_action="Venir voir l'alimentation de la salle",
        promised_on=day("2026-03-12"),
    )
    yield at("2026-03-12", "11:30")
    s.do(
        resolve, tip, n,
        evidence="Onduleur de la salle remplacé, dix postes démarrés, séance de 11 h tenue.",
    )  # fmt: skip
    yield at("2026-03-13", "14:20")
    s.do(confirm, rupn, n)
