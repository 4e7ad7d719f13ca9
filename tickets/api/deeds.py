"""`POST tickets/{number}/{deed}/`: every deed that a person may do, by its own name, through its action."""

from typing import ClassVar

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api.views import ActorView
from accounts.refusals import Invalid, Refusal
from tickets.actions.lock import Stale, authorise
from tickets.enums import Deed
from tickets.queries.in_full import in_full, visible_ticket

from .full_shape import TicketFull
from .ways import WAYS

_IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="La version lue, entre guillemets. Une autre depuis : 412.",
)
_ETAG = OpenApiParameter("ETag", str, OpenApiParameter.HEADER, response=[200])


class VersionGone(Refusal):
    """If-Match names another version than the ticket's."""

    status = 412


class DeedView(ActorView):
    """Fait ce geste, s'il vous est ouvert, et répond la demande telle qu'elle est ensuite.

    Avec `version` (ou `If-Match`), le geste est refusé si quelqu'un a modifié la demande entre-temps ; sans
    elle, il porte sur la demande telle qu'elle est. Une réponse et une note ne se heurtent jamais : elles
    sont toujours gardées.
    """

    deed: ClassVar[Deed]
    more_problems = ("412",)

    def post(self, request: Request, number: int) -> Response:
        ticket = visible_ticket(number, self.actor)
        # Asked before the body is read: what is not yours is refused whatever you send.
        authorise(ticket, actor=self.actor, deed=self.deed)
        way = WAYS[self.deed]
        body = way.body(data=request.data)
        body.is_valid(raise_exception=True)
        arguments = dict(body.validated_data)
        matched = _if_match(request)
        if matched is not None:
            arguments["version"] = matched
        try:
            way.do(number=number, actor=self.actor, now=clock.now(), **arguments)
        except Stale as stale:
            if matched is None:
                raise
            raise VersionGone(stale.code, stale.message) from stale
        return full_answer(self, number)


def full_answer(view: ActorView, number: int) -> Response:
    """The whole ticket, with its version as an ETag."""
    ticket = in_full(number, view.actor)
    shape = TicketFull(ticket, context={"actor": view.actor, "request": view.request})
    return Response(shape.data, headers={"ETag": f'"{ticket.version}"'})


def _if_match(request: Request) -> int | None:
    given = request.headers.get("If-Match", "").strip()
    if given in ("", "*"):
        return None
    version = given.removeprefix("W/").strip('"')
    if not version.isascii() or not version.isdigit() or len(version) > 10:
        raise Invalid("if-match-invalid", 'If-Match attend la version lue, entre guillemets : "3".')
    return int(version)


def view_of(deed: Deed) -> type[DeedView]:
    """The endpoint of a deed: its own class, so that the schema shows its own body."""
    name = "".join(word.capitalize() for word in deed.value.split("_"))
    view = type(f"{name}View", (DeedView,), {"__doc__": DeedView.__doc__, "deed": deed})
    described: type[DeedView] = extend_schema_view(
        post=extend_schema(
            operation_id=f"tickets_{deed.value}",
            summary=deed.label,
            request=WAYS[deed].body,
            responses=TicketFull,
            parameters=[_IF_MATCH, _ETAG],
        )
    )(view)
    return described
