"""Open a request: by its requester, or by staff for a person who called."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction

from accounts.clock import PARIS
from accounts.enums import SCHOOL_ROLES
from accounts.models import Affiliation, School, User
from accounts.permissions import Actor
from accounts.refusals import Forbidden, Invalid, NotFound, Refusal
from tickets.enums import Channel, EventKind, Extent, MessageKind, Status
from tickets.events import record
from tickets.models import Follower, RequestType, Ticket
from tickets.permissions import can_open_for, can_open_on_behalf
from tickets.queries.aims import aims
from tickets.queries.holders import front_desk_for
from tickets.rules import questions, texts

from .aim import aim
from .attach import Upload
from .idempotency import once
from .route import Routed, find, is_unclear, route, route_to_front_desk, told
from .write import write

UNCLEAR = "HOR-02"
FARTHEST_DEADLINE = timedelta(days=5 * 366)


@dataclass(frozen=True)
class Draft:
    """What a person says of a need. request_type None: the front desk will ask one question (R04)."""

    school: School
    title: str
    body: str
    request_type: RequestType | None = None
    place: str = ""
    since: str = ""
    extent: Extent = Extent.PERSON
    deadline: date | None = None
    network_side: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    files: Sequence[Upload] = ()

    def fingerprint(self, requester: User | None = None) -> str:
        """The same words give the same fingerprint: a key sent with other words is a mistake."""
        said = [
            requester and requester.pk,
            self.school.uai, self.title, self.body, self.request_type and self.request_type.code, self.place,
            self.since, self.extent, str(self.deadline), self.network_side, dict(self.answers),
            [(file.name, file.size) for file in self.files],
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


class Opened(NamedTuple):
    """A ticket, and whether this very call opened it: with a key seen before, an earlier one did."""

    ticket: Ticket
    replayed: bool


def open_ticket(
    *,
    draft: Draft,
    actor: Actor,
    now: datetime,
    channel: Channel = Channel.WEB,
    requester: User | None = None,
    idempotency_key: str = "",
) -> Ticket:
    """The ticket, held, dated and on its way. The same key of the same person gives the first ticket again."""
    return open_once(
        draft=draft,
        actor=actor,
        now=now,
        channel=channel,
        requester=requester,
        idempotency_key=idempotency_key,
    ).ticket


@transaction.atomic
def open_once(
    *,
    draft: Draft,
    actor: Actor,
    now: datetime,
    channel: Channel = Channel.WEB,
    requester: User | None = None,
    idempotency_key: str = "",
) -> Opened:
    """As open_ticket, told apart.

    requester: the person for whom staff enters it; the actor by default.
    Raises Invalid (field at fault), Forbidden, or Refusal (`school-not-served`, `key-reused`).
    """
    if not can_open_for(actor, draft.school.pk):
        raise NotFound("Cet établissement n'existe pas, ou vous n'y ouvrez pas de demande.")
    if idempotency_key and actor.user_id is not None:
        slot = once(actor.user_id, idempotency_key, draft.fingerprint(requester), now=now)
        if slot.ticket is not None:
            return Opened(slot.ticket, replayed=True)
    else:
        slot = None
    ticket = _create(draft, actor=actor, now=now, channel=channel, requester=requester)
    if slot is not None:
        slot.ticket = ticket
        slot.save(update_fields=["ticket"])
    return Opened(ticket, replayed=False)


def _create(
    draft: Draft, *, actor: Actor, now: datetime, channel: Channel, requester: User | None
) -> Ticket:
    today = now.astimezone(PARIS).date()
    school = draft.school
    if not school.served:
        raise Refusal(
            "school-not-served",
            f"{school.name} n'est pas encore servi par Relais : adressez-vous à votre rectorat.",
        )
    person = _requester(actor, school, requester, today)
    kind = draft.request_type or RequestType.objects.get(code=UNCLEAR)
    answers = _check(draft, kind, today=today)
    desk = front_desk_for(school)
    aimed = aims(kind, school, team=desk, extent=draft.extent, deadline=draft.deadline, now=now)
    ticket = Ticket(
        number=_next_number(),
        request_type=kind,
        school=school,
        title=texts.line(draft.title),
        place=texts.line(draft.place),
        since=texts.line(draft.since),
        extent=draft.extent,
        deadline=draft.deadline,
        network_side=draft.network_side,
        answers=answers,
        channel=channel,
        priority=aimed.priority,
        requester=person,
        opened_by_id=actor.user_id or person.pk,
        status=Status.NEW,
        team=desk,
        opened_at=now,
        updated_at=now,
        last_human_news_at=now,
        first_answer_due_at=aimed.first_answer_due_at,
        target_at=aimed.target_at,
        version=0,
    )
    route_to_front_desk(ticket, desk, actor=actor, now=now)
    opening = write(
        ticket, draft.body, kind=MessageKind.OPENING, actor=actor, now=now, files=draft.files
    )
    if opening.author_id is None or opening.author_id != person.pk:
        Follower.objects.get_or_create(ticket=ticket, user=person, defaults={"since": now})
    record(
        ticket,
        EventKind.OPENED,
        actor=actor,
        now=now,
        message=opening,
        data={"type": kind.code, "channel": channel},
    )
    if draft.request_type is not None:
        _send_on(ticket, actor=actor, now=now)
    return ticket


def _send_on(ticket: Ticket, *, actor: Actor, now: datetime) -> None:
    """To the competent team; the front desk keeps what no rule places, and what still has to be qualified."""
    found = find(ticket, now=now)
    routed = Routed(EventKind.ROUTED, told(found))
    if not (found.doubt or is_unclear(ticket.request_type)):
        aim(ticket, found.team)
        routed = route(ticket, found, actor=actor, now=now)
    record(ticket, routed.kind, actor=actor, now=now, data=routed.data)


def _requester(actor: Actor, school: School, requester: User | None, today: date) -> User:
    if requester is None or requester.pk == actor.user_id:
        if school.pk not in actor.schools or actor.user_id is None:
            raise Invalid(
                "requester-missing", "Dites pour qui vous ouvrez cette demande.", field="requester"
            )
        return User.objects.get(pk=actor.person_id)
    if not can_open_on_behalf(actor):
        raise Forbidden("Vous ouvrez les demandes en votre nom.")
    belongs = Affiliation.objects.on(today).filter(
        user=requester, school=school, role__in=SCHOOL_ROLES
    )
    if not requester.is_active or not belongs.exists():
        raise Invalid(
            "requester-elsewhere",
            "Cette personne n'est pas de cet établissement aujourd'hui.",
            field="requester",
        )
    return requester


def _check(draft: Draft, kind: RequestType, *, today: date) -> dict[str, Any]:
    title = texts.line(draft.title)
    if not title:
        raise Invalid("title-missing", "Dites en quelques mots ce qui se passe.", field="title")
    for name, value, limit in (
        ("title", title, 160),
        ("place", draft.place, 120),
        ("since", draft.since, 80),
    ):
        if len(texts.line(value)) > limit:
            raise Invalid(
                f"{name}-too-long", f"C'est trop long : {limit} caractères au plus.", field=name
            )
    if not kind.active:
        raise Invalid("type-closed", "Ce type de demande n'est plus proposé.", field="request_type")
    if draft.deadline is not None and draft.deadline < today:
        raise Invalid("deadline-past", "Cette échéance est déjà passée.", field="deadline")
    if draft.deadline is not None and draft.deadline > today + FARTHEST_DEADLINE:
        raise Invalid(
            "deadline-too-far",
            "Cette échéance est à plus de cinq ans : vérifiez l'année.",
            field="deadline",
        )
    answers, errors = questions.clean(kind.questions, draft.answers)
    if errors:
        name, message = next(iter(errors.items()))
        raise Invalid("answer-invalid", message, field=f"answers.{name}")
    return answers


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('tickets_number_seq')")
        return int(cursor.fetchone()[0])
