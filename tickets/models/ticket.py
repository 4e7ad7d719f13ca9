from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from accounts.models import School, Team
from tickets.enums import ENDED, Channel, Extent, Motive, NetworkSide, Priority, Status
from tickets.permissions import visible

from .catalogue import RequestType

if TYPE_CHECKING:
    from accounts.permissions import Actor

_open = ~Q(status__in=ENDED)


class TicketQuerySet(models.QuerySet["Ticket"]):
    def visible_to(self, actor: "Actor") -> "TicketQuerySet":
        """Every read starts here: not yours and not there look the same."""
        return self.filter(visible(actor))

    def open(self) -> "TicketQuerySet":
        return self.filter(_open)


class Ticket(models.Model):
    """A request. Open, it always has one holder, one next action and one promised date (I1, I2).

    Written by tickets/actions/ alone. The opening text is the first message. `version` grows with every
    deed; `wake_at` is the next instant at which the time engine has something to do.
    """

    number = models.PositiveBigIntegerField("numéro", unique=True)
    request_type = models.ForeignKey(
        RequestType, models.PROTECT, verbose_name="type", related_name="tickets"
    )
    school = models.ForeignKey(
        School, models.PROTECT, verbose_name="établissement", related_name="tickets"
    )
    title = models.CharField("objet", max_length=160)
    place = models.CharField("lieu", max_length=120, blank=True)
    since = models.CharField("depuis quand", max_length=80, blank=True)
    extent = models.CharField("qui est gêné", max_length=10, choices=Extent, default=Extent.PERSON)
    deadline = models.DateField("échéance", null=True, blank=True)
    network_side = models.CharField("réseau", max_length=15, choices=NetworkSide, blank=True)
    answers = models.JSONField("réponses aux questions", default=dict, blank=True)
    channel = models.CharField("canal", max_length=10, choices=Channel, default=Channel.WEB)
    priority = models.PositiveSmallIntegerField("priorité", choices=Priority)

    requester = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="demandeur",
        related_name="tickets_requested",
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="saisie par",
        related_name="tickets_entered",
    )

    # The ball.
    status = models.CharField("état", max_length=20, choices=Status, default=Status.NEW)
    team = models.ForeignKey(Team, models.PROTECT, verbose_name="file", related_name="tickets")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="porteur",
        null=True,
        blank=True,
        related_name="tickets_held",
    )
    held_since = models.DateTimeField("entre ses mains depuis", null=True, blank=True)
    next_action = models.CharField("prochaine action", max_length=200, blank=True)
    due_at = models.DateTimeField("échéance de la promesse", null=True, blank=True)
    promised_on = models.DateField("date promise", null=True, blank=True)
    # Who gets the ball back when the requester has answered or denied (S5, S8).
    last_holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="dernier porteur",
        null=True,
        blank=True,
        related_name="+",
    )
    # A transfer on its way: the sender holds until it is accepted; in arbitration the DRANE decides.
    offered_to = models.ForeignKey(
        Team,
        models.PROTECT,
        verbose_name="proposée à",
        null=True,
        blank=True,
        related_name="tickets_offered",
    )
    in_arbitration = models.BooleanField("en arbitrage", default=False)
    # The teams that hold, held, were offered or were escalated the ticket: they see it from then on.
    seen_by_teams = ArrayField(
        models.BigIntegerField(), default=list, verbose_name="files concernées"
    )
    # The team that decides (S7) while the request stays with the team that asked; its calendar and lead count.
    decider = models.ForeignKey(
        Team,
        models.PROTECT,
        verbose_name="décide",
        null=True,
        blank=True,
        related_name="tickets_to_decide",
    )
    waiting_for = models.CharField("tiers attendu", max_length=160, blank=True)
    waiting_reason = models.CharField("motif de l'attente", max_length=300, blank=True)
    approval_pending = models.BooleanField("attend l'accord du chef", default=False)
    approved_at = models.DateTimeField("accord donné le", null=True, blank=True)

    # The end.
    outcome_motive = models.CharField("motif du refus", max_length=15, choices=Motive, blank=True)
    closed_silently = models.BooleanField("close sans réponse", default=False)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name="réunie à",
        null=True,
        blank=True,
        related_name="children",
    )

    # Instants from which the measures are read.
    opened_at = models.DateTimeField("ouverte le")
    first_answer_due_at = models.DateTimeField("première réponse visée le")
    target_at = models.DateTimeField("délai visé le")
    first_answer_at = models.DateTimeField("première réponse le", null=True, blank=True)
    taken_at = models.DateTimeField("prise en charge le", null=True, blank=True)
    resolved_at = models.DateTimeField("résolue le", null=True, blank=True)
    closed_at = models.DateTimeField("terminée le", null=True, blank=True)
    updated_at = models.DateTimeField("modifiée le")
    last_human_news_at = models.DateTimeField("dernière nouvelle publique d'une personne")

    # Counters kept beside the history for lists; the history is the truth.
    transfers = models.PositiveSmallIntegerField("transferts", default=0)
    clock_stopped_at = models.DateTimeField("horloge arrêtée depuis", null=True, blank=True)
    reopenings = models.PositiveSmallIntegerField("réouvertures", default=0)
    moves = models.PositiveSmallIntegerField("dates déplacées d'affilée", default=0)
    reminders = models.PositiveSmallIntegerField("rappels depuis le dernier geste", default=0)
    escalation = models.PositiveSmallIntegerField("niveau d'escalade", default=0)

    version = models.PositiveIntegerField("version", default=1)
    wake_at = models.DateTimeField("prochain passage du moteur", null=True, blank=True)
    set_aside_until = models.DateTimeField("mise de côté jusqu'à", null=True, blank=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        verbose_name = "demande"
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=~_open
                | Q(
                    holder__isnull=False,
                    due_at__isnull=False,
                    held_since__isnull=False,
                    next_action__regex=r"\S",
                ),
                name="ticket_open_has_holder_action_and_date",
            ),
            models.CheckConstraint(
                condition=_open
                | Q(holder=None, due_at=None, promised_on=None, held_since=None, next_action=""),
                name="ticket_ended_is_held_by_nobody",
            ),
            # A ticket that the engine does not watch is a ticket that may be forgotten.
            models.CheckConstraint(
                condition=(_open & Q(wake_at__isnull=False)) | (~_open & Q(wake_at=None)),
                name="ticket_open_is_watched",
            ),
            models.CheckConstraint(
                condition=Q(due_at=None, promised_on=None)
                | Q(due_at__isnull=False, promised_on__isnull=False),
                name="ticket_date_and_instant_go_together",
            ),
            models.CheckConstraint(
                condition=(Q(status=Status.MERGED) & Q(parent__isnull=False))
                | (~Q(status=Status.MERGED) & Q(parent=None)),
                name="ticket_merged_has_a_parent",
            ),
            models.CheckConstraint(
                condition=(Q(status=Status.REFUSED) & ~Q(outcome_motive=""))
                | (~Q(status=Status.REFUSED) & Q(outcome_motive="")),
                name="ticket_refused_has_a_motive",
            ),
            models.CheckConstraint(
                condition=~Q(
                    status__in=[
                        Status.WAITING_THIRD_PARTY,
                        Status.WAITING_DECISION,
                        Status.WAITING_REQUESTER,
                    ]
                )
                | Q(waiting_for__regex=r"\S", waiting_reason__regex=r"\S"),
                name="ticket_waiting_names_whom_and_why",
            ),
            models.CheckConstraint(
                condition=(_open & Q(closed_at=None)) | (~_open & Q(closed_at__isnull=False)),
                name="ticket_ended_has_its_instant",
            ),
            models.CheckConstraint(
                condition=Q(priority__gte=1, priority__lte=4), name="ticket_priority_is_1_to_4"
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="ticket_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(offered_to=None) | Q(status=Status.ASSIGNED),
                name="ticket_offered_is_assigned",
            ),
            models.CheckConstraint(
                condition=Q(in_arbitration=False) | Q(offered_to__isnull=False),
                name="ticket_arbitration_is_about_an_offer",
            ),
            models.CheckConstraint(
                condition=~Q(offered_to=F("team")), name="ticket_is_not_offered_to_its_own_team"
            ),
            models.CheckConstraint(
                condition=(Q(approval_pending=False) & Q(decider=None))
                | Q(status=Status.WAITING_DECISION),
                name="ticket_decision_is_awaited_in_its_state",
            ),
            models.CheckConstraint(
                condition=Q(approval_pending=False) | Q(decider=None),
                name="ticket_approval_is_the_head_s",
            ),
            models.CheckConstraint(
                condition=Q(seen_by_teams__contains=[F("team_id")]),
                name="ticket_is_seen_by_its_team",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="ticket_is_not_its_own_parent"
            ),
        ]
        indexes = [
            models.Index(
                fields=["holder", "due_at", "id"], condition=_open, name="ticket_open_by_holder"
            ),
            models.Index(
                fields=["team", "due_at", "id"], condition=_open, name="ticket_open_by_team"
            ),
            models.Index(
                fields=["offered_to"], condition=Q(offered_to__isnull=False), name="ticket_offered"
            ),
            GinIndex(fields=["seen_by_teams"], name="ticket_seen_by_teams"),
            models.Index(fields=["school", "-number"], name="ticket_by_school"),
            models.Index(
                fields=["wake_at"], condition=Q(wake_at__isnull=False), name="ticket_to_wake"
            ),
            models.Index(fields=["request_type", "school"], name="ticket_by_type_and_school"),
        ]

    def __str__(self) -> str:
        return f"n° {self.number} — {self.title}"

    @property
    def is_open(self) -> bool:
        return self.status not in ENDED

    @property
    def is_dated(self) -> bool:
        """R12: the target of a dated operation follows from its date; no pause moves it."""
        return self.deadline is not None and self.request_type.days_before_deadline is not None

    @property
    def hands(self) -> Team:
        """The team in whose hands it is: the decider's while a decision is awaited."""
        return self.decider or self.team
