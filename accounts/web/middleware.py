"""Who is acting, on every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from accounts import clock
from accounts.permissions import Actor
from accounts.queries.actors import actor_for


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
