"""The catalogue: what can be asked, with its questions."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView

from accounts.api.views import ActorView, Keyset
from tickets.models import Family, RequestType


class FamilyShape(serializers.ModelSerializer[Family]):
    class Meta:
        model = Family
        fields = ("code", "label", "icon")
        read_only_fields = fields


class QuestionShape(serializers.Serializer[Any]):
    """A question of the type: its answer goes under its name in `answers`."""

    name = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    kind = serializers.ChoiceField(
        choices=["text", "long_text", "number", "date", "choice", "boolean", "url"]
    )
    required = serializers.BooleanField(required=False)  # type: ignore[assignment]
    choices = serializers.ListField(child=serializers.CharField(), required=False)
    help = serializers.CharField(required=False)


class RequestTypeShape(serializers.ModelSerializer[RequestType]):
    """Targets are in working days: « délai visé », never « garanti »."""

    family = FamilyShape(read_only=True)
    questions = serializers.SerializerMethodField()
    checks = serializers.SerializerMethodField(help_text="À vérifier avant l'envoi.")
    target_by_extent = serializers.DictField(
        child=serializers.FloatField(), read_only=True, help_text="Délai visé selon l'étendue."
    )
    first_answer_days = serializers.FloatField(read_only=True)
    target_days = serializers.FloatField(read_only=True)
    realisation_days = serializers.FloatField(read_only=True, allow_null=True)

    class Meta:
        model = RequestType
        fields = (
            *("code", "family", "label", "description", "urgency", "clock", "first_answer_days"),
            *("target_days", "target_by_extent", "realisation_days", "days_before_deadline"),
            *("needs_approval", "questions", "checks", "evidence"),
        )
        read_only_fields = fields

    @extend_schema_field(QuestionShape(many=True))
    def get_questions(self, kind: RequestType) -> list[dict[str, Any]]:
        questions: list[dict[str, Any]] = kind.questions
        return questions

    def get_checks(self, kind: RequestType) -> list[str]:
        checks: list[str] = kind.checks
        return checks


class TypePages(Keyset):
    ordering = "code"
    page_size = 100


class RequestTypeList(ActorView, ListAPIView[RequestType]):
    """Ce qu'on peut demander aujourd'hui : les questions, ce qu'il faut vérifier avant, les délais visés."""

    summary = "Les types de demande"
    queryset = RequestType.objects.filter(active=True).select_related("family")
    serializer_class = RequestTypeShape
    pagination_class = TypePages


class RequestTypeDetail(ActorView, RetrieveAPIView[RequestType]):
    """Un type de demande, par son code."""

    summary = "Un type de demande"
    queryset = RequestType.objects.filter(active=True).select_related("family")
    serializer_class = RequestTypeShape
    lookup_field = lookup_url_kwarg = "code"
