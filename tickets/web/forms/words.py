"""Forms of the deeds that are words: ask, answer, note."""

from typing import Any

from tickets.actions import talk
from tickets.enums import Deed, Status

from . import fields
from .base import DeedForm


class AskForm(DeedForm):
    deed = Deed.ASK
    intro = "La demande passe à l'établissement ; elle vous revient avec sa réponse."
    done = "La question est partie : la demande vous reviendra avec la réponse."
    question = fields.text("Votre question", "Posez votre question.")
    files = fields.FilesField()

    def act(self, given: dict[str, Any]) -> None:
        talk.ask(**self.common, **given)


class AnswerForm(DeedForm):
    deed = Deed.ANSWER
    done = "Votre message est envoyé."
    body = fields.text("Votre message", "Écrivez votre message.")
    files = fields.FilesField()

    def prepare(self) -> None:
        awaited = self.ticket.status == Status.WAITING_REQUESTER
        if awaited and self.ticket.school_id in self.actor.schools:
            self.fields["body"].label = "Votre réponse"
            self.intro = "Une question vous est posée : votre réponse relance le travail."

    def act(self, given: dict[str, Any]) -> None:
        talk.answer(**self.common, **given)


class NoteForm(DeedForm):
    deed = Deed.NOTE
    intro = "Pour vos collègues seulement : l'établissement ne la verra jamais."
    done = "La note interne est enregistrée."
    body = fields.text("Votre note", "Écrivez votre note.")
    files = fields.FilesField()

    def act(self, given: dict[str, Any]) -> None:
        talk.note(**self.common, **given)
