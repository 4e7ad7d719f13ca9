"""What the views are given: a request with its actor (see middleware.py)."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.permissions import Actor


class ActorRequest(HttpRequest):
    """A request of somebody signed in."""

    actor: Actor
    htmx: HtmxDetails
