"""The bell of the tickets: each committed event is to be told."""

from typing import Any

from django.dispatch import receiver

from tickets.signals import event_recorded

from .bell import bell
from .tasks import fan_out


@receiver(event_recorded)
def on_event(event_id: int, **kwargs: Any) -> None:
    """In the request that just committed: it costs one publication, or nothing."""
    bell.ring(fan_out, event_id)
