"""Who is acting, on every request; and how a refusal that no view answered is shown."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views import defaults

from accounts import clock
from accounts.permissions import Actor
from accounts.queries.actors import actor_for
from accounts.refusals import Forbidden, NotFound, Refusal


def _actor(request: HttpRequest) -> Actor | None:
    user = request.user
    return actor_for(user, clock.today()) if user.is_authenticated else None


class ActorMiddleware:
    """`request.actor`: the signed-in person with the roles of the day, read when first asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)


class RefusalMiddleware:
    """A refusal is an answer, never a failure: a view that does not show it beside its form has this page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        match exception:
            case NotFound():
                return defaults.page_not_found(request, Http404(exception.message))
            case Forbidden():
                return defaults.permission_denied(request, PermissionDenied(exception.message))
            case Refusal():
                page = {"refusal": exception}
                return render(request, "refusal.html", page, status=exception.status)
        return None
