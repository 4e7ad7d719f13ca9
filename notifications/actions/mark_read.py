"""A person has read his notices."""

from datetime import datetime

from accounts.permissions import Actor
from accounts.refusals import NotFound
from notifications.queries.inbox import notices_of


def mark_read(*, notice_id: int, actor: Actor, now: datetime) -> None:
    """One notice; read already, nothing changes. Raises NotFound."""
    notice = notices_of(actor).filter(pk=notice_id)
    if not notice.exists():
        raise NotFound
    notice.filter(read_at=None).update(read_at=now)


def mark_all_read(*, up_to: int, actor: Actor, now: datetime) -> int:
    """All up to the newest that he was looking at: what came meanwhile stays unread. Says how many."""
    return notices_of(actor).filter(read_at=None, pk__lte=up_to).update(read_at=now)
