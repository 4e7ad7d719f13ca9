"""Open a request: choose the school if there is a choice, say what happens, see where it will go, send."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods

from accounts import clock
from accounts.models import School
from accounts.refusals import Forbidden, NotFound, Refusal
from accounts.rules.uai import why_invalid
from accounts.web.request import ActorRequest
from tickets.actions.idempotency import KeyReused
from tickets.actions.open_ticket import open_ticket
from tickets.enums import Channel
from tickets.permissions import can_open_for, can_open_something
from tickets.queries.ball import ball_line
from tickets.queries.openers import openable, the_one
from tickets.queries.preview import preview

from .forms.new import NewForm


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ActorRequest) -> HttpResponse:
    if not can_open_something(request.actor):
        raise Forbidden
    given = request.POST if request.method == "POST" else request.GET
    uai = given.get("ecole") or the_one(request.actor)
    if uai is None:
        return _choose_school(request)
    school = _school(request, uai)
    if request.method == "POST" and "etape" not in request.POST:
        return _send(request, school)
    return _show(request, NewForm(school, request.actor, clock.now(), given=given.dict()))


def _send(request: ActorRequest, school: School) -> HttpResponse:
    now = clock.now()
    form = NewForm(school, request.actor, now, data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _show(request, form, status=400)
    requester = form.for_whom()
    try:
        ticket = open_ticket(
            draft=form.draft(),
            actor=request.actor,
            now=now,
            channel=Channel.BEHALF if requester else Channel.WEB,
            requester=requester,
            idempotency_key=form.cleaned_data["key"],
        )
    except Refusal as refusal:
        if isinstance(refusal, KeyReused):
            form.renew_key()
        form.blame(refusal)
        return _show(request, form, status=refusal.status)
    messages.success(
        request, f"Votre demande n° {ticket.number} est enregistrée. {ball_line(ticket, now=now)}."
    )
    return redirect("tickets:ticket", ticket.number)


def _show(request: ActorRequest, form: NewForm, *, status: int = 200) -> HttpResponse:
    foreseen = None
    if form.chosen is not None:
        foreseen = preview(
            form.chosen, form.school, actor=request.actor, network_side=form.side, extent=form.hindered,
            deadline=form.until, now=clock.now(), on_behalf="requester" in form.fields,
        )  # fmt: skip
    refer_to = [
        (hint["when"], form.types[hint["code"]].label)
        for hint in (form.chosen.refer_to if form.chosen else [])
        if hint["code"] in form.types
    ]
    context = {"form": form, "preview": foreseen, "refer_to": refer_to}
    fragment = "#formulaire" if request.htmx else ""
    response = render(request, f"tickets/new.html{fragment}", context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _choose_school(request: ActorRequest) -> HttpResponse:
    search = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    context = {"schools": openable(request.actor, search), "search": search}
    return render(request, "tickets/new_school.html", context)


def _school(request: ActorRequest, uai: str) -> School:
    served = School.objects.select_related("calendar").filter(served=True)
    school = None if why_invalid(uai) else served.filter(uai=uai).first()
    if school is None or not can_open_for(request.actor, school.pk):
        raise NotFound
    return school
