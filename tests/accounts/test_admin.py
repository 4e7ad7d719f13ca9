"""The administration of people and places: what it shows, refuses and asks for."""

from datetime import date

import pytest
from django.contrib import admin
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import reverse

from accounts.enums import Coverage, ManagedBy, Role
from accounts.models import Affiliation, Calendar, Closure, Invitation, School, Team, User
from tests.factories.accounts import (
    AffiliationFactory,
    CalendarFactory,
    NetworkFactory,
    SchoolFactory,
    TeamFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

MODELS = [model for model in admin.site._registry if model._meta.app_label == "accounts"]


@pytest.fixture
def administration(client: Client) -> Client:
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    return client


def form_of(row: object, **changes: object) -> dict[str, object]:
    filled = model_to_dict(row) | changes
    return {
        name: "" if value is None else value for name, value in filled.items() if value is not False
    }


def inline(prefix: str, *rows: dict[str, object]) -> dict[str, object]:
    data: dict[str, object] = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def errors(page: object) -> dict[str, list[str]]:
    return page.context["adminform"].form.errors


def test_every_table_of_people_and_places_is_there() -> None:
    names = {model._meta.model_name for model in MODELS}
    assert names == {
        "affiliation",
        "calendar",
        "network",
        "organisation",
        "school",
        "schoolholiday",
        "team",
        "user",
    }


@pytest.mark.parametrize("model", MODELS)
def test_lists_searches_and_forms_open(administration: Client, model: type) -> None:
    AffiliationFactory(role=Role.TECHNICIAN, team__schools=[SchoolFactory()])
    url = reverse(f"admin:accounts_{model._meta.model_name}_changelist")
    assert administration.get(url).status_code == 200
    assert administration.get(url, {"q": "été 086"}).status_code == 200
    assert administration.get(f"{url}add/").status_code == 200
    for row in model.objects.all()[:1]:
        assert administration.get(f"{url}{row.pk}/change/").status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_a_list_costs_the_same_with_one_row_and_with_many(
    administration: Client, model: type, django_assert_num_queries
) -> None:
    url = reverse(f"admin:accounts_{model._meta.model_name}_changelist")

    def cost() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as context:
            administration.get(url)
        return len(context)

    def one_more() -> None:
        network = NetworkFactory()
        team = TeamFactory(
            coverage=Coverage.NETWORK,
            network=network,
            substitute=UserFactory(),
            schools=[SchoolFactory()],
        )
        AffiliationFactory(school=SchoolFactory(network=network))
        AffiliationFactory(role=Role.TECHNICIAN, team=team)

    one_more()
    cost()
    first = cost()
    for _ in range(3):
        one_more()
    assert cost() == first


def test_search_knows_no_accents(administration: Client) -> None:
    SchoolFactory(name="Collège de Vérines", commune="Vérines-en-Bocage")
    SchoolFactory(name="Collège du Sourdon")
    url = reverse("admin:accounts_school_changelist")
    for text in ("verines", "VÉRINES", "college bocage"):
        assert administration.get(url, {"q": text}).context["cl"].result_count == 1
    autocomplete = reverse("admin:autocomplete")
    found = administration.get(
        autocomplete,
        {
            "term": "verines",
            "app_label": "accounts",
            "model_name": "affiliation",
            "field_name": "school",
        },
    )
    assert len(found.json()["results"]) == 1


def test_a_person_is_added_by_address_and_invited(administration: Client) -> None:
    school = SchoolFactory()
    role = {"role": "rupn", "school": school.pk, "starts_on": "01/09/2026"}
    page = administration.post(
        reverse("admin:accounts_user_add"),
        {
            "email": "Zoe@Exemple.test",
            "first_name": "Zoé",
            "last_name": "Martin",
            **inline("affiliations", role),
        },
    )
    assert page.status_code == 302, errors(page)
    user = User.objects.get(email="zoe@exemple.test")
    assert not user.has_usable_password()
    assert user.affiliations.get().school == school
    assert Invitation.objects.get().user == user


def test_an_invitation_is_asked_again(administration: Client) -> None:
    user = UserFactory()
    url = reverse("admin:accounts_user_changelist")
    ask = {"action": "send_invitation", "_selected_action": [user.pk]}
    assert "Elles partent" in administration.post(url, ask, follow=True).text
    assert Invitation.objects.get().user == user
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert "Ce compte est désactivé" in administration.post(url, ask, follow=True).text


@pytest.mark.parametrize(
    ("role", "places", "wrong"),
    [
        ("rupn", {}, "school"),
        ("technician", {"school": True}, "team"),
        ("referent", {}, "departement"),
        ("observer", {"departement": "086"}, "departement"),
    ],
)
def test_a_role_without_its_place_is_refused_in_french(
    administration: Client, role: str, places: dict[str, object], wrong: str
) -> None:
    if "school" in places:
        places = {"school": SchoolFactory().pk}
    data = {"user": UserFactory().pk, "role": role, "starts_on": "01/09/2026", **places}
    page = administration.post(reverse("admin:accounts_affiliation_add"), data)
    assert wrong in errors(page)
    assert "__all__" not in errors(page)
    assert not Affiliation.objects.exists()


def test_a_served_school_cannot_be_closed_nor_routed_elsewhere(administration: Client) -> None:
    school = SchoolFactory(served=True)
    url = reverse("admin:accounts_school_change", args=[school.pk])
    page = administration.post(url, form_of(school, closed_on="01/09/2026"))
    assert "cessez d'abord de le servir" in errors(page)["closed_on"][0]
    page = administration.post(url, form_of(school, calendar=""))
    assert "cessez d'abord de le servir" in errors(page)["calendar"][0]
    page = administration.post(url, form_of(school, managed_by=ManagedBy.REGION, ent="i-Cart"))
    assert page.status_code == 302
    school.refresh_from_db()
    assert (school.managed_by, school.ent, school.served) == (ManagedBy.DEPARTEMENT, "i-Cart", True)


def test_serving_is_not_decided_here(administration: Client) -> None:
    school = SchoolFactory()
    url = reverse("admin:accounts_school_change", args=[school.pk])
    page = administration.post(url, form_of(school, served="on", managed_by=ManagedBy.REGION))
    assert page.status_code == 302, errors(page)
    school.refresh_from_db()
    assert (school.managed_by, school.served) == (ManagedBy.REGION, False)


def test_a_wrong_uai_is_refused(administration: Client) -> None:
    data = form_of(SchoolFactory.build(calendar=None), uai="0869101b", calendar="")
    page = administration.post(reverse("admin:accounts_school_add"), data)
    assert "clé de l'UAI" in errors(page)["uai"][0]
    assert not School.objects.exists()


def test_a_team_whose_reach_does_not_fit_is_refused_in_french(administration: Client) -> None:
    team = TeamFactory()
    url = reverse("admin:accounts_team_change", args=[team.pk])
    wrong = form_of(team, coverage=Coverage.DEPARTEMENT, schools=[], substitute=team.lead.pk)
    page = administration.post(url, wrong)
    assert set(errors(page)) == {"departement", "substitute"}
    page = administration.post(url, form_of(team, schools=[], departement="086"))
    assert set(errors(page)) == {"departement"}
    page = administration.post(url, form_of(team, schools=[SchoolFactory().pk], active=False))
    assert page.status_code == 302
    assert not Team.objects.get().active


def test_hours_that_no_clock_could_follow_are_refused(administration: Client) -> None:
    calendar = CalendarFactory()
    url = reverse("admin:accounts_calendar_change", args=[calendar.pk])
    page = administration.post(
        url, form_of(calendar, weekly_hours='{"0": [["18:00", "08:00"]]}') | inline("closures")
    )
    assert "est vide" in errors(page)["weekly_hours"][0]
    closure = {"starts_on": "15/05/2026", "ends_on": "15/05/2026", "label": "pont"}
    page = administration.post(
        url,
        form_of(calendar, weekly_hours='{"0": [["08:00", "18:00"]]}') | inline("closures", closure),
    )
    assert page.status_code == 302
    assert Calendar.objects.get().weekly_hours == {"0": [["08:00", "18:00"]]}
    assert Closure.objects.get().starts_on == date(2026, 5, 15)


@pytest.mark.parametrize("name", ["calendar", "schoolholiday"])
def test_it_says_when_the_school_holidays_run_out(administration: Client, name: str) -> None:
    url = reverse(f"admin:accounts_{name}_changelist")
    assert "vacances scolaires" not in "".join(
        str(m) for m in administration.get(url).context["messages"]
    )
    CalendarFactory(zone="A")
    [message] = administration.get(url).context["messages"]
    assert "zone A" in str(message)


@pytest.mark.parametrize("model", [User, School, Team, Affiliation])
def test_nothing_that_history_refers_to_is_deleted(administration: Client, model: type) -> None:
    row = AffiliationFactory(role=Role.TECHNICIAN, team__schools=[SchoolFactory()])
    target = model.objects.first()
    name = model._meta.model_name
    url = reverse(f"admin:accounts_{name}_delete", args=[target.pk])
    assert administration.post(url, {"post": "yes"}).status_code == 403
    listing = administration.get(reverse(f"admin:accounts_{name}_changelist"))
    assert "delete_selected" not in listing.text
    row.refresh_from_db()
