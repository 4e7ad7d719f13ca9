"""Forms of the deeds that end a ticket, or bring it back."""

from typing import Any

from django.utils.html import escape

from tickets.actions import cancel as cancels
from tickets.actions import decide as decisions
from tickets.actions import resolve as resolutions
from tickets.enums import Deed, Motive

from . import fields
from .base import DeedForm


class ResolveForm(DeedForm):
    deed = Deed.RESOLVE
    done = "La résolution est proposée : l'établissement va confirmer, ou dire ce qui ne va pas."
    evidence = fields.text(
        "Ce qui a été fait, et comment vous l'avez vérifié",
        "Dites ce qui a été fait et comment vous l'avez vérifié.",
    )
    files = fields.FilesField()

    def prepare(self) -> None:
        expected = escape(self.ticket.request_type.evidence)
        self.fields["evidence"].help_text = f"Preuve attendue : {expected}"

    def act(self, given: dict[str, Any]) -> None:
        resolutions.resolve(**self.common, **given)


class ConfirmForm(DeedForm):
    deed = Deed.CONFIRM
    intro = "Tout fonctionne ? Votre confirmation clôt la demande."
    done = "Merci ! La demande est close. Si cela revient, vous pourrez la rouvrir."

    def act(self, given: dict[str, Any]) -> None:
        resolutions.confirm(**self.common)


class DenyForm(DeedForm):
    deed = Deed.DENY
    intro = "La demande retourne à la personne qui s'en occupait, avec une priorité plus haute."
    done = "C'est noté : la demande est rouverte, elle passe devant."
    reason = fields.text(
        "Ce qui ne va pas encore", "Dites ce qui ne va pas encore, en quelques mots."
    )
    files = fields.FilesField()

    def act(self, given: dict[str, Any]) -> None:
        resolutions.deny(**self.common, **given)


class ReopenForm(DenyForm):
    deed = Deed.REOPEN
    done = "La demande est rouverte."

    def prepare(self) -> None:
        if self.ticket.outcome_motive:
            self.intro = "Le référent DRANE relira ce refus. Un refus est réexaminé une seule fois."
            self.fields["reason"].label = "Pourquoi relire ce refus"

    def act(self, given: dict[str, Any]) -> None:
        resolutions.reopen(**self.common, **given)


class ApproveForm(DeedForm):
    deed = Deed.APPROVE
    intro = "Avec votre accord, la demande part au service compétent."
    done = "Votre accord est donné : la demande est transmise au service compétent."

    def act(self, given: dict[str, Any]) -> None:
        decisions.approve(**self.common)


class DecideForm(DeedForm):
    deed = Deed.DECIDE
    intro = "Pour dire oui. Pour dire non, choisissez « Refuser avec motif »."
    done = "La décision est rendue : elle est entre les mains de qui l'a demandée."
    decision = fields.text("La décision", "Écrivez la décision : le demandeur la lira.")

    def act(self, given: dict[str, Any]) -> None:
        decisions.decide(**self.common, **given)


class RefuseForm(DeedForm):
    deed = Deed.REFUSE
    intro = "Un refus est une réponse : le demandeur lira vos mots et pourra demander qu'ils soient relus."
    done = "Le refus est envoyé, avec vos explications."
    explanation = fields.text(
        "Votre explication", "Expliquez le refus : le demandeur doit pouvoir le comprendre."
    )

    def prepare(self) -> None:
        if self.ticket.approval_pending:
            return
        motives = [choice for choice in Motive.choices if choice[0] != Motive.NOT_APPROVED]
        self.fields["motive"] = fields.one_of(
            "Motif", motives, coerce=Motive, missing="Choisissez un motif."
        )
        self.order_fields(("motive", "explanation"))

    def act(self, given: dict[str, Any]) -> None:
        decisions.refuse(**self.common, **{"motive": Motive.NOT_APPROVED, **given})


class CancelForm(DeedForm):
    deed = Deed.CANCEL
    intro = "Vous n'en avez plus besoin ? Vous pourrez la rétablir plus tard."
    done = "La demande est annulée. Vous pouvez la rétablir à tout moment."

    def act(self, given: dict[str, Any]) -> None:
        cancels.cancel(**self.common)


class RestoreForm(DeedForm):
    deed = Deed.RESTORE
    intro = "Elle repart du guichet, avec toute son histoire."
    done = "La demande est rétablie : le guichet la reprend."

    def act(self, given: dict[str, Any]) -> None:
        cancels.restore(**self.common)
