"""The one clock of the product. Only interfaces read it; everything below is given the time.

The demo lives at a fixed moment: its processes are started with a shift that takes real time there.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

PARIS = ZoneInfo("Europe/Paris")


def now() -> datetime:
    """The instant at which the product lives, aware, in UTC."""
    return timezone.now() + settings.CLOCK_SHIFT


def today() -> date:
    """The day it is in Paris, for the product."""
    return now().astimezone(PARIS).date()
