"""A real mail server that refuses, forgets, hangs up or is not there."""

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from notifications.enums import Status
from notifications.models import Delivery
from notifications.rules.retry import LADDER
from tests.factories.tickets import NOW, EventFactory, TicketFactory

pytestmark = pytest.mark.django_db
Tell = Callable[..., list[Delivery]]
Send = Callable[..., Any]


class Scripted:
    """Answers what the test says, keeps what it accepted."""

    def __init__(self) -> None:
        self.rcpt: dict[str, str] = {}
        self.data = "250 OK"
        self.hang_up = False
        self.letters: list[Any] = []
        self.sessions: set[int] = set()

    async def handle_RCPT(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if (answer := self.rcpt.get(address)) is not None:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.sessions.add(id(session))
        if self.data.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=default))
        if self.hang_up:
            server.transport.close()
        return self.data


@pytest.fixture
def server(settings: Any) -> Iterator[Scripted]:
    handler = Scripted()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 2
    handler.controller = controller  # type: ignore[attr-defined]
    yield handler
    if controller.loop.is_running():
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def state(row: Delivery) -> tuple[str, int, str]:
    row.refresh_from_db()
    return row.status, row.attempts, row.last_error


def test_it_arrives_with_its_headers(server: Scripted, tell: Tell, send: Send) -> None:
    event = EventFactory()
    (row,) = tell(event)
    send()
    (letter,) = server.letters
    assert state(row) == (Status.SENT, 1, "")
    assert letter["Message-ID"] == row.message_id
    assert (
        letter["References"]
        == letter["In-Reply-To"]
        == f"<demande-{event.ticket.number}@exemple.test>"
    )
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["X-Auto-Response-Suppress"] == "All"
    assert letter["List-Id"] == "Relais <demandes.exemple.test>"
    assert letter["To"] == event.ticket.requester.email
    assert letter["Date"].datetime == NOW
    assert letter.get_content_type() == "text/plain"


def test_a_batch_uses_one_line(server: Scripted, tell: Tell, send: Send) -> None:
    for _ in range(3):
        tell(EventFactory(ticket=TicketFactory()))
    send()
    assert len(server.letters) == 3
    assert len(server.sessions) == 1


def test_refused_for_now_is_tried_again_with_the_same_message_id(
    server: Scripted, tell: Tell, send: Send
) -> None:
    event = EventFactory()
    (row,) = tell(event)
    server.rcpt[event.ticket.requester.email] = "450 boîte occupée"
    now = NOW
    for attempt, wait in enumerate(LADDER[:3], start=1):
        send(now)
        status, attempts, error = state(row)
        assert (status, attempts, error[:3], row.next_try_at) == (
            Status.WAITING, attempt, "450", now + wait,
        )  # fmt: skip
        now += wait
    server.rcpt.clear()
    send(now)
    assert state(row)[0] == Status.SENT
    assert [letter["Message-ID"] for letter in server.letters] == [row.message_id]


def test_after_three_days_it_is_given_up_with_its_reason(
    server: Scripted, tell: Tell, send: Send
) -> None:
    event = EventFactory()
    (row,) = tell(event)
    server.data = "451 plus tard"
    now = NOW
    for wait in (*LADDER, timedelta()):
        send(now)
        now += wait
    status, attempts, error = state(row)
    assert (status, attempts, error) == (Status.DEAD, len(LADDER) + 1, "451 plus tard")


def test_one_refused_for_good_does_not_stop_the_others(
    server: Scripted, tell: Tell, send: Send
) -> None:
    bad, good = EventFactory(), EventFactory(ticket=TicketFactory())
    (dead,), (sent,) = tell(bad), tell(good)
    server.rcpt[bad.ticket.requester.email] = "550 boîte inconnue"
    send()
    assert state(dead) == (Status.DEAD, 1, "550 boîte inconnue")
    assert state(sent)[0] == Status.SENT


def test_a_text_refused_for_good_is_dead(server: Scripted, tell: Tell, send: Send) -> None:
    (row,) = tell(EventFactory())
    server.data = "552 trop gros"
    send()
    assert state(row) == (Status.DEAD, 1, "552 trop gros")


def test_a_line_cut_during_the_letter_is_not_the_end(
    server: Scripted, tell: Tell, send: Send
) -> None:
    (row,) = tell(EventFactory())
    server.hang_up = True
    send()
    status, _, error = state(row)
    assert status == Status.WAITING
    assert "connexion perdue" in error
    server.hang_up = False
    send(NOW + LADDER[0])
    assert state(row)[0] == Status.SENT


def test_a_server_that_is_down_is_asked_once_a_batch(
    server: Scripted, tell: Tell, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [tell(EventFactory(ticket=TicketFactory()))[0] for _ in range(3)]
    server.controller.stop()  # type: ignore[attr-defined]
    calls: list[Any] = []
    connect = socket.create_connection
    monkeypatch.setattr(
        socket, "create_connection", lambda *a, **k: calls.append(a) or connect(*a, **k)
    )
    send()
    assert len(calls) == 1
    for row in rows:
        status, attempts, error = state(row)
        assert (status, attempts) == (Status.WAITING, 1)
        assert "injoignable" in error
