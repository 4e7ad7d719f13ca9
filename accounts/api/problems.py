"""How the API says no: application/problem+json (RFC 9457), in French, with a code that stays."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from rest_framework import exceptions as drf
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import set_rollback

from accounts.refusals import Refusal

from .wording import INVALID, REFUSALS, TITLES

PROBLEM_TYPE = "application/problem+json"


class TooLarge(drf.APIException):
    """More bytes than the API reads."""

    status_code = 413
    default_code = "too-large"
    default_detail = "Cet envoi est trop volumineux."


def problem_json(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """The exception handler of the API. None for a defect of ours: it stays an error 500, and is logged."""
    answer = _answer(exc)
    if answer is None:
        return None
    status, code, detail, errors, headers = answer
    set_rollback()
    body = {
        "type": f"urn:relais:probleme:{code}",
        "title": TITLES.get(status, "Refusé"),
        "status": status,
        "detail": detail,
        "code": code,
        "errors": errors,
    }
    # Whatever the page would have been rendered as, a problem is JSON.
    request = context.get("request")
    if request is not None:
        request.accepted_renderer = JSONRenderer()
        request.accepted_media_type = PROBLEM_TYPE
    return Response(body, status=status, headers=headers, content_type=PROBLEM_TYPE)


_Answer = tuple[int, str, str, dict[str, list[str]], dict[str, str]]


def _answer(exc: Exception) -> _Answer | None:
    match exc:
        case Refusal():
            errors = {exc.field: [exc.message]} if exc.field else {}
            return exc.status, exc.code, exc.message, errors, {}
        case drf.ValidationError():
            return 400, "invalid", INVALID, dict(_by_field(exc.detail)), {}
        case drf.APIException():
            return _of_the_framework(exc)
        case Http404():
            return 404, *REFUSALS[drf.NotFound], {}, {}
        case PermissionDenied():
            return 403, *REFUSALS[drf.PermissionDenied], {}, {}
        case RequestDataTooBig():
            return 413, TooLarge.default_code, TooLarge.default_detail, {}, {}
        case SuspiciousOperation():
            return 400, *REFUSALS[drf.ParseError], {}, {}
    return None


def _of_the_framework(exc: drf.APIException) -> _Answer:
    code, detail = REFUSALS.get(
        type(exc), (str(exc.default_code).replace("_", "-"), str(exc.detail))
    )
    if isinstance(exc, drf.PermissionDenied) and str(exc.detail).startswith("CSRF"):
        code = "csrf-failed"
        detail = (
            "Jeton CSRF absent ou faux : renvoyez le cookie csrftoken dans l'en-tête X-CSRFToken."
        )
    headers = {}
    if challenge := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return exc.status_code, code, detail, {}, headers


def _by_field(detail: Any, prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    """DRF's nested errors, flat: {"answers.symptom": ["…"]}; what concerns no field is under ""."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            own = "" if name == "non_field_errors" else str(name)
            yield from _by_field(inner, f"{prefix}.{own}".strip("."))
    elif isinstance(detail, list) and any(isinstance(item, Mapping | list) for item in detail):
        for rank, inner in enumerate(detail):
            if inner:
                yield from _by_field(inner, f"{prefix}.{rank}".strip("."))
    else:
        yield prefix, [str(item) for item in (detail if isinstance(detail, list) else [detail])]
