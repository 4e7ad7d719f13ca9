"""The tickets: list, detail, opening."""

from typing import Any

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api.views import ActorView
from tickets.actions.open_ticket import open_once
from tickets.enums import Channel
from tickets.filters import TicketFilter
from tickets.models import Ticket
from tickets.permissions import can_open_on_behalf
from tickets.queries.in_full import with_people

from .deeds import full_answer
from .full_shape import TicketFull
from .opening import OpeningBody, draft_from, requester_from
from .pages import TicketPages
from .shapes import Receipt, TicketLine

_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Même clé et même corps : la même demande, une seule fois. Autre corps : 422.",
)
_LOCATION = OpenApiParameter("Location", str, OpenApiParameter.HEADER, response=[201])
_REPLAYED = OpenApiParameter(
    "Idempotent-Replayed",
    str,
    OpenApiParameter.HEADER,
    response=[201],
    description="« true » : un envoi précédent de la même clé l'a ouverte.",
)


class TicketList(ActorView, GenericAPIView[Ticket]):
    """Ce que je vois, du plus récent au plus ancien, ou par date promise avec `sort=due`."""

    queryset = Ticket.objects.none()
    serializer_class = TicketLine
    pagination_class = TicketPages
    filter_backends = (DjangoFilterBackend,)
    filterset_class = TicketFilter

    def get_queryset(self) -> QuerySet[Ticket]:
        return with_people(Ticket.objects.visible_to(self.actor))

    def get_serializer_context(self) -> dict[str, Any]:
        return {"request": self.request, "actor": self.actor}

    @extend_schema(
        operation_id="tickets_list",
        summary="Les demandes que je vois",
        responses=TicketLine(many=True),
    )
    def get(self, request: Request) -> Response:
        found = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.get_serializer(found, many=True).data)

    @extend_schema(
        operation_id="tickets_open",
        summary="Ouvrir une demande",
        description="La demande part tout de suite vers le service compétent : la réponse dit qui l'a, et la suite.",
        parameters=[_KEY, _LOCATION, _REPLAYED],
        request=OpeningBody,
        responses={201: OpenApiResponse(Receipt)},
    )
    def post(self, request: Request) -> Response:
        body = OpeningBody(data=request.data)
        body.is_valid(raise_exception=True)
        requester = requester_from(body, may=can_open_on_behalf(self.actor))
        opened = open_once(
            draft=draft_from(body),
            actor=self.actor,
            now=clock.now(),
            channel=Channel.API if requester is None else Channel.BEHALF,
            requester=requester,
            idempotency_key=request.headers.get("Idempotency-Key", ""),
        )
        ticket = with_people(Ticket.objects.filter(pk=opened.ticket.pk)).get()
        receipt = Receipt(ticket, context=self.get_serializer_context()).data
        headers = {"Location": receipt["url"], "ETag": f'"{ticket.version}"'}
        if opened.replayed:
            headers["Idempotent-Replayed"] = "true"
        return Response(receipt, status=201, headers=headers)


class TicketDetail(ActorView):
    """Une demande : où elle en est, ses messages, son histoire, ses promesses, et ce que vous pouvez faire."""

    @extend_schema(
        operation_id="tickets_retrieve",
        summary="Une demande",
        responses=TicketFull,
        parameters=[OpenApiParameter("ETag", str, OpenApiParameter.HEADER, response=[200])],
    )
    def get(self, request: Request, number: int) -> Response:
        return full_answer(self, number)
