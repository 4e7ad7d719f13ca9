"""Do a deed to a ticket: one form, one action, back to the page."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from accounts import clock
from accounts.refusals import Refusal
from accounts.web.request import ActorRequest
from tickets.actions.lock import Stale, check
from tickets.enums import Deed
from tickets.queries.ticket_page import ticket_page

from .forms import FORMS
from .forms.base import DeedForm
from .ticket import show


def do(request: ActorRequest, number: int, deed: str) -> HttpResponse:
    if request.method != "POST":
        return not_by_visiting(request, number)
    form_class = FORMS.get(Deed(deed)) if deed in Deed.values else None
    if form_class is None:
        raise Http404
    now = clock.now()
    page = ticket_page(number, actor=request.actor, now=now)
    form = form_class(page.ticket, request.actor, now, request.POST, request.FILES)
    try:
        check(page.ticket, actor=request.actor, version=form.seen_version, deed=form.deed)
        if not form.is_valid():
            return show(request, page, tried=form, status=400)
        form.perform()
    except Refusal as refusal:
        return _refused(request, form, refusal)
    messages.success(request, form.done)
    return redirect("tickets:ticket", number)


def _refused(request: ActorRequest, form: DeedForm, refusal: Refusal) -> HttpResponse:
    """The same page as it stands now, with what was typed, and why it could not be done."""
    page = ticket_page(form.ticket.number, actor=request.actor, now=form.now)
    if refusal.field:
        form.blame(refusal)
        return show(request, page, tried=form, status=refusal.status)
    if isinstance(refusal, Stale):
        form.on_version(page.ticket.version)
    return show(request, page, tried=form, refusal=refusal, status=refusal.status)


def not_by_visiting(request: ActorRequest, number: int) -> HttpResponse:
    """A deed is sent by its button: who opens its address is shown the way back to the ticket."""
    response = render(request, "405.html", {"number": number}, status=405)
    response["Allow"] = "POST"
    return response
