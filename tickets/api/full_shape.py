"""How a whole ticket looks in the API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from tickets.enums import Deed, Motive, NetworkSide
from tickets.models import Attachment, Message, Promise, Ticket, TicketEvent
from tickets.permissions import allowed_actions

from .shapes import TicketLine


class AttachmentShape(serializers.ModelSerializer[Attachment]):
    url = serializers.SerializerMethodField(help_text="Le fichier, à l'écran.")

    class Meta:
        model = Attachment
        fields = ("name", "content_type", "size", "url")
        read_only_fields = fields

    def get_url(self, file: Attachment) -> str:
        address: str = self.context["request"].build_absolute_uri(f"/pieces/{file.pk}/")
        return address


class MessageShape(serializers.ModelSerializer[Message]):
    author = serializers.CharField(allow_null=True, read_only=True)
    files = AttachmentShape(many=True, read_only=True)

    class Meta:
        model = Message
        fields = ("id", "kind", "visibility", "author", "body", "created_at", "files")
        read_only_fields = fields


class EventShape(serializers.ModelSerializer[TicketEvent]):
    """One line of the history: the ticket as it stood after the deed."""

    label = serializers.CharField(source="get_kind_display", read_only=True)  # type: ignore[assignment]
    actor = serializers.CharField(allow_null=True, read_only=True, help_text="null : Relais.")
    team = serializers.CharField(read_only=True)
    holder = serializers.CharField(allow_null=True, read_only=True)
    promised_on = serializers.DateField(
        source="promise.promised_on", allow_null=True, read_only=True
    )

    class Meta:
        model = TicketEvent
        fields = (
            *("id", "at", "kind", "label", "visibility", "actor", "version", "status"),
            *("team", "holder", "promised_on", "message"),
        )
        read_only_fields = fields


class PromiseShape(serializers.ModelSerializer[Promise]):
    made_by = serializers.CharField(read_only=True)

    class Meta:
        model = Promise
        fields = (
            *("action", "promised_on", "made_by", "made_at", "outcome", "settled_at", "reason"),
        )
        read_only_fields = fields


class DeedShape(serializers.Serializer[Any]):
    """A deed that you may do now: POST to `url`."""

    deed = serializers.ChoiceField(choices=Deed.choices)
    label = serializers.CharField()  # type: ignore[assignment]
    url = serializers.CharField()


class TicketFull(TicketLine):
    requester = serializers.CharField(read_only=True)
    opened_by = serializers.CharField(read_only=True)
    scope = serializers.CharField(source="extent", read_only=True)
    network_side = serializers.ChoiceField(
        choices=NetworkSide.choices, allow_blank=True, read_only=True
    )
    outcome_motive = serializers.ChoiceField(
        choices=Motive.choices, allow_blank=True, read_only=True
    )
    answers = serializers.DictField(read_only=True)
    offered_to = serializers.CharField(
        allow_null=True, read_only=True, help_text="La file à qui elle est proposée."
    )
    merged_into = serializers.IntegerField(source="parent.number", allow_null=True, read_only=True)
    allowed_actions = serializers.SerializerMethodField(
        help_text="Les gestes qui vous sont ouverts."
    )
    messages = MessageShape(source="read_messages", many=True, read_only=True)
    events = EventShape(source="read_events", many=True, read_only=True)
    promises = PromiseShape(source="read_promises", many=True, read_only=True)

    class Meta(TicketLine.Meta):
        fields = (
            *TicketLine.Meta.fields,
            *("requester", "opened_by", "channel", "place", "since", "scope", "deadline"),
            *("network_side", "answers", "waiting_for", "waiting_reason", "approval_pending"),
            *("offered_to", "in_arbitration", "outcome_motive", "merged_into", "closed_silently"),
            *("first_answer_due_at", "first_answer_at", "target_at", "taken_at", "resolved_at"),
            *("transfers", "reopenings", "allowed_actions", "messages", "events", "promises"),
        )
        read_only_fields = fields

    @extend_schema_field(DeedShape(many=True))
    def get_allowed_actions(self, ticket: Ticket) -> list[dict[str, str]]:
        here = self.get_url(ticket)
        return [
            {"deed": deed.value, "label": deed.label, "url": f"{here}{deed.value}/"}
            for deed in allowed_actions(self.actor, ticket)
        ]
