"""Every address of the API that is none."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.views import APIView


class Nowhere(APIView):
    """A problem+json like any other; or, where only the last slash is missing, the way there."""

    schema = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        path = request.path_info
        if not path.endswith("/") and getattr(resolve(f"{path}/").func, "cls", None) is not Nowhere:
            there = request.get_full_path(force_append_slash=True)
            return redirect(there, permanent=True, preserve_request=True)
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound
