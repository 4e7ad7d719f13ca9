"""What every page knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts import clock


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "DEMO": settings.DEMO,
        "MARQUE_ETAT": settings.MARQUE_ETAT,
        "now": clock.now(),
        "actor": getattr(request, "actor", None),
    }
