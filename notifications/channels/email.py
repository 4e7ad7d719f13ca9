"""Electronic mail, text only, through Django's mail backend."""

from contextlib import suppress
from datetime import datetime
from email.utils import format_datetime, parseaddr
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from accounts.clock import PARIS
from accounts.permissions import Actor
from notifications.models import Delivery
from notifications.render import letter
from notifications.rules import retry
from tickets.models import Ticket

from .failures import LineDown, NotSent


class Email:
    """A line to the mail server, opened for the first letter of a batch and kept for the next ones."""

    def __init__(self) -> None:
        self._line = get_connection(fail_silently=False)

    def send(self, delivery: Delivery, *, reader: Actor, now: datetime) -> None:
        """Raises NotSent, LineDown, or whatever the making of the letter raises."""
        message = compose(delivery, reader=reader, now=now)
        try:
            self._line.open()
        except (OSError, SMTPException) as error:
            self.close()
            raise LineDown(f"serveur de courriel injoignable : {error}") from error
        try:
            message.connection = self._line
            message.send()
        except (OSError, SMTPException) as error:
            self.close()
            raise _not_sent(error) from error

    def close(self) -> None:
        with suppress(OSError, SMTPException):  # the server may have hung up first
            self._line.close()


def compose(delivery: Delivery, *, reader: Actor, now: datetime) -> EmailMessage:
    ticket = delivery.event.ticket
    text = letter(delivery, reader=reader, now=now)
    message = EmailMessage(text.subject, text.body, to=[delivery.recipient.email])
    message.extra_headers = {
        "Message-ID": delivery.message_id,
        "In-Reply-To": thread_id(ticket),
        "References": thread_id(ticket),
        "Date": format_datetime(now.astimezone(PARIS)),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": f"Relais <demandes.{_domain()}>",
    }
    return message


def thread_id(ticket: Ticket) -> str:
    """The root of a ticket's thread: no letter bears it, all answer to it, so that readers keep them together."""
    return f"<demande-{ticket.number}@{_domain()}>"


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]


def _not_sent(error: OSError | SMTPException) -> NotSent:
    """For good only when the server refuses this recipient or this text: the rest is ours to repair."""
    if isinstance(error, SMTPRecipientsRefused):
        code, reply = next(iter(error.recipients.values()))
        return NotSent(retry.of_code(code), _words(code, reply))
    if isinstance(error, SMTPSenderRefused):
        return LineDown(_words(error.smtp_code, error.smtp_error))
    if isinstance(error, SMTPDataError):
        return NotSent(retry.of_code(error.smtp_code), _words(error.smtp_code, error.smtp_error))
    if isinstance(error, SMTPResponseException):
        return LineDown(_words(error.smtp_code, error.smtp_error))
    if isinstance(error, SMTPServerDisconnected):
        # A server may hang up after so many letters: the next one opens the line again, or finds it down.
        return NotSent(retry.Failure.TEMPORARY, f"connexion perdue pendant l'envoi : {error}")
    return LineDown(f"serveur de courriel muet : {error}")


def _words(code: int, reply: bytes | str) -> str:
    text = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    return f"{code} {' '.join(text.split())}"
