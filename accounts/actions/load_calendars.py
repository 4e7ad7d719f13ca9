"""The standard calendars and the school holidays that are published, put where people can edit them."""

from dataclasses import dataclass

from django.db import transaction

from accounts.enums import Zone
from accounts.models import Calendar, SchoolHoliday
from accounts.permissions import Actor
from accounts.refusals import Forbidden
from accounts.rules.french_days import school_holidays
from accounts.rules.standard_calendars import STANDARD

#: From the first school year that the product tells stories about.
YEARS = range(2015, 2051)


@dataclass(frozen=True)
class Loaded:
    calendars: list[str]
    holidays: int


@transaction.atomic
def load_calendars(*, actor: Actor) -> Loaded:
    """Add what is missing, change nothing that is there.

    In a zone, holidays are added only after those that the table already knows: a row that an
    administrator moved or removed, because the ministry did, does not come back.
    """
    if not (actor.is_system or actor.is_administrator):
        raise Forbidden("Seul un administrateur charge les calendriers.")
    known = set(Calendar.objects.values_list("name", flat=True))
    calendars = [
        Calendar(
            name=standard.name,
            weekly_hours=standard.weekly_hours,
            bank_holidays=standard.bank_holidays,
            zone=standard.zone,
        )
        for standard in STANDARD
        if standard.name not in known
    ]
    Calendar.objects.bulk_create(calendars)
    holidays = [row for zone in Zone for row in _missing(zone)]
    SchoolHoliday.objects.bulk_create(holidays)
    return Loaded([calendar.name for calendar in calendars], len(holidays))


def _missing(zone: Zone) -> list[SchoolHoliday]:
    last = SchoolHoliday.objects.filter(zone=zone).order_by("-ends_on").first()
    return [
        SchoolHoliday(zone=zone, starts_on=each.first, ends_on=each.last, label=each.reason)
        for each in school_holidays(zone, YEARS)
        if last is None or each.first > last.ends_on
    ]
