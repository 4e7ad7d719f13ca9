"""Which requests wait on whose first screen, in the demo."""

from collections.abc import Iterator

from .morning import HOME, TO_COME, TODAY, held, trio, unclaimed, vague
from .needs import need
from .stage import Stage, Story
from .waiting import sent_back, to_answer, to_approve, to_arbitrate, to_confirm


def first_screens(s: Stage) -> Iterator[Story]:
    yield from _technicians(s)
    yield from _services(s)
    yield from _school(s)
    yield from _front_desk(s)
    yield to_arbitrate(s)


def _technicians(s: Stage) -> Iterator[Story]:
    yield from trio(s, "tip9", (need("RES-01"), HOME), (need("MAT-03"), 32), (need("MAT-06"), HOME))
    yield held(
        s, "tip9", need("MAT-10"), HOME, TO_COME, rupn=2, opened=("2026-03-16", "12:10"), visit=True
    )
    yield from trio(s, "tip8", (need("MAT-01", 1), 30), (need("MAT-05"), 36), (need("MAT-07"), 39))
    yield unclaimed(s, need("MAT-01"), HOME, "2026-03-18", "16:40")
    yield unclaimed(s, need("RES-01", 1), 38, "2026-03-19", "08:10")


def _services(s: Stage) -> Iterator[Story]:
    yield from trio(s, "dsi3", (need("CPT-02"), 34), (need("RES-05"), 40), (need("ENT-06"), 25))
    yield unclaimed(s, need("MAT-09"), 12, "2026-03-18", "15:35")
    yield from trio(
        s, "departement-086-2", (need("ENT-01"), 37), (need("EQU-04"), 33), (need("RES-03"), 34)
    )
    yield unclaimed(s, need("ENT-01"), 32, "2026-03-19", "08:05")
    yield from trio(
        s, "region-2", (need("ENT-04"), 38), (need("EQU-04", 1), 19), (need("EQU-01"), 7)
    )
    yield unclaimed(s, need("ENT-04"), 28, "2026-03-18", "13:20")
    yield from trio(s, "eafc-2", (need("FOR-02"), 22), (need("FOR-03"), 9), (need("FOR-01"), 29))
    yield unclaimed(s, need("FOR-03"), 14, "2026-03-18", "17:05")
    yield from trio(
        s, "referent-086", (need("INF-01"), 32), (need("FOR-06"), 39), (need("FOR-05"), 35)
    )
    yield from trio(s, "rh", (need("MIS-02"), 1), (need("MIS-02", 1), 23), (need("MIS-02", 2), 38))
    yield from trio(s, "dpd", (need("SEC-01"), 6), (need("SEC-01", 1), 20), (need("SEC-01", 2), 27))
    yield held(s, "eclore-R86-2", need("INF-03"), 36, TODAY)
    yield held(s, "eclore-R86-2", need("INF-03", 1), 38, TO_COME, opened=("2026-03-16", "16:00"))


def _school(s: Stage) -> Iterator[Story]:
    yield to_confirm(s)
    yield to_answer(s)
    yield to_approve(s, need("FOR-01"), 1, "2026-03-17", "12:30")
    yield to_approve(s, need("EQU-03"), 2, "2026-03-12", "16:10")
    yield held(s, "chef-31", need("CPT-04"), HOME, TODAY, rupn=2)
    yield held(s, "chef-31", need("MIS-01"), HOME, TO_COME, opened=("2026-03-16", "17:00"))


def _front_desk(s: Stage) -> Iterator[Story]:
    yield vague(
        s, 11, "Toujours le même problème", "Comme la dernière fois, merci de faire vite.", "2026-03-16", "15:50"
    )  # fmt: skip
    yield vague(
        s, 3, "Souci avec les tablettes", "Les tablettes posent problème aux collègues, que faire ?", "2026-03-18",
        "11:15",
    )  # fmt: skip
    yield vague(s, 26, "Ça rame", "Bonjour, ça rame. Cordialement.", "2026-03-19", "08:20")
    yield sent_back(s)
