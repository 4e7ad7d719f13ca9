"""How far everything has been told, so that the sweep never reads the whole history.

The sweep looks for events without FanOut above `done_up_to` alone. The mark may pass an id only when no
event below it can still appear: ids are given before commits, so a slow transaction can bring a lower id
after a higher one. Hence two steps. A pass notes the highest event it sees and the transaction id that comes
next; every deed has its transaction id (it locks its ticket) before it draws an event id. A later pass, once
every transaction older than that has ended, knows that nothing more can appear below, and moves the mark
there, or just under the first event that is still untold.
"""

from django.db import connection, transaction

from notifications.models import Watermark

_NOW = """
SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
       pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
       coalesce((SELECT max(id) FROM tickets_ticketevent), 0),
       (SELECT min(e.id) FROM tickets_ticketevent e
         WHERE e.id > %(done)s AND e.id <= %(seen)s
           AND NOT EXISTS (SELECT FROM notifications_fanout f WHERE f.event_id = e.id))
"""


def advance() -> None:
    """Move the mark as far as is safe; when another pass is at it, leave it alone."""
    Watermark.objects.get_or_create(pk=1)
    with transaction.atomic():
        mark = Watermark.objects.select_for_update(skip_locked=True).filter(pk=1).first()
        if mark is None:
            return
        oldest_alive, next_one, highest, first_untold = _look(mark)
        if (
            mark.seen_in > next_one
        ):  # restored into another cluster: its transaction ids mean nothing here
            mark.seen_in = next_one
        elif mark.seen_in <= oldest_alive:
            mark.done_up_to = mark.seen_up_to if first_untold is None else first_untold - 1
            mark.seen_up_to, mark.seen_in = highest, next_one
        mark.save()


def skip_history() -> None:
    """Consider every event of today as told: for a bulk load, whose people must not be written to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM tickets_ticketevent")
        (highest,) = cursor.fetchone()
    Watermark.objects.update_or_create(
        pk=1, defaults={"done_up_to": highest, "seen_up_to": highest}
    )


def _look(mark: Watermark) -> tuple[int, int, int, int | None]:
    """One statement, hence one snapshot: what is alive and what is untold are seen together."""
    with connection.cursor() as cursor:
        cursor.execute(_NOW, {"done": mark.done_up_to, "seen": mark.seen_up_to})
        row: tuple[int, int, int, int | None] = cursor.fetchone()
    return row
