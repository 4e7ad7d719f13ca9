"""The teams to which a ticket may be handed: those that work for its school and can receive (R09)."""

from django.db.models import Exists, OuterRef

from accounts.models import Team
from tickets.models import Ticket

from .competence import candidates, place_of


def receiving_teams(ticket: Ticket) -> dict[int, Team]:
    """By id, in the order of kinds then names, the team that has it left out. One query, kept on the ticket."""
    kept: dict[int, Team] | None = getattr(ticket, "_receiving_teams", None)
    if kept is None:
        kept = ticket._receiving_teams = _find(ticket)  # type: ignore[attr-defined]
    return kept


def _find(ticket: Ticket) -> dict[int, Team]:
    school = ticket.school
    here = Team.schools.through.objects.filter(team=OuterRef("pk"), school=school)
    rows = list(
        Team.objects.filter(active=True, lead__isnull=False)
        .exclude(pk=ticket.team_id)
        .select_related("lead", "substitute", "escalation_contact")
        .annotate(here=Exists(here))
        .order_by("kind", "name")
    )
    named = {row.pk: frozenset({school.pk}) for row in rows if row.here}
    place = place_of(school)
    teams = candidates(rows, named)
    covering = {each.id for each in teams if each.covers(place) and each.can_receive}
    return {row.pk: row for row in rows if row.pk in covering}
