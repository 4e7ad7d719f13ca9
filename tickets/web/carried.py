"""« Ce que je porte »: the first screen of those who act."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.web.request import ActorRequest
from tickets.queries import carried as queries

from .screens import CARRIED, open_screen, show


@require_safe
def carried(request: ActorRequest) -> HttpResponse:
    actor = open_screen(request, CARRIED)
    held = queries.carried(actor, now=clock.now())
    context = {"held": held, "leads": bool(actor.led_teams - actor.offices)}
    return show(request, CARRIED, "tickets/home_carried.html", context)
