"""The body of `POST tickets/`."""

from typing import Any

from rest_framework import serializers

from accounts.models import School, User
from accounts.refusals import Forbidden, Invalid, NotFound
from tickets.actions.open_ticket import Draft
from tickets.actions.write import MAX_BODY
from tickets.enums import Extent, NetworkSide

from .fields import AnswersField, FilesField, RequestTypeField


class OpeningBody(serializers.Serializer[Any]):
    """What a person says of a need."""

    school = serializers.CharField(max_length=8, help_text="UAI de l'établissement.")
    request_type = RequestTypeField(
        required=False, allow_null=True, help_text="Code du type ; null : le guichet le dira."
    )
    title = serializers.CharField(max_length=160)
    body = serializers.CharField(max_length=MAX_BODY)
    place = serializers.CharField(max_length=120, required=False, allow_blank=True)
    since = serializers.CharField(max_length=80, required=False, allow_blank=True)
    scope = serializers.ChoiceField(
        choices=Extent.choices, required=False, help_text="Qui est gêné ; une personne par défaut."
    )
    deadline = serializers.DateField(required=False, allow_null=True)
    network_side = serializers.ChoiceField(
        choices=NetworkSide.choices, required=False, allow_blank=True
    )
    answers = AnswersField(help_text="Les réponses aux questions du type, par leur nom.")
    requester = serializers.EmailField(
        required=False, allow_null=True, help_text="Pour qui vous saisissez, si ce n'est pas vous."
    )
    files = FilesField()


def draft_from(body: OpeningBody) -> Draft:
    """Raises NotFound for a school that is not there, in the words of the one that is not yours."""
    said = body.validated_data
    school = School.objects.select_related("calendar").filter(uai=said["school"]).first()
    if school is None:
        raise NotFound("Cet établissement n'existe pas, ou vous n'y ouvrez pas de demande.")
    return Draft(
        school=school,
        title=said["title"],
        body=said["body"],
        request_type=said.get("request_type"),
        place=said.get("place", ""),
        since=said.get("since", ""),
        extent=Extent(said.get("scope", Extent.PERSON)),
        deadline=said.get("deadline"),
        network_side=said.get("network_side", ""),
        answers=said.get("answers", {}),
        files=said.get("files", ()),
    )


def requester_from(body: OpeningBody, *, may: bool) -> User | None:
    """The person named, None for oneself. Who may not enter for others learns nothing of who exists."""
    address = body.validated_data.get("requester")
    if not address:
        return None
    if not may:
        raise Forbidden("Vous ouvrez les demandes en votre nom.")
    person = User.objects.filter(email=address.lower()).first()
    if person is None:
        raise Invalid(
            "requester-elsewhere",
            "Cette personne n'est pas de cet établissement aujourd'hui.",
            field="requester",
        )
    return person
