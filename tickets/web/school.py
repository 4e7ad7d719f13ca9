"""« Les demandes de mon établissement »: the first screen of a RUPN."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.web.request import ActorRequest
from tickets.queries.school_page import school_page

from .screens import SCHOOL, open_screen, show


@require_safe
def school(request: ActorRequest) -> HttpResponse:
    actor = open_screen(request, SCHOOL)
    context = {"page": school_page(actor, now=clock.now()), "one_school": len(actor.schools) == 1}
    return show(request, SCHOOL, "tickets/home_school.html", context)
