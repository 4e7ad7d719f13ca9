"""Who I am, and what that opens today."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import clock
from accounts.api.shapes import RoleShape
from accounts.api.views import ActorView
from accounts.queries.roles import roles_on
from tickets.permissions import can_open_on_behalf, can_open_something


class AbilitiesShape(serializers.Serializer[Any]):
    """What the roles of today open, whatever the ticket; each ticket says its own `allowed_actions`."""

    open_tickets = serializers.BooleanField(help_text="Ouvrir une demande.")
    open_on_behalf = serializers.BooleanField(help_text="En ouvrir une pour quelqu'un d'autre.")
    approve = serializers.BooleanField(help_text="Donner l'accord du chef d'établissement.")
    qualify = serializers.BooleanField(help_text="Tenir le guichet.")
    arbitrate = serializers.BooleanField(help_text="Arbitrer un transfert.")
    lead = serializers.BooleanField(help_text="Répondre d'une file.")
    observe = serializers.BooleanField(help_text="Lire les chiffres.")
    administer = serializers.BooleanField(help_text="Administrer Relais.")


class MeShape(serializers.Serializer[Any]):
    name = serializers.CharField()
    email = serializers.EmailField()
    today = serializers.DateField(help_text="Le jour auquel ces rôles valent.")
    roles = RoleShape(many=True)
    abilities = AbilitiesShape()


class MeView(ActorView):
    """Mon nom, mes rôles du jour et leur ressort, et ce qu'ils m'ouvrent."""

    @extend_schema(operation_id="me", summary="Qui je suis", responses=MeShape)
    def get(self, request: Request) -> Response:
        today = clock.today()
        actor = self.actor
        me = {
            "name": self.user.get_full_name(),
            "email": self.user.email,
            "today": today,
            "roles": roles_on(self.user.pk, today),
            "abilities": {
                "open_tickets": can_open_something(actor),
                "open_on_behalf": can_open_on_behalf(actor),
                "approve": bool(actor.heads),
                "qualify": actor.is_front_desk,
                "arbitrate": bool(actor.departements),
                "lead": bool(actor.led_teams - actor.offices),
                "observe": actor.is_observer,
                "administer": actor.is_administrator,
            },
        }
        return Response(MeShape(me).data)
