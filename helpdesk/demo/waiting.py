"""What waits for one person in particular at the demo's moment: a question, a resolution, an approval, an arbitration."""

from datetime import date

from tickets.actions.resolve import resolve
from tickets.actions.take import take
from tickets.actions.talk import ask, note
from tickets.actions.transfer import accept_transfer, refuse_transfer, transfer

from .moment import at
from .morning import HOME, send
from .needs import Need, need
from .stage import Stage, Story


def to_confirm(s: Stage) -> Story:
    """Solved yesterday, says the technician; the RUPN has the last word."""
    yield at("2026-03-11", "13:45")
    what = need("MAT-02")
    number = send(s, what, HOME, 1)
    yield at("2026-03-12", "09:20")
    tip = s.world.people["tip8"]
    s.do(take, tip, number, next_action=what.action, promised_on=date(2026, 3, 18))
    yield at("2026-03-18", "16:25")
    s.do(resolve, tip, number, evidence=what.evidence)


def to_answer(s: Stage) -> Story:
    """A question waits for the RUPN."""
    yield at("2026-03-13", "11:10")
    what = need("CPT-03")
    number = send(s, what, HOME, 1)
    yield at("2026-03-16", "10:40")
    agent = s.world.people["dsi4"]
    s.do(take, agent, number, next_action=what.action, promised_on=date(2026, 3, 20))
    yield at("2026-03-17", "14:15")
    s.do(
        ask, agent, number,
        question="Bonjour, les trois groupes sont-ils bien liés à un professeur dans votre emploi du temps ?",
    )  # fmt: skip


def to_approve(s: Stage, what: Need, rupn: int, day: str, hour: str) -> Story:
    """Waits for the head."""
    yield at(day, hour)
    send(s, what, HOME, rupn)


def to_arbitrate(s: Stage) -> Story:
    """A return to the technicians: the référent decides, within a working day."""
    what = need("ENT-05")
    yield at("2026-03-13", "08:25")
    number = send(s, what, 38, 1)
    tip, dsi = s.world.people["tip9"], s.world.people["dsi3"]
    yield at("2026-03-13", "10:00")
    s.do(take, tip, number, next_action=what.action, promised_on=date(2026, 3, 16))
    yield at("2026-03-16", "09:50")
    s.do(
        transfer, tip, number, to_team=s.world.teams["dsi"],
        reason="Le serveur ne montre aucune charge : la lenteur vient du réseau du rectorat.",
    )  # fmt: skip
    yield at("2026-03-16", "14:30")
    s.do(accept_transfer, s.world.people["dsi1"], number)
    yield at("2026-03-17", "09:10")
    s.do(
        take,
        dsi,
        number,
        next_action="Mesurer le lien entre 8 h et 8 h 30",
        promised_on=date(2026, 3, 18),
    )
    yield at("2026-03-18", "09:15")
    s.do(
        note,
        dsi,
        number,
        body="Lien mesuré ce matin : aucune perte, 4 ms. Le disque du serveur est plein à 98 %.",
    )
    yield at("2026-03-18", "15:20")
    s.do(
        transfer, dsi, number, to_team=s.world.teams["tip-086"],
        reason="Le lien est bon : le disque du serveur PRONOTE est plein, à voir sur place.",
    )  # fmt: skip


def sent_back(s: Stage) -> Story:
    """Refused by the collectivité: back at the front desk."""
    what = need("RES-06")
    yield at("2026-03-16", "08:20")
    number = send(s, what, 35, 1)
    tip = s.world.people["tip8"]
    yield at("2026-03-16", "11:00")
    s.do(take, tip, number, next_action=what.action, promised_on=date(2026, 3, 19))
    yield at("2026-03-17", "15:40")
    s.do(
        transfer, tip, number, to_team=s.world.teams["departement-086"],
        reason="Le câble est coupé dans le mur, c'est un travail d'électricien.",
    )  # fmt: skip
    yield at("2026-03-18", "14:10")
    s.do(
        refuse_transfer, s.world.people["departement-086-1"], number,
        reason="Les prises ont moins d'un an : c'est la garantie de l'installateur, suivie par le collège.",
    )  # fmt: skip
