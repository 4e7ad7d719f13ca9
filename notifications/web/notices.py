"""What a person is told in the application."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import clock
from accounts.web.request import ActorRequest
from notifications.actions.mark_read import mark_all_read, mark_read
from notifications.queries import inbox


@require_safe
def inbox_page(request: ActorRequest) -> HttpResponse:
    before = request.GET.get("avant", "")
    notices = inbox.inbox(request.actor, now=clock.now(), before=_id(before) if before else None)
    context = {
        "notices": notices,
        "unread": inbox.unread_count(request.actor),
        "many": inbox.MANY,
        "older": notices[-1].id if len(notices) == inbox.PAGE else None,
    }
    return render(request, "notifications/inbox.html", context)


@require_POST
def read(request: ActorRequest, notice_id: int) -> HttpResponse:
    mark_read(notice_id=notice_id, actor=request.actor, now=clock.now())
    return redirect("notifications:list")


@require_POST
def read_all(request: ActorRequest) -> HttpResponse:
    mark_all_read(up_to=_id(request.POST.get("up_to", "")), actor=request.actor, now=clock.now())
    return redirect("notifications:list")


def _id(text: str) -> int:
    """An id that a page of ours wrote; anything else does not exist."""
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise Http404("Cette page n'existe pas.")
    return int(text)
