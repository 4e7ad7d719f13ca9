"""A list of people, brought in: accounts, roles and their dates, who leads what, invitations."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts.clock import PARIS
from accounts.enums import Role
from accounts.models import Affiliation, User
from accounts.permissions import Actor
from accounts.refusals import Forbidden
from accounts.rules.people_list import PersonLine, RefusedLine
from accounts.rules.tables import Remark

from .end_roles import end_missing_roles
from .give_roles import give_roles
from .head_teams import sync_head_teams
from .invite import invite
from .lock import lock_table
from .people_report import PeopleReport
from .places import Placed, find_places


@transaction.atomic
def import_people(
    *,
    lines: Sequence[PersonLine | RefusedLine],
    actor: Actor,
    now: datetime,
    end_missing: bool = False,
    invitations: bool = True,
    dry_run: bool = False,
) -> PeopleReport:
    """Write what the lines say; a second time changes nothing. With dry_run all is done, then undone.

    end_missing: for each role in each place that the list names somebody for, the others' role ends today.
    Their open requests are the caller's to hand over (`leavers`): this app knows no request.
    """
    if not (actor.is_system or actor.is_administrator):
        raise Forbidden("Seul un administrateur importe des personnes.")
    lock_table(Affiliation)
    report = PeopleReport()
    today = now.astimezone(PARIS).date()
    placed, refused = find_places(lines)
    report.refused = [Remark(line.line, line.text) for line in refused]
    users, new = _people(placed, report)
    give_roles(placed, users, today=today, report=report)
    _name_leads(placed, users, report)
    schools = {p.school for p in placed if p.school and p.line.role in (Role.HEAD, Role.DEPUTY)}
    if end_missing:
        schools |= end_missing_roles(placed, users, refused, today=today, report=report)
    sync_head_teams(schools, today=today, report=report)
    if invitations:
        report.invited = invite(users=new, actor=actor, now=now)
    if dry_run:
        transaction.set_rollback(True)
    return report


def _people(placed: Sequence[Placed], report: PeopleReport) -> tuple[dict[str, User], list[User]]:
    """Everyone by address, and those who had no account; names follow the list."""
    lines = {each.line.email: each.line for each in reversed(placed)}
    users = User.objects.in_bulk(list(lines), field_name="email")
    new, renamed = [], []
    for email, line in lines.items():
        user = users.get(email)
        if user is None:
            user = User(email=email, first_name=line.first_name, last_name=line.last_name)
            user.set_unusable_password()
            new.append(user)
            report.people.append(f"{user.get_full_name()} <{email}>")
            continue
        if not user.is_active:
            text = f"{email} : ce compte est désactivé ; il le reste, avec ses nouveaux rôles."
            report.remarks.append(Remark(line.line, text))
        names = (line.first_name or user.first_name, line.last_name or user.last_name)
        if names != (user.first_name, user.last_name):
            text = f"{email} : {user.get_full_name()} s'appelle désormais {' '.join(names)}."
            report.remarks.append(Remark(line.line, text))
            user.first_name, user.last_name = names
            renamed.append(user)
    User.objects.bulk_create(new, batch_size=500)
    User.objects.bulk_update(renamed, ["first_name", "last_name"], batch_size=200)
    return users | {user.email: user for user in new}, new


def _name_leads(placed: Sequence[Placed], users: dict[str, User], report: PeopleReport) -> None:
    """A team without a lead gets the one whom the list names; one that has a lead keeps it."""
    for each in placed:
        team = each.team
        if team is None or each.line.role != Role.TEAM_LEAD or team.lead_id or not each.is_on:
            continue
        team.lead = users[each.line.email]
        if team.substitute_id == team.lead.pk:
            team.substitute = None
        team.save(update_fields=["lead", "substitute"])
        report.teams.append(f"{team} : {team.lead.get_full_name()} en est responsable.")
