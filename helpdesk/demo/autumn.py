"""Histories of the autumn: the normal path, the broken promise, the old tool, the EREA."""

from datetime import date

from tickets.actions.decide import approve, decide
from tickets.actions.resolve import confirm, resolve
from tickets.actions.take import plan, promise, take
from tickets.actions.wait import wait_decision
from tickets.enums import Channel, Extent

from .moment import at
from .stage import Stage, Story

day = date.fromisoformat


def h01(s: Stage) -> Story:
    """The normal path: taken the next day, a visit promised and kept, confirmed, and nobody had to ask twice."""
    rupn, tip = s.world.people["rupn-13-1"], s.world.people["tip4"]
    yield at("2025-11-06", "10:12")
    n = s.open(
        "RES-01", by=rupn, school=13, name="H01", place="Salle 12", since="depuis ce matin",
        extent=Extent.CLASS, title="Le wifi décroche sans arrêt en salle 12",
        body="Les tablettes de la valise B perdent le wifi toutes les cinq minutes. Essayé avec un portable de "
        "professeur : même chose. En salle 13, tout va bien.",
        answers={"symptom": "Coupures répétées", "devices": "14 tablettes et un portable"},
    )  # fmt: skip
    yield at("2025-11-07", "08:40")
    s.do(
        take, tip, n, next_action="Passer sur place mardi avec une borne de remplacement",
        promised_on=day("2025-11-18"),
    )  # fmt: skip
    yield at("2025-11-18", "15:20")
    s.do(
        resolve, tip, n,
        evidence="Borne de la salle 12 remplacée, canal changé. Deux séances suivies sans coupure avec la valise B.",
    )  # fmt: skip
    yield at("2025-11-21", "11:35")
    s.do(confirm, rupn, n)


def h02(s: Stage) -> Story:
    """A promise that is not kept: written at midnight, the requester told, the lead warned, a new date kept."""
    rupn, tip = s.world.people["rupn-19-1"], s.world.people["tip5"]
    yield at("2025-11-19", "14:05")
    n = s.open(
        "MAT-02", by=rupn, school=19, name="H02", place="Salle B204", extent=Extent.CLASS,
        title="Le vidéoprojecteur s'éteint au bout de dix minutes",
        body="L'image disparaît, le voyant passe au rouge, il faut attendre un quart d'heure. Filtre nettoyé.",
    )  # fmt: skip
    yield at("2025-11-20", "09:15")
    s.do(take, tip, n, next_action="Remplacer la lampe et le filtre", promised_on=day("2025-11-25"))
    yield at("2025-11-26", "10:30")
    s.do(
        promise, tip, n, next_action="Poser la lampe arrivée hier du magasin",
        promised_on=day("2025-11-28"),
    )  # fmt: skip
    yield at("2025-11-28", "14:50")
    s.do(
        resolve, tip, n,
        evidence="Lampe et filtre neufs, ventilateur dépoussiéré. Image stable pendant 45 minutes en salle B204.",
    )  # fmt: skip
    yield at("2025-12-02", "08:25")
    s.do(confirm, rupn, n)


def h03(s: Stage) -> Story:
    """A request taken over from the old tool: unclaimed for a day it is an alarm, and then somebody's."""
    desk, tip = s.world.people["guichet"], s.world.people["tip7"]
    yield at("2025-09-02", "09:00")
    n = s.open(
        "SRV-01", by=s.world.people["rupn-24-1"], entered_by=desk, channel=Channel.IMPORT, school=24,
        name="H03", extent=Extent.SCHOOL, title="Les partages des élèves ne s'ouvrent plus",
        body="Repris de l'ancien outil, ouvert le 12 juin : depuis la mise à jour du serveur, les dossiers des "
        "classes sont vides à l'ouverture de session.",
    )  # fmt: skip
    yield at("2025-09-04", "08:30")
    s.do(
        take, tip, n, next_action="Rétablir les droits des dossiers de classe",
        promised_on=day("2025-09-08"),
    )  # fmt: skip
    yield at("2025-09-08", "16:10")
    s.do(
        resolve, tip, n,
        evidence="Droits reposés, dossiers de six classes ouverts depuis trois postes, sauvegarde de juin relue.",
    )  # fmt: skip
    yield at("2025-09-09", "12:40")
    s.do(confirm, s.world.people["rupn-24-1"], n)


def h25(s: Stage) -> Story:
    """An EREA is treated as a lycée: after the head's approval the région studies, decides, and plans the works."""
    rupn, head = s.world.people["rupn-21-1"], s.world.people["chef-21"]
    agent, lead = s.world.people["region-3"], s.world.people["region-1"]
    yield at("2025-11-05", "11:20")
    n = s.open(
        "RES-02", by=rupn, school=21, name="H25", place="Internat et ateliers", extent=Extent.LEVEL,
        title="Pas de wifi à l'internat ni dans les ateliers",
        body="Les élèves internes travaillent le soir sans réseau. Dans les ateliers, les tablettes servent aux "
        "fiches de montage et ne captent rien.",
        answers={"areas": "Internat, deux étages ; ateliers bois et métal"},
    )  # fmt: skip
    yield at("2025-11-07", "17:10")
    s.do(approve, head, n)
    yield at("2025-11-10", "10:30")
    s.do(
        take,
        agent,
        n,
        next_action="Faire le relevé de couverture sur place",
        promised_on=day("2025-12-04"),
    )
    yield at("2025-12-04", "16:00")
    s.do(
        wait_decision, agent, n, decider=s.world.teams["region"],
        reason="Commission d'équipement des lycées", until=day("2026-01-15"),
    )  # fmt: skip
    yield at("2026-01-15", "17:05")
    s.do(
        decide, lead, n,
        decision="Accord pour six bornes : quatre à l'internat, deux aux ateliers, posées au printemps 2026.",
    )  # fmt: skip
    yield at("2026-01-16", "09:20")
    s.do(promise, agent, n, next_action="Donner la date des travaux", promised_on=day("2026-02-26"))
    yield at("2026-02-26", "14:30")
    s.do(plan, agent, n, next_action="Poser les six bornes", promised_on=day("2026-04-02"))
