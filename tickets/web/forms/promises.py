"""Forms of the deeds by which the holder says what comes next, and when."""

from typing import Any

from accounts.queries.calendars import calendar_value
from accounts.refusals import Refusal
from accounts.rules.calendar import both
from tickets.actions import take as actions
from tickets.actions.wait import wait_decision, wait_third_party
from tickets.enums import Deed
from tickets.queries.receivers import receiving_teams

from . import fields
from .base import DeedForm


class CommitForm(DeedForm):
    """An action and its day."""

    next_action = fields.line(
        "Ce que vous allez faire",
        "Dites ce que vous allez faire.",
        max_length=200,
        help_text="Le demandeur lira ces mots. Par exemple : passer en salle 204 tester la borne.",
    )
    promised_on = fields.day("Avant le")

    def prepare(self) -> None:
        fields.limit_days(
            self.fields["promised_on"],
            first=self.today,
            initial=self.calendar.add_days(self.today, 1),
        )


class TakeForm(CommitForm):
    deed = Deed.TAKE
    done = "Vous avez pris la demande en charge : l'établissement en est averti."

    def act(self, given: dict[str, Any]) -> None:
        actions.take(**self.common, **given)


class PromiseForm(CommitForm):
    deed = Deed.PROMISE
    intro = "Ce qui était prévu est fait ? Dites la suite."
    done = "Votre promesse est notée, l'établissement la voit."

    def act(self, given: dict[str, Any]) -> None:
        actions.promise(**self.common, **given)


class PlanForm(CommitForm):
    deed = Deed.PLAN
    intro = "Une venue sur place : l'établissement doit être ouvert ce jour-là."
    done = "L'intervention est planifiée, l'établissement en voit la date."
    promised_on = fields.day("Le")

    def prepare(self) -> None:
        school = calendar_value(self.ticket.school.calendar or self.ticket.team.calendar)
        first = both(self.calendar, school).add_days(self.today, 1)
        fields.limit_days(self.fields["promised_on"], first=self.today, initial=first)

    def act(self, given: dict[str, Any]) -> None:
        actions.plan(**self.common, **given, visit=True)


class MovePromiseForm(DeedForm):
    deed = Deed.MOVE_PROMISE
    intro = "Prévenir avant la date, c'est tenir parole autrement : le demandeur lira votre raison."
    done = "La nouvelle date est notée, le demandeur est prévenu."
    promised_on = fields.day("Nouvelle date")
    reason = fields.reason("Pourquoi la date change", "Dites au demandeur pourquoi la date change.")

    def prepare(self) -> None:
        start = max(self.today, self.ticket.promised_on or self.today)
        fields.limit_days(
            self.fields["promised_on"], first=self.today, initial=self.calendar.add_days(start, 1)
        )

    def act(self, given: dict[str, Any]) -> None:
        actions.move_promise(**self.common, **given)


class WaitForm(DeedForm):
    """A wait has a reason and an end; the action calls its end the promised date."""

    days = 5
    reason = fields.reason("Ce que vous attendez", "Dites ce que vous attendez.")
    until = fields.day("Jusqu'au")

    def prepare(self) -> None:
        fields.limit_days(
            self.fields["until"],
            first=self.today,
            initial=self.calendar.add_days(self.today, self.days),
        )

    def field_at_fault(self, refusal: Refusal) -> str | None:
        return "until" if refusal.field == "promised_on" else refusal.field


class WaitThirdPartyForm(WaitForm):
    deed = Deed.WAIT_THIRD_PARTY
    intro = "Vous gardez la demande : à cette date, vous direz où en est le tiers."
    done = "L'attente est notée ; la demande reste entre vos mains."
    third_party = fields.line(
        "Qui vous attendez",
        "Dites qui vous attendez (fournisseur, opérateur…).",
        max_length=160,
        help_text="Un fournisseur, un opérateur, un éditeur…",
    )
    field_order = ("third_party", "reason", "until")

    def act(self, given: dict[str, Any]) -> None:
        wait_third_party(**self.common, **given)


class WaitDecisionForm(WaitForm):
    deed = Deed.WAIT_DECISION
    intro = "La demande passe à qui décide ; elle vous revient avec la décision."
    done = "La décision est demandée."
    days = 10
    field_order = ("decider", "reason", "until")

    def prepare(self) -> None:
        super().prepare()
        self.teams = receiving_teams(self.ticket)
        self.fields["reason"].label = "La décision attendue"
        self.fields["decider"] = fields.one_of(
            "Qui décide",
            fields.grouped(
                [
                    (t.get_kind_display().capitalize(), str(t.pk), t.name)
                    for t in self.teams.values()
                ]
            ),
            coerce=lambda pk: self.teams[int(pk)],
            missing="Choisissez qui décide.",
        )
        self.order_fields(self.field_order)

    @property
    def usable(self) -> bool:
        return bool(self.teams)

    def act(self, given: dict[str, Any]) -> None:
        wait_decision(**self.common, **given)
