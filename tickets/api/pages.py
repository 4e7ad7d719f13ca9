"""The pages of the tickets, by key: the same as the list screen's."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from accounts.api.views import Keyset
from tickets.models import Ticket
from tickets.queries.keyset import BY_DUE, PAGE_SIZE, RECENT, Page, page


class TicketPages(BasePagination):
    """`next`, `previous`, no count. The order follows `sort`, as in the FilterSet."""

    def paginate_queryset(
        self, queryset: Any, request: Request, view: APIView | None = None
    ) -> list[Any]:
        given = request.query_params
        rows: QuerySet[Ticket] = queryset
        order = BY_DUE if given.get("sort") == "due" else RECENT
        self.page: Page[Ticket] = page(rows, order, cursor=given.get("cursor"), size=_size(given))
        self.address = request.build_absolute_uri()
        return self.page.rows

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {
                "next": self._link(self.page.next),
                "previous": self._link(self.page.previous),
                "results": data,
            }
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return Keyset().get_paginated_response_schema(schema)

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        return Keyset().get_schema_operation_parameters(view)

    def _link(self, cursor: str | None) -> str | None:
        if cursor is None:
            return None
        link: str = replace_query_param(self.address, "cursor", cursor)
        return link


def _size(given: Any) -> int:
    asked = given.get("page_size", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        return PAGE_SIZE
    return min(max(int(asked), 1), Keyset.max_page_size)
