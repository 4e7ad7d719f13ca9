"""The front desk: what to qualify, what came back, what a référent arbitrates."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.web.request import ActorRequest
from tickets.queries import front_desk as queries

from .screens import FRONT_DESK, open_screen, show


@require_safe
def front_desk(request: ActorRequest) -> HttpResponse:
    actor = open_screen(request, FRONT_DESK)
    context = {
        "desk": queries.front_desk(actor, now=clock.now()),
        "arbitrates": bool(actor.departements),
    }
    return show(request, FRONT_DESK, "tickets/front_desk.html", context)
