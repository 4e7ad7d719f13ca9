"""Everything that I see, narrowed by what is in the address, page by page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.permissions import Actor
from accounts.web.request import ActorRequest
from tickets.enums import Status
from tickets.filters import TicketFilter, sees_all_teams, teams_to_choose
from tickets.permissions import can_open_something
from tickets.queries import keyset
from tickets.queries.lists import all_tickets, types_by_family
from tickets.queries.rows import rows, state_words

#: Always in sight; the other filters are folded until one is used.
_FIRST = {"q", "state", "page"}
_NOT_FILTERS = {"page", "sort"}


@require_safe
def ticket_list(request: ActorRequest) -> HttpResponse:
    actor = request.actor
    narrowed = TicketFilter(request.GET, all_tickets(actor), request=request)
    order = keyset.BY_DUE if narrowed.by_due else keyset.RECENT
    page = keyset.page(narrowed.qs, order, cursor=request.GET.get("page"))
    said = {name for name, value in request.GET.items() if value}
    context = {
        "rows": rows(page.rows, actor, now=clock.now()),
        "page": page,
        "form": narrowed.form,
        "narrowed": bool(said - _NOT_FILTERS),
        "detailed": bool(said - _FIRST),
        "can_open": can_open_something(actor),
    }
    return render(request, "tickets/list.html", context | _choices(actor))


def _choices(actor: Actor) -> dict[str, Any]:
    """What the selects offer this person: never a school nor a team that is not theirs to see."""
    several_teams = sees_all_teams(actor) or len(actor.teams) > 1
    return {
        "families": types_by_family(),
        "states": [(s.value, state_words(s, of_the_school=bool(actor.schools))) for s in Status],
        "teams": teams_to_choose(actor) if several_teams else [],
        "several_schools": actor.serves_schools or actor.is_administrator or len(actor.schools) > 1,
    }
