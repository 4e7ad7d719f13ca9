"""The form of a new request: what happens and where, never who, how urgent, or which service."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.urls import reverse

from accounts.clock import PARIS
from accounts.models import School, User
from accounts.permissions import Actor
from accounts.refusals import Refusal
from tickets.actions.open_ticket import UNCLEAR, Draft
from tickets.enums import Extent, NetworkSide
from tickets.models import RequestType
from tickets.queries.openers import people_of
from tickets.queries.types import active_types

from . import fields
from .base import RelaisForm
from .questions import control

ANSWER = "answers."


class NewForm(RelaisForm):
    """Given a school. `given` shows what was typed without judging it; `data` judges it."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=200)
    title = fields.line(
        "En une phrase, que se passe-t-il ?",
        "Dites en quelques mots ce qui se passe.",
        max_length=160,
        help_text="Par exemple : le wifi décroche toutes les dix minutes.",
    )
    body = fields.text(
        "Racontez-nous",
        "Racontez en quelques lignes ce qui se passe.",
        rows=5,
        help_text="Ce que vous voyez, ce que vous avez déjà essayé. Ne nommez aucun élève.",
    )
    place = fields.line(
        "Où ?", "", max_length=120, required=False, help_text="Une salle, un bâtiment, un appareil."
    )
    extent = forms.ChoiceField(
        label="Qui est gêné ?",
        choices=[(value, label.capitalize()) for value, label in Extent.choices],
    )
    since = fields.line("Depuis quand ?", "", max_length=80, required=False)
    deadline = fields.day(
        "Une date à tenir ?", required=False, help_text="Un examen, une visite, une formation."
    )
    network_side = forms.ChoiceField(
        label="Quel réseau ?",
        choices=[("", "Je ne sais pas"), *NetworkSide.choices],
        required=False,
    )
    files = fields.FilesField()

    def __init__(
        self,
        school: School,
        actor: Actor,
        now: datetime,
        *,
        given: Mapping[str, Any] | None = None,
        data: Any = None,
        files: Any = None,
    ) -> None:
        super().__init__(data, files, initial=given, label_suffix="", use_required_attribute=True)
        self.school = school
        self.today = now.astimezone(PARIS).date()
        self.types = {t.code: t for t in active_types() if _offered(t, actor, school)}
        said = data if data is not None else given or {}
        self.chosen = self.types.get(said.get("type", ""))
        self.hindered = _extent(said.get("extent", ""))
        self.until = _day(said.get("deadline", ""))
        self.side = said.get("network_side", "")
        self.fields["key"].initial = uuid4().hex
        self.fields["deadline"].widget.attrs["min"] = self.today.isoformat()
        self._ask_the_type()
        self._ask_for_whom(actor)
        self._follow_changes()
        for question in self.chosen.questions if self.chosen else []:
            self.fields[ANSWER + question["name"]] = control(question)
        self.settle()

    def _ask_the_type(self) -> None:
        rows = [(t.family.label, t.code, t.label) for t in self.types.values()]
        self.fields["type"] = forms.ChoiceField(
            label="Quel type de demande ?",
            choices=[("", "Je ne sais pas : le guichet trouvera"), *fields.grouped(rows)],
            required=False,
            error_messages={"invalid_choice": "Ce type de demande n'est plus proposé."},
        )

    def _ask_for_whom(self, actor: Actor) -> None:
        """Somebody of the school asks in person; staff says who called."""
        self.people: list[tuple[str, str]] = []
        if self.school.pk in actor.schools:
            return
        self.people = people_of(self.school, self.today)
        self.fields["requester"] = fields.one_of(
            "Pour qui ?",
            self.people,
            coerce=int,
            missing="Dites pour qui vous ouvrez cette demande.",
        )

    def _follow_changes(self) -> None:
        """With htmx, the questions and the destination follow what is chosen; without, a button asks for them."""
        common = {
            "hx-post": reverse("tickets:new"),
            "hx-trigger": "change",
            "hx-vals": '{"etape": "questions"}',
            "hx-swap": "outerHTML",
            "hx-sync": "closest form:replace",
        }
        for name in ("type", "extent", "deadline", "network_side"):
            self.fields[name].widget.attrs |= common | {
                "hx-target": "#avant-envoi",
                "hx-select": "#avant-envoi",
            }
        self.fields["type"].widget.attrs |= {
            "hx-target": "#selon-le-type",
            "hx-select": "#selon-le-type",
            "hx-select-oob": "#avant-envoi",
        }

    def draft(self) -> Draft:
        said = self.cleaned_data
        answers = {
            name.removeprefix(ANSWER): value
            for name, value in said.items()
            if name.startswith(ANSWER)
        }
        return Draft(
            school=self.school,
            title=said["title"],
            body=said["body"],
            request_type=self.chosen,
            place=said["place"],
            since=said["since"],
            extent=Extent(said["extent"]),
            deadline=said["deadline"],
            network_side=said["network_side"],
            answers={name: value for name, value in answers.items() if value != ""},
            files=said["files"],
        )

    def for_whom(self) -> User | None:
        pk = self.cleaned_data.get("requester")
        return User.objects.get(pk=pk) if pk else None

    def field_at_fault(self, refusal: Refusal) -> str | None:
        return "type" if refusal.field == "request_type" else refusal.field

    def renew_key(self) -> None:
        """After a key that served for other words: the next sending is a new one."""
        data = self.data.copy()
        data["key"] = uuid4().hex
        self.data = data

    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(ANSWER)]

    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in ("since", "deadline", "network_side", "files")]

    @property
    def more_is_open(self) -> bool:
        return any(field.errors or field.value() for field in self.more() if field.name != "files")


def _offered(kind: RequestType, actor: Actor, school: School) -> bool:
    """« À préciser » is what « Je ne sais pas » says; « Hors périmètre » is for whoever answers the telephone."""
    return kind.code != UNCLEAR and not (kind.family.code == "HOR" and school.pk in actor.schools)


def _extent(value: str) -> Extent:
    return Extent(value) if value in Extent.values else Extent.PERSON


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
