"""Tickets for tests, made by hand: valid rows, no deed behind them. What deeds do is tested through them."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from accounts.enums import Role
from tests.factories.accounts import AffiliationFactory, SchoolFactory, TeamFactory, UserFactory
from tickets.enums import (
    Clock,
    EventKind,
    MessageKind,
    Priority,
    Status,
    Urgency,
    Visibility,
)
from tickets.models import Family, Message, Promise, RequestType, Ticket, TicketEvent

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)  # a Thursday, 10 h in Paris


class FamilyFactory(DjangoModelFactory[Family]):
    class Meta:
        model = Family
        django_get_or_create = ("code",)

    code = "RES"
    label = "Réseau"


class RequestTypeFactory(DjangoModelFactory[RequestType]):
    class Meta:
        model = RequestType
        django_get_or_create = ("code",)

    code = "RES-01"
    family = factory.SubFactory(FamilyFactory)
    label = "Wifi en panne"
    urgency = Urgency.HINDERS
    clock = Clock.RESOLUTION
    first_answer_days = 1
    target_days = 5
    evidence = "Le wifi fonctionne dans la salle."


class TicketFactory(DjangoModelFactory[Ticket]):
    """Held by the lead of a team since Monday, promised for Friday 20; the requester is RUPN of the school."""

    class Meta:
        model = Ticket

    number = factory.Sequence(lambda n: 1000 + n)
    request_type = factory.SubFactory(RequestTypeFactory)
    school = factory.SubFactory(SchoolFactory)
    title = "Le wifi ne marche plus en salle 204"
    priority = Priority.P3
    requester = factory.LazyAttribute(
        lambda t: AffiliationFactory(school=t.school, role=Role.RUPN).user
    )
    opened_by = factory.SelfAttribute("requester")
    status = Status.TAKEN
    team = factory.SubFactory(TeamFactory)
    holder = factory.SelfAttribute("team.lead")
    held_since = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
    next_action = "Remplacer la borne"
    promised_on = date(2026, 3, 20)
    due_at = datetime(2026, 3, 20, 17, 0, tzinfo=UTC)
    wake_at = factory.SelfAttribute("due_at")
    seen_by_teams = factory.LazyAttribute(lambda t: [t.team.pk])
    opened_at = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
    first_answer_due_at = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)
    target_at = datetime(2026, 3, 16, 17, 0, tzinfo=UTC)
    updated_at = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
    last_human_news_at = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)

    class Params:
        ended = factory.Trait(
            status=Status.CLOSED,
            holder=None,
            held_since=None,
            next_action="",
            promised_on=None,
            due_at=None,
            wake_at=None,
            closed_at=NOW,
        )


class MessageFactory(DjangoModelFactory[Message]):
    class Meta:
        model = Message

    ticket = factory.SubFactory(TicketFactory)
    author = factory.SelfAttribute("ticket.holder")
    kind = MessageKind.ANSWER
    visibility = Visibility.PUBLIC
    body = "La borne est commandée, elle arrive mardi."
    created_at = NOW


class PromiseFactory(DjangoModelFactory[Promise]):
    class Meta:
        model = Promise

    ticket = factory.SubFactory(TicketFactory)
    action = factory.SelfAttribute("ticket.next_action")
    promised_on = factory.SelfAttribute("ticket.promised_on")
    due_at = factory.SelfAttribute("ticket.due_at")
    made_by = factory.SelfAttribute("ticket.holder")
    made_at = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


class EventFactory(DjangoModelFactory[TicketEvent]):
    """An event as it would be recorded now about the ticket as it stands; no bell rings."""

    class Meta:
        model = TicketEvent

    ticket = factory.SubFactory(TicketFactory)
    kind = EventKind.ANSWERED
    at = NOW
    visibility = factory.LazyAttribute(
        lambda e: Visibility.INTERNAL if e.kind == EventKind.NOTED else Visibility.PUBLIC
    )
    actor = factory.SelfAttribute("ticket.holder")
    version = factory.SelfAttribute("ticket.version")
    status = factory.SelfAttribute("ticket.status")
    team = factory.SelfAttribute("ticket.team")
    holder = factory.SelfAttribute("ticket.holder")


class StrangerFactory(UserFactory):
    """Somebody of another school."""

    @factory.post_generation
    def role(self, create: bool, extracted: object, **kwargs: object) -> None:
        if create:
            AffiliationFactory(user=self)
