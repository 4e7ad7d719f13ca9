"""The first screen: what this person has to know before anything else, by role."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.web.request import ActorRequest
from tickets.queries.front_desk import front_desks

from . import administration, carried, figures, front_desk, head, school, screens

_VIEWS = {
    screens.CARRIED: carried.carried,
    screens.FRONT_DESK: front_desk.front_desk,
    screens.HEAD: head.head,
    screens.SCHOOL: school.school,
    screens.ADMINISTRATION: administration.administration,
    screens.FIGURES: figures.figures,
}


@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """The first of one's screens, shown here: nobody is sent elsewhere. Without any role, whom to ask."""
    mine = screens.screens_of(request.actor)
    if mine:
        return _VIEWS[mine[0]](request)
    return render(request, "tickets/home_nobody.html", {"desks": front_desks()})
