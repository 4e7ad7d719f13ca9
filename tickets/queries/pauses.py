"""How long the targets of a ticket have stood still, read from its history."""

from datetime import timedelta
from itertools import pairwise

from accounts.rules.calendar import WorkingCalendar
from tickets.enums import Status
from tickets.models import Ticket
from tickets.rules.workflow import STILL


def stood_still(ticket: Ticket, calendar: WorkingCalendar) -> timedelta:
    """The working time, by this calendar, during which the requester had the ball or all was over."""
    lived = ticket.events.order_by("pk").values_list("status", "at")
    return sum(
        (
            calendar.time_between(start, end)
            for (status, start), (_, end) in pairwise(lived)
            if Status(status) in STILL
        ),
        timedelta(),
    )
