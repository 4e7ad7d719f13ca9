from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.actions.load_calendars import load_calendars
from accounts.models import Calendar, SchoolHoliday
from accounts.permissions import Actor
from accounts.queries.calendars import calendar_value
from accounts.refusals import Forbidden

pytestmark = pytest.mark.django_db


def test_the_school_year_2025_2026_of_zone_a() -> None:
    load_calendars(actor=Actor.system())
    school = calendar_value(Calendar.objects.get(name="Établissement zone A"))
    days = [
        date(2025, 9, 1) + timedelta(n)
        for n in range((date(2026, 7, 3) - date(2025, 9, 1)).days + 1)
    ]
    assert sum(map(school.is_open_day, days)) == 174
    assert school.why_closed(date(2026, 5, 15)) == "pont de l'Ascension"
    office = calendar_value(Calendar.objects.get(name="Bureaux"))
    assert office.is_open_day(date(2026, 2, 10))


def test_a_second_time_changes_nothing() -> None:
    first = load_calendars(actor=Actor.system())
    assert len(first.calendars) == 5
    revisions = set(Calendar.objects.values_list("revision"))
    second = load_calendars(actor=Actor.system())
    assert (second.calendars, second.holidays) == ([], 0)
    assert set(Calendar.objects.values_list("revision")) == revisions


def test_what_an_administrator_changed_stays() -> None:
    load_calendars(actor=Actor.system())
    Calendar.objects.filter(name="Bureaux").update(weekly_hours={"0": [["09:00", "17:00"]]})
    moved, removed = SchoolHoliday.objects.filter(zone="A", starts_on__year=2026)[:2]
    SchoolHoliday.objects.filter(pk=moved.pk).update(starts_on=moved.starts_on + timedelta(1))
    removed.delete()
    load_calendars(actor=Actor.system())
    assert Calendar.objects.get(name="Bureaux").weekly_hours == {"0": [["09:00", "17:00"]]}
    assert not SchoolHoliday.objects.filter(zone="A", starts_on=moved.starts_on).exists()
    assert not SchoolHoliday.objects.filter(zone="A", starts_on=removed.starts_on).exists()


def test_a_stranger_may_not() -> None:
    with pytest.raises(Forbidden):
        load_calendars(actor=Actor(user_id=1))
    assert not Calendar.objects.exists()


def test_the_command_tells_what_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    out, err = StringIO(), StringIO()
    monkeypatch.setattr("accounts.clock.today", lambda: date(2026, 3, 19))
    call_command("load_calendars", stdout=out, stderr=err)
    assert "« Bureaux »" in out.getvalue()
    assert err.getvalue() == ""
    monkeypatch.setattr("accounts.clock.today", lambda: date(2027, 10, 1))
    call_command("load_calendars", stdout=out, stderr=err)
    assert "Calendriers créés : aucun." in out.getvalue()
    assert "zone A ne sont connues que jusqu'au 31/08/2028" in err.getvalue()
