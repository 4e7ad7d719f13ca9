"""The same key of the same person opens one ticket, however often it is sent."""

from datetime import datetime

from accounts.refusals import Invalid, Refusal
from tickets.models import IdempotencyKey


class KeyReused(Refusal):
    """The key came before with other words: nothing is guessed."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            "key-reused",
            "Cet envoi a déjà servi pour une autre demande : rechargez la page et renvoyez.",
        )


def once(user_id: int, key: str, fingerprint: str, *, now: datetime) -> IdempotencyKey:
    """The row of this key, with the ticket it already made, if one.

    A second sender waits on the unique index until the first has committed. Raises KeyReused or Invalid.
    """
    if len(key) > 200 or not key.isprintable():
        raise Invalid("key-invalid", "La clé d'envoi doit compter 200 caractères lisibles au plus.")
    row, created = IdempotencyKey.objects.select_related("ticket").get_or_create(
        user_id=user_id, key=key, defaults={"fingerprint": fingerprint, "created_at": now}
    )
    if not created and row.fingerprint != fingerprint:
        raise KeyReused
    return row
