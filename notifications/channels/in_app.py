"""In the application: the row is the notice, and the person's page shows it. Nothing has to travel."""

from datetime import datetime

from accounts.permissions import Actor
from notifications.models import Delivery


class InApp:
    def send(self, delivery: Delivery, *, reader: Actor, now: datetime) -> None:
        """The row says it all."""
