"""Open a school to its people: only once every type of request has its team there (DOMAIN §0)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from accounts.clock import PARIS
from accounts.enums import SECOND_DEGREE, SchoolStatus
from accounts.models import School
from accounts.permissions import Actor
from accounts.refusals import Forbidden
from tickets.permissions import can_configure
from tickets.queries.coverage import coverage_of

from .competence import NAMED, lock_competence


@dataclass
class Result:
    """The schools that are served from now on; for the others, the sentence that says why not."""

    served: list[School] = field(default_factory=list)
    refused: dict[School, str] = field(default_factory=dict)


@transaction.atomic
def serve(*, school_ids: Iterable[int], actor: Actor, now: datetime) -> Result:
    """Serve each of these schools that can be: public, second degree, open, with a calendar and no hole."""
    _authorise(actor)
    lock_competence()
    schools = School.objects.select_for_update().filter(pk__in=list(school_ids)).order_by("uai")
    found = coverage_of(
        School.objects.filter(pk__in=[school.pk for school in schools]),
        on=now.astimezone(PARIS).date(),
    )
    holes: dict[int, list[str]] = {}
    for finding in found.findings:
        doubt = f"{finding.request_type.code} ({finding.gap.doubt})"
        holes.setdefault(finding.school.pk, []).append(doubt)
    result = Result()
    for school in schools:
        reason = _why_not(school, holes.get(school.pk, []))
        if reason:
            result.refused[school] = reason
        else:
            result.served.append(school)
    School.objects.filter(pk__in=[school.pk for school in result.served]).update(served=True)
    return result


@transaction.atomic
def stop_serving(*, school_ids: Iterable[int], actor: Actor) -> int:
    """No new request from these schools; those that are open live on. Returns how many were served."""
    _authorise(actor)
    return School.objects.filter(pk__in=list(school_ids), served=True).update(served=False)


def _authorise(actor: Actor) -> None:
    if not can_configure(actor):
        raise Forbidden("Seul un administrateur ouvre un établissement.")


def _why_not(school: School, holes: list[str]) -> str:
    if school.closed_on is not None:
        return "l'établissement est fermé"
    if school.status != SchoolStatus.PUBLIC or school.kind not in SECOND_DEGREE:
        return "ce n'est pas un établissement public du second degré"
    if school.calendar_id is None:
        return "son calendrier n'est pas choisi"
    if holes:
        more = f" et {len(holes) - NAMED} autres" if len(holes) > NAMED else ""
        return f"des demandes n'auraient pas leur file : {', '.join(holes[:NAMED])}{more}"
    return ""
