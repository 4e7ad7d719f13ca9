"""What each deed is told: the body of `POST tickets/{number}/{deed}/`. Names are the action's own."""

from typing import Any

from rest_framework import serializers

from tickets.enums import Motive, NetworkSide

from .fields import FilesField, RequestTypeField, TeamField

_TEXT = 20_000


class DeedBody(serializers.Serializer[Any]):
    """Nothing but the version that the person was looking at."""

    version = serializers.IntegerField(
        required=False,
        min_value=1,
        max_value=2**31 - 1,
        help_text="Celle que vous avez lue ; l'en-tête If-Match dit la même chose.",
    )


class QualifyBody(DeedBody):
    request_type = RequestTypeField(help_text="Code du type.")
    network_side = serializers.ChoiceField(choices=NetworkSide.choices, required=False)


class PromiseBody(DeedBody):
    next_action = serializers.CharField(max_length=200, help_text="Un verbe : ce qui sera fait.")
    promised_on = serializers.DateField(help_text="Un jour ouvré du service.")


class PlanBody(PromiseBody):
    visit = serializers.BooleanField(
        default=True, help_text="Quelqu'un se déplace : l'établissement doit être ouvert."
    )


class MovePromiseBody(DeedBody):
    promised_on = serializers.DateField()
    reason = serializers.CharField(max_length=300, help_text="Le demandeur la lit.")


class TransferBody(DeedBody):
    to_team = TeamField(help_text="Code de la file.")
    reason = serializers.CharField(max_length=300)


class ReasonBody(DeedBody):
    reason = serializers.CharField(max_length=300)


class AskBody(DeedBody):
    question = serializers.CharField(max_length=_TEXT)
    files = FilesField()


class WaitThirdPartyBody(DeedBody):
    third_party = serializers.CharField(
        max_length=160, help_text="Fournisseur, opérateur, éditeur…"
    )
    reason = serializers.CharField(max_length=300)
    until = serializers.DateField()


class WaitDecisionBody(DeedBody):
    decider = TeamField(help_text="Code de la file qui décide.")
    reason = serializers.CharField(max_length=300)
    until = serializers.DateField()


class DecideBody(DeedBody):
    decision = serializers.CharField(max_length=_TEXT)


class TextBody(DeedBody):
    body = serializers.CharField(max_length=_TEXT)
    files = FilesField()


class ResolveBody(DeedBody):
    evidence = serializers.CharField(
        max_length=_TEXT, help_text="Ce qui a été fait, et comment on l'a vérifié."
    )
    files = FilesField()


class WhyBody(DeedBody):
    reason = serializers.CharField(max_length=_TEXT)
    files = FilesField()


class RefuseBody(DeedBody):
    motive = serializers.ChoiceField(choices=Motive.choices)
    explanation = serializers.CharField(max_length=_TEXT)

    def validate_motive(self, value: str) -> Motive:
        return Motive(value)


class MergeBody(DeedBody):
    into = serializers.IntegerField(
        min_value=1,
        max_value=2**63 - 1,
        help_text="Numéro d'une demande ouverte de l'établissement.",
    )
