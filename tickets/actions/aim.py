"""Aim again, once the type of a ticket is known: its priority and its two targets, counted from its opening."""

from accounts.models import Team
from accounts.queries.calendars import calendar_value
from tickets.enums import Extent, Priority
from tickets.models import Ticket
from tickets.queries.aims import aims
from tickets.queries.pauses import stood_still


def aim(ticket: Ticket, team: Team) -> None:
    """By the calendar of the team that gets it. What stood still before does not count; the caller saves."""
    calendar = calendar_value(team.calendar)
    aimed = aims(
        ticket.request_type,
        ticket.school,
        team=team,
        extent=Extent(ticket.extent),
        deadline=ticket.deadline,
        now=ticket.opened_at,
    )
    pause = stood_still(ticket, calendar)
    # What a reopening made more urgent stays so.
    kept = [Priority(ticket.priority)] if ticket.reopenings else []
    ticket.priority = min([aimed.priority, *kept])
    ticket.target_at = aimed.target_at
    if pause and not ticket.is_dated:
        ticket.target_at = calendar.add_time(aimed.target_at, pause)
    if ticket.first_answer_at is None:
        ticket.first_answer_due_at = calendar.add_time(aimed.first_answer_due_at, pause)
