"""The demo's mails, for its administrators."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.web.request import ActorRequest
from notifications.queries import mail_folder


@require_safe
def folder_page(request: ActorRequest) -> HttpResponse:
    _administrators_only(request)
    context = {"kept": mail_folder.folder() is not None, "mails": mail_folder.mails()}
    return render(request, "notifications/mails.html", context)


@require_safe
def mail_page(request: ActorRequest, file: str, rank: int) -> HttpResponse:
    _administrators_only(request)
    mail = mail_folder.mail(file, rank)
    if mail is None:
        raise Http404("Ce courriel n'existe pas.")
    return render(request, "notifications/mail.html", {"mail": mail})


def _administrators_only(request: ActorRequest) -> None:
    """Not yours and not there look the same."""
    if not request.actor.is_administrator:
        raise Http404("Cette page n'existe pas, ou elle ne vous est pas ouverte.")
