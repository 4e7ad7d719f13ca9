from datetime import date, timedelta

import pytest
from django.core.checks import run_checks

from accounts.enums import Zone
from accounts.models import Calendar, Closure, SchoolHoliday
from accounts.queries.calendars import (
    NEUTRAL,
    calendar_value,
    school_calendar,
    zones_running_out,
)
from accounts.rules.standard_calendars import school_calendar_name
from tests.factories.accounts import CalendarFactory, SchoolFactory

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 16)


def fresh(calendar: Calendar) -> Calendar:
    return Calendar.objects.get(pk=calendar.pk)


def test_bank_holidays_and_weekends_close() -> None:
    value = calendar_value(CalendarFactory())
    assert value.is_open_day(MONDAY)
    assert value.why_closed(date(2026, 4, 6)) == "lundi de Pâques"
    assert value.why_closed(date(2026, 3, 21)) == "samedi"


def test_school_holidays_close_only_the_calendars_of_their_zone() -> None:
    SchoolHoliday.objects.create(
        zone=Zone.A, starts_on=MONDAY, ends_on=MONDAY + timedelta(4), label="vacances d'hiver"
    )
    of_zone_a = calendar_value(CalendarFactory(name="A", zone=Zone.A))
    assert of_zone_a.why_closed(MONDAY) == "vacances d'hiver"
    assert calendar_value(CalendarFactory(name="B", zone=Zone.B)).is_open_day(MONDAY)
    assert calendar_value(CalendarFactory(name="aucune")).is_open_day(MONDAY)


def test_the_value_is_kept_until_something_changes(django_assert_num_queries) -> None:
    calendar = fresh(CalendarFactory())
    before = calendar_value(calendar)
    with django_assert_num_queries(0):
        assert calendar_value(calendar) is before
    Closure.objects.create(calendar=calendar, starts_on=MONDAY, ends_on=MONDAY, label="travaux")
    assert calendar_value(fresh(calendar)).why_closed(MONDAY) == "travaux"
    Closure.objects.all().delete()
    assert calendar_value(fresh(calendar)).is_open_day(MONDAY)


def test_a_change_of_holidays_renews_the_calendars_of_a_zone_even_by_update() -> None:
    holiday = SchoolHoliday.objects.create(
        zone=Zone.A, starts_on=MONDAY, ends_on=MONDAY, label="pont"
    )
    calendar = fresh(CalendarFactory(zone=Zone.A))
    assert not calendar_value(calendar).is_open_day(MONDAY)
    SchoolHoliday.objects.filter(pk=holiday.pk).update(
        starts_on=MONDAY + timedelta(1), ends_on=MONDAY + timedelta(1)
    )
    assert calendar_value(fresh(calendar)).is_open_day(MONDAY)


def test_the_neutral_calendar_knows_no_holiday() -> None:
    assert NEUTRAL.is_open_day(date(2026, 5, 1))
    assert not NEUTRAL.is_open_day(date(2026, 5, 2))


def test_a_school_has_its_own_calendar_else_that_of_its_zone() -> None:
    own = CalendarFactory(name="à elle")
    of_zone = CalendarFactory(name=school_calendar_name("A"))
    assert school_calendar(SchoolFactory(calendar=own)) == own
    assert school_calendar(SchoolFactory(calendar=None)) == of_zone
    assert school_calendar(SchoolFactory(calendar=None, academy="Rennes")) is None
    assert school_calendar(SchoolFactory(calendar=None, academy="")) is None


def test_zones_that_run_out_are_told_and_only_those_in_use() -> None:
    CalendarFactory(name="A", zone=Zone.A)
    CalendarFactory(name="B", zone=Zone.B)
    last = MONDAY + timedelta(366)
    SchoolHoliday.objects.create(zone=Zone.A, starts_on=MONDAY, ends_on=last, label="été")
    assert zones_running_out(MONDAY) == {Zone.B: None}
    assert zones_running_out(MONDAY + timedelta(2)) == {Zone.A: last, Zone.B: None}


def test_the_check_says_so() -> None:
    assert not run_checks(tags=["database"], databases=["default"])
    CalendarFactory(zone=Zone.A)
    [warning] = run_checks(tags=["database"], databases=["default"])
    assert warning.id == "accounts.W001"
    assert "zone A" in warning.msg
