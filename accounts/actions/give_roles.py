"""The roles of a list: begun, stretched or left as they are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from accounts.models import Affiliation, User
from accounts.rules.role_dates import Period, fit

from .people_report import PeopleReport
from .places import Key, Placed, in_words


def give_roles(
    placed: Sequence[Placed], users: Mapping[str, User], *, today: date, report: PeopleReport
) -> None:
    """Write the dates that the rule decides; says on each line whether the role holds today."""
    known = _known(users)
    new: list[Affiliation] = []
    changed: dict[int, Affiliation] = {}
    for each in placed:
        user = users[each.line.email]
        rows = known[user.pk, each.key]
        index, period = fit(
            [Period(row.starts_on, row.ends_on) for row in rows],
            starts_on=each.line.starts_on,
            ends_on=each.line.ends_on,
            today=today,
        )
        each.is_on = period.starts_on <= today and period.reaches_beyond(today)
        if index is None:
            row = _row(each, user, period)
            new.append(row)
            rows.append(row)
            report.created.append(f"{user.get_full_name()} : {in_words(row)}, {_dates(row)}")
        elif Period(rows[index].starts_on, rows[index].ends_on) != period:
            row = rows[index]
            row.starts_on, row.ends_on = period.starts_on, period.ends_on
            if row.pk is not None:
                changed[row.pk] = row
                report.changed.append(f"{user.get_full_name()} : {in_words(row)}, {_dates(row)}")
        else:
            report.unchanged += 1
    Affiliation.objects.bulk_create(new, batch_size=500)
    Affiliation.objects.bulk_update(changed.values(), ["starts_on", "ends_on"], batch_size=200)


def _known(users: Mapping[str, User]) -> defaultdict[tuple[int, Key], list[Affiliation]]:
    found: defaultdict[tuple[int, Key], list[Affiliation]] = defaultdict(list)
    rows = Affiliation.objects.filter(user__in=list(users.values())).order_by("starts_on", "pk")
    for row in rows.select_related("school", "team"):
        key = (row.role, row.school_id, row.team_id, row.departement)
        found[row.user_id, key].append(row)
    return found


def _row(each: Placed, user: User, period: Period) -> Affiliation:
    role, _, _, departement = each.key
    return Affiliation(
        user=user,
        role=role,
        school=each.school,
        team=each.team,
        departement=departement,
        starts_on=period.starts_on,
        ends_on=period.ends_on,
    )


def _dates(row: Affiliation) -> str:
    begin = f"à partir du {row.starts_on:%d/%m/%Y}"
    return f"{begin}, jusqu'au {row.ends_on:%d/%m/%Y} (exclu)" if row.ends_on else begin
