"""What people are written, and what they are not."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from accounts.enums import Role
from accounts.models import User
from accounts.queries.actors import actor_for
from notifications.enums import Channel
from notifications.models import Delivery
from notifications.render import Letter, letter
from notifications.rules.audience import MAILED
from tests.factories.accounts import AffiliationFactory, TeamFactory
from tests.factories.tickets import (
    NOW,
    EventFactory,
    MessageFactory,
    PromiseFactory,
    TicketFactory,
)
from tickets.enums import ENDED, EventKind, MessageKind, Motive, Status, Visibility
from tickets.models import Ticket, TicketEvent
from tickets.queries.ball import ball_in_short, ball_line

pytestmark = pytest.mark.django_db

ENDS = {
    EventKind.REFUSED: {"status": Status.REFUSED, "outcome_motive": Motive.BUDGET},
    EventKind.CONFIRMED: {"status": Status.CLOSED},
    EventKind.CLOSED_SILENTLY: {"status": Status.CLOSED, "closed_silently": True},
    EventKind.CANCELLED: {"status": Status.CANCELLED},
    EventKind.MERGED: {"status": Status.MERGED},
}


def written(event: TicketEvent, recipient: User) -> Letter:
    """What this person would get now."""
    row = Delivery(event=event, recipient=recipient, channel=Channel.EMAIL, message_id="<x@y>")
    return letter(row, reader=actor_for(recipient, NOW.date()), now=NOW)


def ticket_for(kind: EventKind) -> Ticket:
    if kind not in ENDS:
        return TicketFactory()
    changes: dict[str, Any] = dict(ENDS[kind])
    if kind is EventKind.MERGED:
        changes["parent"] = TicketFactory()
    return TicketFactory(ended=True, **changes)


def readers(ticket: Ticket) -> Iterator[User]:
    yield ticket.requester
    yield ticket.team.lead
    yield AffiliationFactory(role=Role.TECHNICIAN, team=ticket.team).user


@pytest.mark.parametrize("kind", MAILED)
@pytest.mark.parametrize("bare", [True, False], ids=["bare", "full"])
def test_every_mail_can_be_written_to_everybody_it_may_reach(kind: EventKind, bare: bool) -> None:
    """With all that an event can carry, and with nothing: first line I7, no hole, one link, no markup."""
    ticket = ticket_for(kind)
    carried: dict[str, Any] = {}
    if not bare:
        receiving = TeamFactory()
        carried = {
            "message": MessageFactory(ticket=ticket, author=ticket.requester, body="L'écran <b> & l'été"),
            "transfer": ticket.transfer_set.create(
                from_team=ticket.team, to_team=receiving, asked_by=ticket.requester, asked_at=NOW,
                answer_due_at=NOW, reason="C'est à eux",
            ),
            "data": {"person": ticket.team.lead_id, "act_before": "2026-03-16T18:00:00+01:00", "level": 1},
        }  # fmt: skip
        if ticket.status not in ENDED:
            carried["promise"] = PromiseFactory(ticket=ticket)
    event = EventFactory(
        ticket=ticket, kind=kind, actor=None if bare else ticket.requester, **carried
    )
    for reader in readers(ticket):
        text = written(event, reader)
        assert text.subject.startswith(f"[Relais n° {ticket.number}] ")
        assert text.subject.endswith(f" — {ball_in_short(ticket, now=NOW)}")
        assert "\n" not in text.subject
        assert text.body.splitlines()[0] == ball_line(ticket, now=NOW)
        assert text.body.count(f"/demandes/{ticket.number}/") == 1
        for spoilt in (
            "None",
            "&#",
            "&amp;",
            "{{",
            "{%",
            "  ",
            " .",
            "\n\n\n",
            ": \n",
            "().",
            "()",
        ):
            assert spoilt not in text.body + text.subject, f"{spoilt!r} in {text}"
        assert not re.search(r"\b(avant le|du|au|le)\s*[.,:]", text.body), text.body


def test_what_one_reads_is_what_was_written() -> None:
    ticket = TicketFactory(title="L'écran\nde la 204 \r\n ne s'allume plus & « clignote » <b>")
    message = MessageFactory(ticket=ticket, body="C'est l'alimentation.\nÀ changer.")
    text = written(EventFactory(ticket=ticket, message=message), ticket.requester)
    assert "C'est l'alimentation.\nÀ changer." in text.body
    assert "L'écran de la 204 ne s'allume plus & « clignote » <b>" in text.body
    assert "\n" not in text.subject


def test_a_redacted_text_does_not_leave() -> None:
    message = MessageFactory(redacted_at=NOW)
    event = EventFactory(ticket=message.ticket, message=message)
    assert message.body not in written(event, message.ticket.requester).body


def test_an_internal_text_does_not_reach_the_school_by_any_event() -> None:
    note = MessageFactory(kind=MessageKind.NOTE, visibility=Visibility.INTERNAL, body="SECRET")
    ticket = note.ticket
    for kind in MAILED:
        event = EventFactory(
            ticket=ticket_for(kind) if kind in ENDS else ticket, kind=kind, message=note
        )
        text = written(event, event.ticket.requester)
        assert "SECRET" not in text.body + text.subject
    event = EventFactory(ticket=ticket, kind=EventKind.NOTED, message=note)
    assert "SECRET" in written(event, ticket.holder).body


def broken(ticket: Ticket, **changes: Any) -> TicketEvent:
    """The sweep's: the ledger, then who must act."""
    promise = PromiseFactory(
        ticket=ticket, promised_on=date(2026, 3, 11), due_at=NOW - timedelta(hours=16)
    )
    event = EventFactory(
        ticket=ticket, kind=EventKind.PROMISE_BROKEN, promise=promise, actor=None, **changes
    )
    EventFactory(
        ticket=ticket,
        kind=EventKind.ESCALATED,
        actor=None,
        data={
            "level": 1,
            "why": "promise_broken",
            "person": ticket.team.lead_id,
            "act_before": "2026-03-16T18:00:00+01:00",
            "missed": "2026-03-11",
        },
    )
    return event


@pytest.fixture
def held_by_a_technician() -> Ticket:
    ticket: Ticket = TicketFactory(team__lead__first_name="Anne", team__lead__last_name="Roy")
    ticket.holder = AffiliationFactory(
        role=Role.TECHNICIAN, team=ticket.team, user__first_name="Paul", user__last_name="Petit"
    ).user
    ticket.save()
    return ticket


def test_a_broken_promise_is_said_in_the_words_of_i3(held_by_a_technician: Ticket) -> None:
    ticket = held_by_a_technician
    body = written(broken(ticket), ticket.requester).body
    assert "La date du mercredi 11 mars n'a pas été tenue." in body
    assert "Paul Petit doit donner une nouvelle date avant le lundi 16 mars." in body
    assert "Inutile de relancer : Anne Roy, responsable, est au courant et doit agir." in body


def test_the_holder_is_asked_for_a_new_date(held_by_a_technician: Ticket) -> None:
    ticket = held_by_a_technician
    body = written(broken(ticket), ticket.holder).body
    assert "Vous devez donner une nouvelle date" in body
    assert "Inutile de relancer" not in body


def test_the_person_who_must_act_is_told_why_and_by_when(held_by_a_technician: Ticket) -> None:
    ticket = held_by_a_technician
    broken(ticket)
    escalated = TicketEvent.objects.get(kind=EventKind.ESCALATED)
    body = written(escalated, ticket.team.lead).body
    assert "la date du mercredi 11 mars n'a pas été tenue" in body
    assert "Vous avez jusqu'au lundi 16 mars pour agir" in body
    assert "Paul Petit la garde d'ici là." in body


def test_once_the_holder_has_acted_nothing_false_is_said(held_by_a_technician: Ticket) -> None:
    ticket = held_by_a_technician
    event = broken(ticket)
    ticket.updated_at = NOW + timedelta(minutes=1)
    ticket.save()
    body = written(event, ticket.requester).body
    assert "doit donner une nouvelle date" not in body
    assert "La demande a avancé depuis." in body
