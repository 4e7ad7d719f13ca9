"""The first screen of a head of school: the approvals that wait, then the school's requests."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.web.request import ActorRequest
from tickets.queries.school_page import school_page

from .screens import HEAD, open_screen, show


@require_safe
def head(request: ActorRequest) -> HttpResponse:
    actor = open_screen(request, HEAD)
    context = {"page": school_page(actor, now=clock.now()), "one_school": len(actor.schools) == 1}
    return show(request, HEAD, "tickets/head.html", context)
