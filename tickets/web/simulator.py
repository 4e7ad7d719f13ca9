"""The simulator of administrators: a school, a type, a day; who would get the request, and which rule says so."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts import clock
from accounts.models import School
from accounts.refusals import Refusal
from accounts.web.request import ActorRequest
from tickets.enums import Extent, NetworkSide
from tickets.models import RequestType
from tickets.queries.schools import find_schools
from tickets.queries.simulate import Simulation, simulate

from .forms import fields
from .forms.base import RelaisForm
from .screens import ADMINISTRATION, open_screen, show

#: A request of the morning: its day counts, its hour hardly.
MORNING = time(9)


class SimulatorForm(RelaisForm):
    school = fields.line(
        "Établissement",
        "Cherchez un établissement par son nom, sa commune ou son UAI.",
        max_length=100,
        help_text="Nom, commune ou UAI, par exemple 0860001A.",
    )
    kind = forms.ModelChoiceField(
        RequestType.objects.filter(active=True).select_related("family"),
        label="Type de demande",
        empty_label="Choisissez dans la liste",
        error_messages={"required": "Choisissez un type de demande."},
    )
    on = fields.day("Jour de la demande", required=False, help_text="Aujourd'hui, sauf indication.")
    side = forms.ChoiceField(
        label="Réseau", required=False, choices=[("", "Non précisé"), *NetworkSide.choices]
    )
    extent = forms.ChoiceField(
        label="Qui est gêné", required=False, choices=Extent.choices, initial=Extent.PERSON
    )


@require_safe
def simulator(request: ActorRequest) -> HttpResponse:
    open_screen(request, ADMINISTRATION)
    form = SimulatorForm(request.GET if request.GET else None, label_suffix="")
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        schools = find_schools(form.cleaned_data["school"])
        context |= _answer(form, schools) if len(schools) == 1 else _choice(request, schools)
    return show(request, ADMINISTRATION, "tickets/simulator.html", context)


def _choice(request: ActorRequest, schools: list[School]) -> dict[str, Any]:
    """Several schools, or none: the same question again, with each UAI in the place of the words."""
    addresses = []
    for school in schools:
        query = request.GET.copy()
        query["school"] = school.uai
        addresses.append((school, query.urlencode()))
    return {"schools": addresses, "nothing_found": not schools}


def _answer(form: SimulatorForm, schools: list[School]) -> dict[str, Any]:
    given, (school,) = form.cleaned_data, schools
    at = datetime.combine(given["on"] or clock.today(), MORNING, clock.PARIS)
    shared = {"school": school, "kind": given["kind"], "at": at}
    if school.calendar is None:
        return shared | {"problem": "Cet établissement n'a pas encore de calendrier de travail."}
    try:
        found: Simulation = simulate(
            kind=given["kind"],
            school=school,
            at=at,
            network_side=given["side"],
            extent=Extent(given["extent"] or Extent.PERSON),
        )
    except Refusal as refusal:
        return shared | {"problem": refusal.message}
    return shared | {"simulation": found}
