"""Who gets the ball: always a person (I1), never one who has left (R09)."""

from datetime import date

from accounts.enums import SCHOOL_ROLES, Coverage, Role, TeamKind
from accounts.models import Affiliation, School, Team, User
from accounts.refusals import Refusal
from tickets.models import Ticket
from tickets.rules.workflow import WITH_REQUESTER


def answering(team: Team, *, but: int | None = None) -> User | None:
    """Who answers for a team: its lead, else the substitute, else the contact above. but: not this person."""
    for person in (team.lead, team.substitute, team.escalation_contact):
        if person is not None and person.is_active and person.pk != but:
            return person
    return None


def responsible(team: Team, *, but: int | None = None) -> User:
    """Who answers for a team. Raises Refusal `team-without-lead`: such a team cannot receive (R09)."""
    person = answering(team, but=but)
    if person is not None:
        return person
    raise Refusal(
        "team-without-lead",
        f"{team.name} n'a pas de responsable : cette file ne peut pas recevoir de demande.",
    )


def above(team: Team, holder_id: int | None) -> User | None:
    """Who must act when this team's holder does not: never the holder himself (DOMAIN §0), None is an alarm."""
    for person in (team.lead, team.escalation_contact, team.substitute):
        if person is not None and person.is_active and person.pk != holder_id:
            return person
    return None


def in_charge(team: Team, school: School, *, but: int | None = None) -> User:
    """Who gets what is already in a team's hands: who answers for it, else for the front desk. Never nobody."""
    return answering(team, but=but) or responsible(front_desk_for(school), but=but)


def requester_side(ticket: Ticket, on: date, *, but: int | None = None) -> User:
    """Who answers for the school: the requester if still there, else its RUPN, else its head.

    Demands are the school's: the RUPN of September inherits them. When the school has nobody left the front
    desk holds, rather than somebody who has gone. but: not this person.
    """
    rows = list(
        Affiliation.objects.on(on)
        .filter(school_id=ticket.school_id, role__in=SCHOOL_ROLES, user__is_active=True)
        .exclude(user=but)
        .select_related("user")
        .order_by("starts_on", "pk")
    )
    for row in rows:
        if row.user_id == ticket.requester_id:
            return row.user
    for role in (Role.RUPN, Role.HEAD, Role.DEPUTY, Role.MANAGER):
        for row in rows:
            if row.role == role:
                return row.user
    return responsible(front_desk_for(ticket.school), but=but)


def back_to(ticket: Ticket, on: date) -> User:
    """Who takes the ball back from the requester: the last holder if still of the team, else its lead."""
    last = ticket.last_holder
    if last is not None and works_for(last, ticket.team, on):
        return last
    return in_charge(ticket.team, ticket.school)


def works_for(person: User, team: Team, on: date) -> bool:
    """A member that day, or its lead or substitute. Whose roles in the team have ended leads it no longer,
    even before somebody else is named.
    """
    if not person.is_active:
        return False
    roles = Affiliation.objects.filter(user=person, team=team)
    if roles.on(on).exists():
        return True
    return person.pk in (team.lead_id, team.substitute_id) and not roles.exists()


def may_hold(person: User, ticket: Ticket, on: date) -> bool:
    """Whether this holder may go on holding: still of the school, of the team, or the référent who judges."""
    if ticket.status in WITH_REQUESTER:
        return requester_side(ticket, on).pk == person.pk or (
            Affiliation.objects.on(on)
            .filter(user=person, school_id=ticket.school_id, user__is_active=True)
            .exists()
        )
    judges = referents(ticket.school.departement, on)
    return works_for(person, ticket.hands, on) or (
        ticket.hands.kind == TeamKind.DRANE and person in judges
    )


def front_desk_for(school: School) -> Team:
    """The front desk of this school: the nearest one.

    Raises Refusal `no-front-desk`: an installation without one is not ready.
    """
    desks = list(
        Team.objects.filter(
            kind=TeamKind.FRONT_DESK, active=True, lead__isnull=False
        ).select_related("lead", "substitute", "escalation_contact", "calendar")
    )
    for desk in desks:
        if desk.coverage == Coverage.DEPARTEMENT and desk.departement == school.departement:
            return desk
    for desk in desks:
        if desk.coverage == Coverage.ACADEMY:
            return desk
    raise Refusal("no-front-desk", "Aucun guichet n'est ouvert pour cet établissement.")


def head_team(school: School) -> Team:
    """The one-person team of the head of this school, who gives approvals (R08)."""
    team = (
        Team.objects.filter(kind=TeamKind.HEAD, active=True, schools=school)
        .select_related("lead", "substitute", "escalation_contact", "calendar")
        .first()
    )
    if team is None:
        raise Refusal(
            "no-head", "Le chef de cet établissement n'est pas connu : prévenez le guichet."
        )
    return team


def referents(departement: str, on: date) -> list[User]:
    """The DRANE référents of a département, the longest in office first."""
    rows = (
        Affiliation.objects.on(on)
        .filter(role=Role.REFERENT, departement=departement, user__is_active=True)
        .select_related("user")
        .order_by("starts_on", "pk")
    )
    return [row.user for row in rows]


def was_referent(person: User, departement: str) -> bool:
    """Whether the person is, or has been, a référent of this département."""
    roles = Affiliation.objects.filter(role=Role.REFERENT, departement=departement)
    return roles.filter(user=person).exists()


def referent(departement: str, on: date) -> User | None:
    """The DRANE référent of a département, who arbitrates (R07)."""
    return next(iter(referents(departement, on)), None)


def drane_team(departement: str) -> Team:
    """The DRANE team that covers a département."""
    teams = Team.objects.filter(kind=TeamKind.DRANE, active=True).select_related(
        "lead", "substitute", "escalation_contact", "calendar"
    )
    found = sorted(
        (t for t in teams if t.departement in ("", departement)),
        key=lambda t: t.departement,
        reverse=True,
    )
    if not found:
        raise Refusal("no-drane", "Aucune équipe de la DRANE n'est déclarée.")
    return found[0]
