from datetime import date

import pytest

from tickets.actions.load_catalogue import load_catalogue
from tickets.enums import Clock, Urgency
from tickets.models import CompetenceRule, Family, RequestType
from tickets.queries.catalogue_file import catalogue_file

pytestmark = pytest.mark.django_db


def test_the_files_fill_an_empty_database() -> None:
    report = load_catalogue()
    assert Family.objects.count() == 11
    assert RequestType.objects.count() == 58
    assert report.differs == report.overwritten == report.unchanged == []


def test_what_is_loaded_is_valid_for_the_admin() -> None:
    load_catalogue()
    for row in [*Family.objects.all(), *RequestType.objects.all(), *CompetenceRule.objects.all()]:
        row.full_clean()


def test_keys_of_the_file_become_columns() -> None:
    load_catalogue()
    room = RequestType.objects.get(code="MAT-01")
    assert room.target_by_extent == {"class": 5, "level": 5, "school": 5}
    dated = RequestType.objects.get(code="MAT-10")
    assert (dated.clock, dated.days_before_deadline) == (Clock.DATED, 3)
    assert RequestType.objects.get(code="SEC-02").urgency == Urgency.SECURITY
    assert RequestType.objects.get(code="FOR-01").realisation_days == 60
    kinds = CompetenceRule.objects.filter(request_type__code="ENT-03", valid_from=date(2019, 9, 1))
    assert {rule.school_kind for rule in kinds} == {"lycee", "lp", "erea"}


def test_a_second_time_changes_nothing() -> None:
    created = load_catalogue().created
    again = load_catalogue()
    assert (again.created, again.differs) == ([], [])
    assert again.unchanged == created


def test_what_an_administrator_changed_stays_until_told_otherwise() -> None:
    load_catalogue()
    RequestType.objects.filter(code="RES-01").update(target_days=3)
    CompetenceRule.objects.filter(request_type__code="ENT-06").update(team_kind="drane")
    report = load_catalogue()
    assert report.differs == [
        "RES-01 : délai visé (JO)",
        "ENT-06, règle générale : nature de la file",
    ]
    assert RequestType.objects.get(code="RES-01").target_days == 3

    report = load_catalogue(overwrite=True)
    assert len(report.overwritten) == 2
    assert RequestType.objects.get(code="RES-01").target_days == 5
    assert CompetenceRule.objects.get(request_type__code="ENT-06").team_kind == "dsi"


def test_a_rule_deleted_by_an_administrator_does_not_come_back_by_itself() -> None:
    load_catalogue()
    CompetenceRule.objects.filter(request_type__code="ENT-01", departement="086").delete()
    report = load_catalogue()
    assert report.created == []
    assert report.differs == ["ENT-01, règle (086, college, 2023-09-01) : absente"]
    assert len(load_catalogue(overwrite=True).created) == 1


def test_a_rule_added_by_an_administrator_is_left_alone() -> None:
    load_catalogue()
    added = CompetenceRule.objects.create(
        request_type=RequestType.objects.get(code="ENT-06"), departement="079", team_kind="drane"
    )
    load_catalogue(overwrite=True)
    added.refresh_from_db()
    assert added.team_kind == "drane"


def test_every_type_has_a_rule_and_every_reference_exists() -> None:
    source = catalogue_file()
    assert set(source.rules) == set(source.types)
    for row in source.types.values():
        assert row["family"] in source.families
        assert {to["code"] for to in row["refer_to"]} <= set(source.types)
