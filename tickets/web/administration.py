"""What an administrator opens: the pages that this installation has."""

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch
from django.views.decorators.http import require_safe

from accounts.web.request import ActorRequest

from .screens import ADMINISTRATION, open_screen, show

_LINKS = (
    ("admin:index", "Administration", "Personnes, établissements, files, catalogue, règles de compétence."),
    ("tickets:simulator", "Simulateur de parcours", "Établissement, type et date : qui aurait la demande, et pourquoi."),
    ("notifications:mails", "Courriels envoyés", "Ce que la démonstration aurait envoyé, message par message."),
    ("/healthz", "État du service", "Base, messages, moteur : ce que la surveillance lit."),
)  # fmt: skip


@require_safe
def administration(request: ActorRequest) -> HttpResponse:
    open_screen(request, ADMINISTRATION)
    links = []
    for name, label, text in _LINKS:
        try:
            links.append({"url": resolve_url(name), "label": label, "text": text})
        except NoReverseMatch:
            continue
    return show(request, ADMINISTRATION, "tickets/home_administration.html", {"links": links})
