"""The OpenAPI description of each endpoint, with every refusal that it can give."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import Direction

from .problems import PROBLEM_TYPE
from .shapes import ProblemShape
from .wording import TITLES

_ALWAYS = ("401", "406")
_WRITING = ("400", "403", "409", "413", "415", "422")


class Schema(AutoSchema):
    """A view says `summary`; its class doc is the description, in French."""

    def get_summary(self) -> str | None:
        return getattr(self.view, "summary", None)

    def _get_response_bodies(self, direction: Direction = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        for status in self._problems():
            problem = self._get_response_for_code(ProblemShape, status, media_types=[PROBLEM_TYPE])
            bodies.setdefault(status, {**problem, "description": TITLES[int(status)]})
        return bodies

    def get_serializer_name(self, serializer: Any, direction: Direction) -> str:
        name: str = super().get_serializer_name(serializer, direction)
        return name.removesuffix("Shape").removesuffix("Body")

    def _map_basic_serializer(self, serializer: Any, direction: Direction) -> dict[str, Any]:
        """Without the docs of our classes: they speak to who writes them, in English."""
        mapped: dict[str, Any] = super()._map_basic_serializer(serializer, direction)
        mapped.pop("description", None)
        return mapped

    def _problems(self) -> list[str]:
        found = list(_ALWAYS)
        if self.method != "GET":
            found += _WRITING
        elif self._get_filter_parameters():
            found += ["400"]
        if "{" in self.path or self.method != "GET" or self._get_pagination_parameters():
            found += ["404"]
        return found + list(getattr(self.view, "more_problems", ()))
