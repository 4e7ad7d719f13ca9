"""What the API reads: UTF-8 JSON and multipart, in a size and of a text that the database can keep."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework import parsers
from rest_framework.exceptions import ParseError

from .problems import TooLarge


class StrictJSONParser(parsers.BaseParser):
    """JSON as RFC 8259 has it: UTF-8, no NaN. NUL and lone surrogates are texts that nobody can store."""

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        raw = stream.read(limit + 1)
        if len(raw) > limit:
            raise TooLarge
        try:
            value = json.loads(raw.decode("utf-8"), parse_constant=_no_constant)
            _check(value)
        except (ValueError, RecursionError) as error:
            raise ParseError from error
        return value


class Utf8MultiPartParser(parsers.MultiPartParser):
    """Forms with files. The charset a client names is not believed: some are no text encoding at all."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        return super().parse(stream, media_type, {**(parser_context or {}), "encoding": "utf-8"})


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _check(value: Any) -> None:
    match value:
        case str():
            if "\x00" in value:
                raise ValueError("NUL")
            value.encode()  # a lone surrogate cannot be encoded
        case dict():
            for name, inner in value.items():
                _check(name)
                _check(inner)
        case list():
            for inner in value:
                _check(inner)
