from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from accounts.actions.import_people import import_people
from accounts.actions.people_report import PeopleReport
from accounts.enums import Role, TeamKind
from accounts.models import Affiliation, Invitation, School, Team, User
from accounts.permissions import Actor
from accounts.refusals import Forbidden
from accounts.rules.people_list import read_person
from accounts.rules.tables import read_table
from tests.factories.accounts import AffiliationFactory, SchoolFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 15, 8, 5, tzinfo=UTC)
TODAY = date(2026, 9, 15)


@pytest.fixture
def school() -> School:
    return SchoolFactory()


def receive(*lines: str, **options: bool) -> PeopleReport:
    raw = "\n".join(["email;prénom;nom;rôle;lieu;du;au", *lines]).encode()
    rows = read_table(raw, whole_lines=False).rows
    people = [read_person(row) for row in rows]
    return import_people(lines=people, actor=Actor.system(), now=NOW, **options)


def versions() -> set[tuple[str, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ".join(
                f"SELECT '{t}', id, xmin::text::bigint FROM accounts_{t}"
                for t in ("user", "affiliation", "team", "invitation")
            )
        )
        return set(cursor.fetchall())


def test_people_get_an_account_a_role_and_an_invitation(school: School) -> None:
    report = receive(
        f"zoe@exemple.test;Zoé;MARTIN;RUPN;{school.uai};01/09/2026;31/08/2027",
        "ali@exemple.test;Ali;Ben;observateur;;;",
        "eve@exemple.test;Ève;Roy;référent DRANE;86;;",
    )
    zoe = User.objects.get(email="zoe@exemple.test")
    assert zoe.get_full_name() == "Zoé Martin"
    assert not zoe.has_usable_password()
    rupn = zoe.affiliations.get()
    assert (rupn.role, rupn.school, rupn.starts_on) == (Role.RUPN, school, date(2026, 9, 1))
    assert rupn.ends_on == date(2027, 9, 1)
    assert Affiliation.objects.get(role=Role.REFERENT).departement == "086"
    assert Affiliation.objects.get(role=Role.OBSERVER).starts_on == TODAY
    assert (len(report.people), len(report.created), report.invited) == (3, 3, 3)
    assert Invitation.objects.filter(sent_at=None, next_try_at=NOW).count() == 3


def test_a_second_time_writes_nothing(school: School) -> None:
    team = TeamFactory(lead=None)
    lines = (
        f"zoe@exemple.test;Zoé;Martin;RUPN;{school.uai};;",
        f"zoe@exemple.test;Zoé;Martin;RUPN;{school.uai};;",
        f"luc@exemple.test;Luc;Roy;chef;{school.uai};01/09/2026;",
        f"mia@exemple.test;Mia;Roy;adjointe;{school.uai};;",
        f"tom@exemple.test;Tom;Roy;responsable de file;{team.code.upper()};;",
    )
    receive(*lines, end_missing=True)
    before = versions()
    report = receive(*lines, end_missing=True)
    assert (report.unchanged, report.created, report.changed, report.ended) == (5, [], [], [])
    assert (report.people, report.invited, report.teams) == ([], 0, [])
    assert versions() == before


def test_a_dry_run_leaves_no_trace(school: School) -> None:
    before = versions()
    report = receive(f"zoe@exemple.test;Zoé;Martin;chef;{school.uai};;", dry_run=True)
    assert len(report.people) == len(report.created) == report.invited == 1
    assert versions() == before


def test_the_head_gets_a_one_person_team(school: School) -> None:
    receive(
        f"luc@exemple.test;Luc;Roy;Proviseur;{school.uai};;",
        f"mia@exemple.test;Mia;Roy;Proviseure adjointe;{school.uai};;",
    )
    team = Team.objects.get(kind=TeamKind.HEAD)
    assert (team.lead.first_name, team.substitute.first_name) == ("Luc", "Mia")
    assert list(team.schools.all()) == [school]
    assert team.calendar == school.calendar
    assert team.organisation.code == "etablissements"


def test_who_is_head_tomorrow_does_not_lead_today(school: School) -> None:
    receive(
        f"luc@exemple.test;Luc;Roy;chef;{school.uai};;",
        f"ada@exemple.test;Ada;Roy;chef;{school.uai};16/09/2026;",
    )
    assert Team.objects.get().lead.first_name == "Luc"


def test_a_new_head_takes_the_team_and_the_former_one_leaves(school: School) -> None:
    receive(f"luc@exemple.test;Luc;Roy;chef;{school.uai};01/09/2020;")
    report = receive(f"ada@exemple.test;Ada;Roy;chef;{school.uai};;", end_missing=True)
    team = Team.objects.get()
    assert (team.lead.first_name, team.substitute) == ("Ada", None)
    assert [user.first_name for user in report.leavers] == ["Luc"]
    assert Affiliation.objects.get(user__first_name="Luc").ends_on == TODAY


def test_a_school_without_any_calendar_gets_no_team_and_it_is_told() -> None:
    school = SchoolFactory(calendar=None)
    report = receive(f"luc@exemple.test;Luc;Roy;chef;{school.uai};;")
    assert not Team.objects.exists()
    assert "pas de calendrier" in report.teams[0]


def test_a_substitute_named_by_hand_stays(school: School) -> None:
    receive(f"luc@exemple.test;Luc;Roy;chef;{school.uai};;")
    someone = UserFactory()
    Team.objects.update(substitute=someone)
    receive(f"luc@exemple.test;Luc;Roy;chef;{school.uai};;", end_missing=True)
    assert Team.objects.get().substitute == someone


def test_a_team_without_a_lead_gets_one_and_one_with_a_lead_keeps_it() -> None:
    empty, led = TeamFactory(lead=None), TeamFactory()
    lead = led.lead
    report = receive(
        f"tom@exemple.test;Tom;Roy;responsable;{empty.code};;",
        f"tom@exemple.test;Tom;Roy;responsable;{led.code};;",
        f"ida@exemple.test;Ida;Roy;responsable;{empty.code};;",
    )
    empty.refresh_from_db()
    led.refresh_from_db()
    assert (empty.lead.first_name, led.lead) == ("Tom", lead)
    assert len(report.teams) == 1


def test_what_cannot_be_read_is_told_and_the_rest_loads(school: School) -> None:
    report = receive(
        "zoe;Zoé;Martin;RUPN;;;",
        f"a@exemple.test;A;B;chanteur;{school.uai};;",
        "b@exemple.test;A;B;RUPN;0869999Z;;",
        "c@exemple.test;A;B;technicien;nulle-part;;",
        f"d@exemple.test;A;B;RUPN;{school.uai};;",
    )
    assert [refused.line for refused in report.refused] == [2, 3, 4, 5]
    assert [user.email for user in User.objects.all()] == ["d@exemple.test"]


def test_a_blank_name_keeps_the_name_and_a_new_one_is_told(school: School) -> None:
    user = UserFactory(email="zoe@exemple.test", first_name="Zoé", last_name="Martin")
    receive(f"zoe@exemple.test;;;RUPN;{school.uai};;")
    report = receive(f"ZOE@exemple.test;Zoé;Roy;RUPN;{school.uai};;")
    user.refresh_from_db()
    assert user.get_full_name() == "Zoé Roy"
    assert user.has_usable_password()
    assert "s'appelle désormais Zoé Roy" in report.remarks[0].text
    assert not Invitation.objects.exists()


def test_a_closed_account_stays_closed(school: School) -> None:
    UserFactory(email="zoe@exemple.test", is_active=False)
    report = receive(f"zoe@exemple.test;Zoé;Martin;RUPN;{school.uai};;")
    assert not User.objects.get().is_active
    assert any("désactivé" in remark.text for remark in report.remarks)


def test_only_named_roles_in_named_places_end_and_only_when_asked(school: School) -> None:
    gone = AffiliationFactory(school=school)
    other_role = AffiliationFactory(school=school, role=Role.MANAGER)
    other_place = AffiliationFactory()
    to_come = AffiliationFactory(school=school, starts_on=TODAY + timedelta(30))
    line = f"zoe@exemple.test;Zoé;Martin;RUPN;{school.uai};;"
    assert receive(line).ended == []
    report = receive(line, end_missing=True)
    rows = {row.pk: row for row in Affiliation.objects.all()}
    assert rows[gone.pk].ends_on == TODAY
    assert rows[to_come.pk].ends_on == to_come.starts_on
    assert rows[other_role.pk].ends_on is rows[other_place.pk].ends_on is None
    assert len(report.ended) == 2
    assert {user.pk for user in report.leavers} == {gone.user_id, to_come.user_id}


def test_nobody_loses_a_role_because_of_a_damaged_line(school: School) -> None:
    other = SchoolFactory()
    named = AffiliationFactory(school=school, user__email="named@exemple.test")
    someone = AffiliationFactory(school=other)
    good = (
        f"zoe@exemple.test;Zoé;Martin;RUPN;{school.uai};;",
        f"zoe@exemple.test;Zoé;Martin;RUPN;{other.uai};;",
    )
    # the first refused line names a person, the second a place
    receive(
        *good,
        f"named@exemple.test;N;A;RUPN;{school.uai};rentrée;",
        f"sans arobase;N;A;RUPN;{other.uai};;",
        end_missing=True,
    )
    for row in (named, someone):
        row.refresh_from_db()
        assert row.ends_on is None
    # what names nobody could be anybody
    report = receive(*good, ";;;RUPN;;;", end_missing=True)
    assert report.ended == []
    assert any("Personne ne perd de rôle" in remark.text for remark in report.remarks)


def test_what_a_leaver_led_passes_on() -> None:
    team, second = TeamFactory(), TeamFactory()
    leaver = team.lead
    AffiliationFactory(user=leaver, role=Role.TEAM_LEAD, team=team)
    substitute = UserFactory()
    Team.objects.filter(pk=team.pk).update(substitute=substitute)
    Team.objects.filter(pk=second.pk).update(substitute=leaver, escalation_contact=leaver)
    # the list names another lead later on: the substitute leads meanwhile
    report = receive(
        f"tom@exemple.test;Tom;Roy;responsable;{team.code};01/10/2026;", end_missing=True
    )
    team.refresh_from_db()
    second.refresh_from_db()
    assert (team.lead, team.substitute) == (substitute, None)
    assert second.substitute is second.escalation_contact is None
    assert len(report.teams) == 3


def test_a_team_left_without_a_lead_is_told() -> None:
    team = TeamFactory()
    AffiliationFactory(user=team.lead, role=Role.TEAM_LEAD, team=team)
    report = receive(
        f"tom@exemple.test;Tom;Roy;responsable;{team.code};01/10/2026;", end_missing=True
    )
    team.refresh_from_db()
    assert not team.can_receive
    assert any("ne peut plus recevoir" in text for text in report.teams)


def test_a_role_that_ended_begins_again(school: School) -> None:
    row = AffiliationFactory(school=school, ends_on=TODAY, user__email="zoe@exemple.test")
    receive(f"zoe@exemple.test;;;RUPN;{school.uai};01/09/2026;")
    first, second = row.user.affiliations.order_by("starts_on")
    assert (first.ends_on, second.starts_on, second.ends_on) == (TODAY, TODAY, None)


def test_no_invitations_when_not_wanted(school: School) -> None:
    report = receive(f"zoe@exemple.test;Z;M;RUPN;{school.uai};;", invitations=False)
    assert report.invited == 0
    assert not Invitation.objects.exists()


def test_a_stranger_may_not() -> None:
    with pytest.raises(Forbidden):
        import_people(lines=[], actor=Actor(user_id=1), now=NOW)


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries) -> None:
    for count in (1, 30):
        schools = SchoolFactory.create_batch(count)
        lines = [
            f"{role}{school.uai}@exemple.test;A;B;{role};{school.uai};;"
            for school in schools
            for role in ("RUPN", "gestionnaire")
        ]
        with django_assert_max_num_queries(14):
            receive(*lines, end_missing=True)
