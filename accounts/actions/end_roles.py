"""The roles that a list no longer names, ended; and what a leaver led, passed on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q

from accounts.enums import Role, TeamKind
from accounts.models import Affiliation, School, Team, User
from accounts.rules.people_list import RefusedLine
from accounts.rules.tables import Remark

from .people_report import PeopleReport
from .places import Placed, in_words, key_of


def end_missing_roles(
    placed: Sequence[Placed],
    users: Mapping[str, User],
    refused: Sequence[RefusedLine],
    *,
    today: date,
    report: PeopleReport,
) -> set[School]:
    """End today the roles of the kinds and places named in the list that it gives to nobody any more.

    A place that the list does not name for a role keeps its people. Nobody loses a role because of a
    refused line: neither whom it may name, nor the place where it says somebody is. Returns the
    schools whose head or deputy changed.
    """
    if blind := [line for line in refused if not line.email and not (line.role and line.place)]:
        text = (
            "Personne ne perd de rôle : cette ligne peut nommer n'importe qui. Corrigez-la d'abord."
        )
        report.remarks.append(Remark(blind[0].line, text))
        return set()
    spared = {line.email for line in refused if line.email}
    doubtful = {(line.role, line.place) for line in refused if line.role and not line.email}
    scope = {each.key for each in placed if (each.line.role, each.line.place) not in doubtful}
    named = {(users[each.line.email].pk, each.key) for each in placed}
    rows = (
        Affiliation.objects.filter(Q(ends_on=None) | Q(ends_on__gt=today))
        .filter(role__in={role for role, *_ in scope})
        .exclude(user__email__in=spared)
        .select_related("user", "school", "team")
        .order_by("user__sort_name", "pk")
    )
    ending = [
        row for row in rows if key_of(row) in scope and (row.user_id, key_of(row)) not in named
    ]
    for row in ending:
        row.ends_on = max(today, row.starts_on)
        report.ended.append(f"{row.user.get_full_name()} : {in_words(row)}")
    Affiliation.objects.bulk_update(ending, ["ends_on"], batch_size=200)
    report.leavers = list(dict.fromkeys(row.user for row in ending))
    step_down(report.leavers, ending, today=today, report=report)
    return {row.school for row in ending if row.school and row.role in (Role.HEAD, Role.DEPUTY)}


def step_down(
    leavers: Sequence[User], ended: Iterable[Affiliation], *, today: date, report: PeopleReport
) -> None:
    """A leaver leads no longer what the ended roles were about; nothing at all when no role is left.

    The new lead is another lead of the team, else its substitute. Heads of school: `sync_head_teams`.
    """
    still = set(
        Affiliation.objects.on(today).filter(user__in=leavers).values_list("user_id", flat=True)
    )
    gone = {user.pk for user in leavers} - still
    left = {(row.user_id, row.team_id) for row in ended if row.team_id}
    concerned = Q(lead__in=leavers) | Q(substitute__in=gone) | Q(escalation_contact__in=gone)
    teams = Team.objects.filter(concerned).select_related("lead", "substitute").order_by("code")
    for team in teams:
        if team.substitute_id in gone:
            team.substitute = None
            report.teams.append(f"{team} : plus de suppléant.")
        if team.escalation_contact_id in gone:
            team.escalation_contact = None
            report.teams.append(f"{team} : plus de contact d'escalade.")
        leads_no_more = team.lead_id in gone or (team.lead_id, team.pk) in left
        if leads_no_more and team.kind != TeamKind.HEAD:
            _pass_on(team, today, report)
        team.save(update_fields=["lead", "substitute", "escalation_contact"])


def _pass_on(team: Team, today: date, report: PeopleReport) -> None:
    other = (
        Affiliation.objects.on(today)
        .filter(team=team, role=Role.TEAM_LEAD, user__is_active=True)
        .exclude(user=team.lead_id)
        .select_related("user")
        .order_by("starts_on", "pk")
        .first()
    )
    team.lead = other.user if other else team.substitute
    if team.lead == team.substitute:
        team.substitute = None
    who = (
        f"{team.lead.get_full_name()} en est désormais responsable."
        if team.lead
        else "plus de responsable : elle ne peut plus recevoir de demande. Nommez-en un."
    )
    report.teams.append(f"{team} : {who}")
