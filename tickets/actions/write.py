"""The texts of a ticket and their files."""

from collections.abc import Sequence
from datetime import datetime

from accounts.permissions import Actor
from accounts.refusals import Invalid
from tickets.enums import MessageKind, Visibility
from tickets.models import Message, Ticket
from tickets.rules import texts

from .attach import Upload, attach

MAX_BODY = 20_000


def write(
    ticket: Ticket,
    body: str,
    *,
    kind: MessageKind,
    actor: Actor,
    now: datetime,
    files: Sequence[Upload] = (),
    field: str = "body",
    missing: str = "Écrivez votre message.",
) -> Message:
    """Keep a text and its files. Raises Invalid when it is empty, too long, or a file cannot be taken."""
    body = texts.block(body)
    if not body:
        raise Invalid("text-missing", missing, field=field)
    if len(body) > MAX_BODY:
        raise Invalid(
            "text-too-long", "Ce texte est trop long : 20 000 caractères au plus.", field=field
        )
    message = Message.objects.create(
        ticket=ticket,
        author_id=actor.user_id,
        kind=kind,
        visibility=Visibility.INTERNAL if kind is MessageKind.NOTE else Visibility.PUBLIC,
        body=body,
        created_at=now,
    )
    attach(message, files, now=now)
    return message
