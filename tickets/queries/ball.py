"""The first line of every ticket, list row and mail (I7): who has the ball, to do what, before when.

Load `holder` (and `parent` of a merged ticket) with the ticket: one sentence per row must not cost a query.
"""

from datetime import datetime

from accounts.clock import PARIS
from accounts.rules.french_dates import day_in_words
from tickets.enums import ENDED, Motive, Status
from tickets.models import Ticket


def ball_line(ticket: Ticket, *, now: datetime) -> str:
    """« Entre les mains de … (depuis 3 j) — prochaine action : … — avant le … », or how it ended."""
    if ticket.status in ENDED:
        return _end(ticket, now)
    return (
        f"Entre les mains de {ticket.holder} (depuis {_held_for(ticket, now)})"
        f" — prochaine action : {ticket.next_action} — avant le {_before(ticket, now)}"
    )


def ball_in_short(ticket: Ticket, *, now: datetime) -> str:
    """The same for the subject of a mail: « entre les mains de … — avant le … »."""
    if ticket.status in ENDED:
        end = _end(ticket, now)
        return end[0].lower() + end[1:]
    return f"entre les mains de {ticket.holder} — avant le {_before(ticket, now)}"


def _end(ticket: Ticket, now: datetime) -> str:
    assert ticket.closed_at is not None, "an ended ticket has its instant"
    day = day_in_words(ticket.closed_at.astimezone(PARIS).date(), now.astimezone(PARIS).date())
    match Status(ticket.status):
        case Status.REFUSED:
            return f"Refusée le {day} ({Motive(ticket.outcome_motive).label})"
        case Status.CANCELLED:
            return f"Annulée le {day}"
        case Status.MERGED:
            assert ticket.parent is not None, "a merged ticket has a parent"
            return f"Réunie le {day} à la demande n° {ticket.parent.number}"
        case _:
            return f"Close {'sans réponse ' if ticket.closed_silently else ''}le {day}"


def _before(ticket: Ticket, now: datetime) -> str:
    assert ticket.promised_on is not None, "an open ticket has a date"
    return day_in_words(ticket.promised_on, now.astimezone(PARIS).date())


def _held_for(ticket: Ticket, now: datetime) -> str:
    assert ticket.held_since is not None, "an open ticket is held since an instant"
    days = (now.astimezone(PARIS).date() - ticket.held_since.astimezone(PARIS).date()).days
    return f"{days} j" if days > 0 else "aujourd'hui"
