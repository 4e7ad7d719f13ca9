"""The one-person team of each head of school: made with the head, led by who is head today."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from accounts.enums import Coverage, OrganisationKind, Role, TeamKind
from accounts.models import Affiliation, Organisation, School, Team, User
from accounts.queries.calendars import school_calendar

from .people_report import PeopleReport

ORGANISATION = "etablissements"


def sync_head_teams(schools: Iterable[School], *, today: date, report: PeopleReport) -> None:
    """Lead: the head, else the deputy, else nobody (and it is told). Substitute: the deputy.

    A substitute from outside, named by hand, stays. A team that was deactivated is left alone.
    """
    by_id = {school.pk: school for school in schools}
    if not by_id:
        return
    direction, ever = _directions(by_id, today)
    teams = _teams(by_id)
    for school in sorted(by_id.values(), key=lambda school: school.uai):
        people = direction[school.pk]
        team = teams.get(school.pk)
        if team is None and people and (team := _new_team(school, report)):
            report.teams.append(f"{team} : file créée.")
        if team is None or not team.active:
            continue
        lead = people[0] if people else None
        substitute = team.substitute
        if len(people) > 1:
            substitute = people[1]
        elif substitute and (substitute == lead or substitute.pk in ever[school.pk]):
            substitute = None
        if (team.lead, team.substitute) == (lead, substitute):
            continue
        if team.lead != lead:
            who = f"{lead.get_full_name()} en est responsable" if lead else "plus de responsable"
            report.teams.append(f"{team} : {who}.")
        team.lead, team.substitute = lead, substitute
        team.save(update_fields=["lead", "substitute"])


def _directions(
    by_id: dict[int, School], today: date
) -> tuple[defaultdict[int, list[User]], defaultdict[int, set[int]]]:
    """Of each school: today's head and deputies, the head first and the last named first; and all who ever were."""
    now: defaultdict[int, list[User]] = defaultdict(list)
    ever: defaultdict[int, set[int]] = defaultdict(set)
    rows = (
        Affiliation.objects.filter(school__in=by_id, role__in=(Role.HEAD, Role.DEPUTY))
        .select_related("user")
        .order_by("-starts_on", "-pk")
    )
    for row in sorted(rows, key=lambda row: row.role != Role.HEAD):
        assert row.school_id is not None
        ever[row.school_id].add(row.user_id)
        is_on = row.starts_on <= today and (row.ends_on is None or row.ends_on > today)
        if is_on and row.user.is_active and row.user not in now[row.school_id]:
            now[row.school_id].append(row.user)
    return now, ever


def _teams(by_id: dict[int, School]) -> dict[int, Team]:
    links = Team.schools.through.objects.filter(school__in=by_id, team__kind=TeamKind.HEAD)
    found = links.select_related("team__lead", "team__substitute").order_by("team__active", "-pk")
    return {link.school_id: link.team for link in found}


def _new_team(school: School, report: PeopleReport) -> Team | None:
    calendar = school_calendar(school)
    if calendar is None:
        report.teams.append(
            f"{school} : pas de calendrier, donc pas de file pour son chef. "
            "Lancez « manage.py load_calendars », ou donnez-lui en un, puis relancez l'import."
        )
        return None
    organisation, _ = Organisation.objects.get_or_create(
        code=ORGANISATION,
        defaults={"name": "Établissements", "kind": OrganisationKind.SCHOOL},
    )
    team = Team.objects.create(
        code=f"chef-{school.uai.lower()}",
        name=f"Direction — {school.name}"[:200],
        kind=TeamKind.HEAD,
        organisation=organisation,
        calendar=calendar,
        email=school.email,
        coverage=Coverage.SCHOOLS,
    )
    team.schools.add(school)
    return team
