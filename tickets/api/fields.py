"""What the bodies of the API name: teams and types by their code, answers by their question, files."""

from typing import Any

from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Model
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import Team
from tickets.models import RequestType


class _ByCode(serializers.CharField):
    """A row named by its code. One that is not there is an error of the field, with nothing more to learn."""

    model: type[Model]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        code = super().to_internal_value(data)
        self.run_validators(code)
        row = self.model._default_manager.filter(code=code).first()
        if row is None:
            raise serializers.ValidationError(f"Ce code n'existe pas : {code}.", code="unknown")
        return row

    def run_validation(self, data: Any = serializers.empty) -> Any:
        # The validators of the text have run on the code: they know nothing of the row.
        empty, value = self.validate_empty_values(data)
        return value if empty else self.to_internal_value(data)


class TeamField(_ByCode):
    model = Team


class RequestTypeField(_ByCode):
    model = RequestType


@extend_schema_field(
    {"oneOf": [{"type": "string"}, {"type": "number"}, {"type": "boolean"}], "nullable": True}
)
class AnswerField(serializers.Field[Any, Any, Any, Any]):
    """An answer to a question of the type: one value, whose kind the question tells."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str | int | float | bool):
            raise serializers.ValidationError("Donnez une seule valeur.", code="invalid")
        if isinstance(data, str):
            ProhibitNullCharactersValidator()(data)
        return data


class AnswersField(serializers.DictField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=AnswerField(allow_null=True), required=False, **kwargs)


class FilesField(serializers.ListField):
    """In multipart/form-data: the same name again for each file. What they are is checked by the action."""

    def __init__(self, **kwargs: Any) -> None:
        child = serializers.FileField(allow_empty_file=True)
        super().__init__(child=child, required=False, max_length=10, **kwargs)
