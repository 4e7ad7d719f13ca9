"""The page of a ticket: who has the ball, what may be done now, what happened."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.refusals import Refusal
from accounts.web.request import ActorRequest
from tickets.enums import Status
from tickets.queries.rows import state_words, tone
from tickets.queries.ticket_page import TicketPage, ticket_page
from tickets.queries.timeline import Entry

from .forms import FORMS
from .forms.base import DeedForm


@require_safe
def ticket(request: ActorRequest, number: int) -> HttpResponse:
    return show(request, ticket_page(number, actor=request.actor, now=clock.now()))


def show(
    request: ActorRequest,
    page: TicketPage,
    *,
    tried: DeedForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, or the fragment that htmx swaps: the same partial of the same template.

    tried: a form that could not be done, shown again with all that was typed.
    """
    forms = _forms(request, page, tried)
    kept = tried if tried is not None and tried not in forms else None
    state = Status(page.ticket.status)
    context = {
        "page": page,
        "ticket": page.ticket,
        "state": state_words(state, of_the_school=page.ticket.school_id in request.actor.schools),
        "state_tone": tone(state),
        "forms": forms,
        "tried": tried,
        "kept": kept,
        "refusal": refusal,
        "missed": _missed(page, tried) if refusal else [],
    }
    fragment = "#demande" if request.htmx else ""
    response = render(request, f"tickets/ticket.html{fragment}", context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _forms(request: ActorRequest, page: TicketPage, tried: DeedForm | None) -> Sequence[DeedForm]:
    """A form for each deed that is allowed now, and only those."""
    forms = []
    for deed in page.deeds:
        if tried is not None and tried.deed is deed:
            forms.append(tried)
        elif deed in FORMS:
            form = FORMS[deed](page.ticket, request.actor, clock.now())
            if form.usable:
                forms.append(form)
    return forms


def _missed(page: TicketPage, tried: DeedForm | None) -> list[Entry]:
    """What happened since the page on which the form was filled in."""
    if tried is None or tried.seen_version is None:
        return []
    return [entry for entry in page.news if entry.version > tried.seen_version]
