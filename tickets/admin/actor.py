from dataclasses import replace

from django.http import HttpRequest

from accounts import clock
from accounts.enums import Role
from accounts.permissions import Actor
from accounts.queries.actors import actor_for


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in the administration. A superuser without roles configures too: somebody has to be first."""
    assert request.user.is_authenticated
    actor = actor_for(request.user, clock.today())
    if request.user.is_superuser:
        return replace(actor, roles=actor.roles | {Role.ADMINISTRATOR})
    return actor
