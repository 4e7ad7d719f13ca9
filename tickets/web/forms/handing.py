"""Forms of the deeds by which a ticket changes hands."""

from typing import Any

from accounts.models import Team
from tickets.actions import transfer as transfers
from tickets.actions.merge import merge
from tickets.actions.qualify import qualify
from tickets.enums import Deed, NetworkSide
from tickets.models import Ticket
from tickets.queries.receivers import receiving_teams
from tickets.queries.types import active_types

from . import fields
from .base import DeedForm


class TeamAndReasonForm(DeedForm):
    """A team and a sentence."""

    team_label = "À quel service"
    reason = fields.reason("Pourquoi", "Dites pourquoi, en une phrase : le demandeur la lira.")

    def choices(self) -> dict[int, Team]:
        raise NotImplementedError

    def prepare(self) -> None:
        self.teams = self.choices()
        self.fields["to_team"] = fields.one_of(
            self.team_label,
            fields.grouped(
                [
                    (t.get_kind_display().capitalize(), str(t.pk), t.name)
                    for t in self.teams.values()
                ]
            ),
            coerce=lambda pk: self.teams[int(pk)],
            missing="Choisissez un service.",
        )
        self.order_fields(("to_team", "reason"))

    @property
    def usable(self) -> bool:
        return bool(self.teams)


class TransferForm(TeamAndReasonForm):
    deed = Deed.TRANSFER
    intro = "Vous gardez la demande tant que l'autre service ne l'a pas acceptée."
    done = "Le transfert est proposé : la demande reste entre vos mains jusqu'à la réponse."

    def choices(self) -> dict[int, Team]:
        return receiving_teams(self.ticket)

    def act(self, given: dict[str, Any]) -> None:
        transfers.transfer(**self.common, **given)


class AcceptTransferForm(DeedForm):
    deed = Deed.ACCEPT_TRANSFER
    intro = "Votre service recevra la demande ; il restera à la prendre en charge."
    done = "Votre service a la demande : il reste à la prendre en charge."

    def act(self, given: dict[str, Any]) -> None:
        transfers.accept_transfer(**self.common)


class RefuseTransferForm(DeedForm):
    deed = Deed.REFUSE_TRANSFER
    intro = "Le guichet reprendra la demande pour lui trouver le bon service."
    done = "Le transfert est refusé : le guichet reprend la demande."
    reason = fields.reason("Pourquoi", "Dites pourquoi, en une phrase.")

    def act(self, given: dict[str, Any]) -> None:
        transfers.refuse_transfer(**self.common, **given)


class ArbitrateForm(TeamAndReasonForm):
    deed = Deed.ARBITRATE
    intro = "Votre décision est définitive."
    done = "Votre arbitrage est rendu : les deux services en sont avertis."
    team_label = "Qui garde la demande"

    def choices(self) -> dict[int, Team]:
        both = (self.ticket.team, self.ticket.offered_to)
        return {team.pk: team for team in both if team is not None}

    def act(self, given: dict[str, Any]) -> None:
        transfers.arbitrate(**self.common, **given)


class QualifyForm(DeedForm):
    deed = Deed.QUALIFY
    intro = "Le type choisi décide du service qui reçoit la demande."
    done = "La demande est qualifiée."

    def prepare(self) -> None:
        self.types = {each.code: each for each in active_types()}
        self.fields["request_type"] = fields.one_of(
            "Type de demande",
            fields.grouped([(t.family.label, t.code, t.label) for t in self.types.values()]),
            coerce=lambda code: self.types[code],
            missing="Choisissez un type de demande.",
        )
        self.fields["network_side"] = fields.one_of(
            "Réseau concerné",
            NetworkSide.choices,
            coerce=str,
            empty="Je ne sais pas",
            required=False,
            initial=self.ticket.network_side,
        )

    def act(self, given: dict[str, Any]) -> None:
        qualify(**self.common, **given)


class MergeForm(DeedForm):
    deed = Deed.MERGE
    intro = "Quand deux demandes du même établissement disent la même chose : une seule suite, pour tous."
    done = "Les deux demandes n'en font plus qu'une : ses demandeurs suivront l'autre."

    def prepare(self) -> None:
        others = (
            Ticket.objects.visible_to(self.actor)
            .open()
            .filter(school=self.ticket.school_id)
            .exclude(pk=self.ticket.pk)
            .values_list("number", "title")[:100]
        )
        self.others = [(str(number), f"n° {number} — {title}") for number, title in others]
        self.fields["into"] = fields.one_of(
            "À quelle demande", self.others, coerce=int, missing="Choisissez l'autre demande."
        )

    @property
    def usable(self) -> bool:
        return bool(self.others)

    def act(self, given: dict[str, Any]) -> None:
        merge(**self.common, **given)
