"""What every endpoint starts from: who is asking, and on which page of the list."""

from functools import cached_property
from typing import Any, cast

from django.utils.functional import SimpleLazyObject
from rest_framework.exceptions import NotFound
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts import clock
from accounts.models import User
from accounts.permissions import Actor
from accounts.queries.actors import actor_for


class ActorView(APIView):
    """`self.actor`: the person whom the API identified, by token or session, with the roles of the day.

    The middleware knows sessions alone: `request.actor` is set here again, for the filters.
    """

    @cached_property
    def actor(self) -> Actor:
        return actor_for(self.user, clock.today())

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        request.actor = SimpleLazyObject(lambda: self.actor)  # type: ignore[attr-defined]


class Keyset(CursorPagination):
    """`next` and `previous`, never a count. The order must be by one unique column."""

    page_size = 25
    page_size_query_param = "page_size"
    max_page_size = 100
    ordering = "pk"
    cursor_query_description = "Le curseur donné par « next » ou « previous »."
    page_size_query_description = "Lignes par page, 100 au plus."

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any] | None:
        """Nobody signs a cursor: one that the column cannot be compared with leads nowhere."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except ValueError as error:
            raise NotFound from error
