"""From the real deeds to the mails: who hears of what along the life of a request."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail

from notifications.actions.deliver import deliver
from notifications.actions.fan_out import fan_out
from notifications.actions.watermark import skip_history
from notifications.queries.outbox import due_deliveries, untold_events
from tests.factories.world import NOW, World, make_world
from tickets.actions.resolve import resolve
from tickets.actions.take import promise, take
from tickets.actions.talk import answer, note
from tickets.actions.wake import wake
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
Post = Callable[..., dict[str, str]]


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def post(world: World) -> Post:
    """Tell and carry all that is untold: who received what, by name in this world."""
    names = {user.email: name for name, user in world.people.items()}

    def empty(now: datetime = NOW) -> dict[str, str]:
        mail.outbox.clear()
        for event in untold_events():
            fan_out(event_id=event.pk, now=now)
        deliver(ids=list(due_deliveries(now=now).values_list("pk", flat=True)), clock=lambda: now)
        received = [(names[letter.to[0]], letter.subject) for letter in mail.outbox]
        assert len(dict(received)) == len(received), "one message to each person for one deed"
        return {name: subject.split("] ", 1)[1].split(" :")[0] for name, subject in received}

    return empty


def test_opened_and_routed_in_one_breath(world: World, post: Post) -> None:
    """The receipt, and the ball: the front desk, by which it passed, hears nothing."""
    world.open()
    assert post() == {"rupn": "Demande enregistrée", "tip_lead": "Demande enregistrée"}


def test_what_waits_for_the_head_reaches_the_head(world: World, post: Post) -> None:
    world.open("EQU-03")
    received = post()
    assert received["rupn"] == "Demande enregistrée"
    assert received["head"].startswith("Décision demandée")
    assert set(received) == {"rupn", "head"}


def test_taken_answered_resolved(world: World, post: Post) -> None:
    ticket = world.taken()
    skip_history()
    later = NOW + timedelta(hours=1)
    answer(number=ticket.number, body="Merci !", actor=world.actor("rupn"), now=later)
    assert list(post(later)) == ["technician"]
    note(number=ticket.number, body="Prévoir une échelle", actor=world.actor("tip_lead"), now=later)
    assert list(post(later)) == ["technician"]
    assert "Prévoir une échelle" in mail.outbox[0].body
    resolve(
        number=ticket.number, evidence="Borne changée", actor=world.actor("technician"), now=later
    )
    assert post(later) == {"rupn": "Résolue, à confirmer"}
    assert "Borne changée" in mail.outbox[0].body


def test_one_deed_of_two_events_is_one_mail(world: World, post: Post) -> None:
    """A new promise keeps the old one: the requester hears of the new date alone."""
    ticket = world.taken()
    skip_history()
    promise(
        number=ticket.number,
        next_action="Poser la borne",
        promised_on=(NOW + timedelta(days=8)).date(),
        actor=world.actor("technician"),
        now=NOW + timedelta(hours=2),
    )
    assert post(NOW + timedelta(hours=2)) == {"rupn": "Date promise"}


def test_a_broken_promise_reaches_requester_holder_and_who_must_act(
    world: World, post: Post
) -> None:
    ticket = world.taken()
    skip_history()
    now = _wake_until(ticket, reminders=1)
    assert post(now) == {"technician": "Rappel, à faire avant le lundi 16 mars"}
    now = _wake_until(ticket, reminders=0)
    assert post(now) == {
        "rupn": "Promesse non tenue",
        "technician": "Promesse non tenue",
        "tip_lead": "Votre intervention est attendue",
    }
    (to_rupn,) = [letter for letter in mail.outbox if letter.to == [world.user("rupn").email]]
    lead, holder = world.user("tip_lead"), world.user("technician")
    assert "La date du lundi 16 mars n'a pas été tenue." in to_rupn.body
    assert f"{holder} doit donner une nouvelle date avant le" in to_rupn.body
    assert f"Inutile de relancer : {lead}, responsable, est au courant" in to_rupn.body


def test_unclaimed_it_reaches_the_person_above_its_lead(world: World, post: Post) -> None:
    """The lead is the holder: an escalation to him alone would have no effect."""
    ticket = world.open()
    skip_history()
    received = post(_wake_until(ticket, reminders=0))
    assert received["tip_contact"] == "Votre intervention est attendue"
    assert received["rupn"].startswith("Demande signalée à")


def test_a_late_act_says_what_was_done(world: World, post: Post) -> None:
    ticket = world.taken()
    skip_history()
    late = NOW + timedelta(days=6)
    resolve(
        number=ticket.number, evidence="Borne changée", actor=world.actor("technician"), now=late
    )
    received = post(late)
    assert received["rupn"] == "Résolue, à confirmer"


def test_who_took_it_is_told_once_the_lead_holds_no_more(world: World, post: Post) -> None:
    ticket = world.open()
    skip_history()
    take(
        number=ticket.number,
        next_action="Passer voir",
        promised_on=(NOW + timedelta(days=4)).date(),
        actor=world.actor("technician"),
        now=NOW + timedelta(minutes=5),
    )
    assert post(NOW + timedelta(minutes=5)) == {"rupn": "Prise en charge"}


def _wake_until(ticket: Ticket, *, reminders: int) -> datetime:
    """The engine's next step on this ticket, at its instant."""
    ticket.refresh_from_db()
    assert ticket.wake_at is not None
    now: datetime = ticket.wake_at
    assert wake(ticket.pk, now=now) is not None
    ticket.refresh_from_db()
    assert ticket.reminders == reminders
    return now
