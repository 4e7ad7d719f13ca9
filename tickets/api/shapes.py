"""How a ticket looks in the API: one line of a list, and what its opening answers."""

from django.conf import settings
from rest_framework import serializers
from rest_framework.reverse import reverse

from accounts import clock
from accounts.permissions import Actor
from tickets.enums import Priority, Status
from tickets.models import Ticket
from tickets.queries.ball import ball_line
from tickets.queries.rows import state_words


class TicketLine(serializers.ModelSerializer[Ticket]):
    """Who has the ball, to do what, before when. The context holds `actor`."""

    school = serializers.CharField(source="school.uai", help_text="UAI", read_only=True)
    school_name = serializers.CharField(source="school.name", read_only=True)
    request_type = serializers.CharField(source="request_type.code", read_only=True)
    request_type_label = serializers.CharField(source="request_type.label", read_only=True)
    status = serializers.ChoiceField(choices=Status.choices, read_only=True)
    status_label = serializers.SerializerMethodField(help_text="L'état, en français.")
    team = serializers.CharField(source="team.name", help_text="La file.", read_only=True)
    team_code = serializers.CharField(source="team.code", read_only=True)
    holder = serializers.CharField(
        allow_null=True, read_only=True, help_text="Le porteur ; null une fois terminée."
    )
    promised_on = serializers.DateField(
        allow_null=True, read_only=True, help_text="La date promise."
    )
    priority = serializers.SerializerMethodField(
        help_text="Pour les services ; null pour l'établissement."
    )
    first_line = serializers.SerializerMethodField(
        help_text="« Entre les mains de … — prochaine action : … — avant le … »"
    )
    url = serializers.SerializerMethodField(help_text="La demande, dans cette API.")
    page = serializers.SerializerMethodField(help_text="La demande, à l'écran.")

    class Meta:
        model = Ticket
        fields: tuple[str, ...] = (
            *("number", "version", "title", "school", "school_name", "request_type"),
            *("request_type_label", "status", "status_label", "priority", "team", "team_code"),
            *("holder", "held_since", "next_action", "promised_on", "due_at", "first_line"),
            *("opened_at", "updated_at", "closed_at", "url", "page"),
        )
        read_only_fields = fields

    @property
    def actor(self) -> Actor:
        actor: Actor = self.context["actor"]
        return actor

    def get_status_label(self, ticket: Ticket) -> str:
        mine = ticket.school_id in self.actor.schools
        return state_words(Status(ticket.status), of_the_school=mine)

    def get_priority(self, ticket: Ticket) -> Priority | None:
        return None if ticket.school_id in self.actor.schools else Priority(ticket.priority)

    def get_first_line(self, ticket: Ticket) -> str:
        return ball_line(ticket, now=clock.now())

    def get_url(self, ticket: Ticket) -> str:
        address: str = reverse("api-ticket", [ticket.number], request=self.context["request"])
        return address

    def get_page(self, ticket: Ticket) -> str:
        return f"{settings.PUBLIC_URL.rstrip('/')}/demandes/{ticket.number}/"


class Receipt(TicketLine):
    """What opening a request answers: where it is, who has it, what comes next and when."""

    class Meta(TicketLine.Meta):
        fields = (
            *("number", "version", "status", "status_label", "team", "team_code", "holder"),
            *("next_action", "promised_on", "first_line", "url", "page"),
        )
        read_only_fields = fields
