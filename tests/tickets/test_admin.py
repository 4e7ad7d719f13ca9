"""What the DRANE edits by hand: refused, in French, when it would leave a served school without its team."""

import json
from typing import Any

import pytest
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import reverse

from accounts.models import School
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import academy, covered_school
from tickets.actions.load_catalogue import load_catalogue
from tickets.models import CompetenceRule, RequestType

pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    load_catalogue()
    academy()
    return covered_school(name="Collège Lucie-Bonneval")


@pytest.fixture
def administration(school: School) -> Client:
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def change_url(row: CompetenceRule | RequestType) -> str:
    return reverse(f"admin:tickets_{row._meta.model_name}_change", args=[row.pk])


def form_of(row: Any, **changes: object) -> dict[str, object]:
    filled = {name: "" if value is None else value for name, value in model_to_dict(row).items()}
    as_text = {
        name: json.dumps(value) if isinstance(value, list | dict) else value
        for name, value in filled.items()
    }
    return {name: value for name, value in (as_text | changes).items() if value is not False}


@pytest.mark.parametrize("model", ["family", "requesttype", "competencerule"])
def test_the_lists_and_their_search_open(administration: Client, model: str) -> None:
    url = reverse(f"admin:tickets_{model}_changelist")
    assert administration.get(url).status_code == 200
    assert administration.get(url, {"q": "wifi"} if model != "family" else {}).status_code == 200
    assert administration.get(reverse(f"admin:tickets_{model}_add")).status_code == 200


def test_a_rule_that_opens_a_hole_is_refused_and_the_hole_is_named(
    administration: Client, school: School
) -> None:
    rule = CompetenceRule.objects.get(request_type__code="ENT-06")
    page = administration.post(change_url(rule), form_of(rule, departement="017"))
    assert page.status_code == 200
    assert (
        f"{school.uai} Collège Lucie-Bonneval — ENT-06 : aucune règle"
        in page.context["adminform"].form.non_field_errors()[0]
    )
    rule.refresh_from_db()
    assert rule.departement == ""


def test_a_rule_that_keeps_everybody_served_is_written(administration: Client) -> None:
    rule = CompetenceRule.objects.get(request_type__code="ENT-06")
    page = administration.post(change_url(rule), form_of(rule, team_kind="drane", note="Essai"))
    assert page.status_code == 302
    rule.refresh_from_db()
    assert (rule.team_kind, rule.note) == ("drane", "Essai")


def test_a_rule_needs_a_team_or_a_kind_and_not_both(administration: Client) -> None:
    rule = CompetenceRule.objects.get(request_type__code="ENT-06")
    page = administration.post(change_url(rule), form_of(rule, team_kind=""))
    assert page.context["errors"]


def test_a_rule_in_use_is_not_deleted(administration: Client) -> None:
    rule = CompetenceRule.objects.get(request_type__code="ENT-06")
    url = reverse("admin:tickets_competencerule_delete", args=[rule.pk])
    assert administration.get(url).status_code == 200
    page = administration.post(url, {"post": "yes"}, follow=True)
    assert "Ce changement laisserait des demandes sans file" in page.text
    assert CompetenceRule.objects.filter(pk=rule.pk).exists()


def test_a_rule_that_nobody_needs_is_deleted(administration: Client) -> None:
    rule = CompetenceRule.objects.get(request_type__code="ENT-01", departement="016")
    administration.post(
        reverse("admin:tickets_competencerule_delete", args=[rule.pk]), {"post": "yes"}
    )
    assert not CompetenceRule.objects.filter(pk=rule.pk).exists()


def test_a_type_is_edited_with_its_questions(administration: Client) -> None:
    kind = RequestType.objects.get(code="RES-01")
    questions = [{"name": "room", "label": "Quelle salle ?", "kind": "text", "required": True}]
    page = administration.post(
        change_url(kind), form_of(kind, questions=json.dumps(questions), target_days="4")
    )
    assert page.status_code == 302
    kind.refresh_from_db()
    assert (kind.questions, kind.target_days) == (questions, 4)


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ({"name": "room"}, "Il faut une liste de questions."),
        ([{"name": "salle n°", "label": "Salle", "kind": "text"}], "Chaque question a un nom"),
        ([{"name": "room", "label": " ", "kind": "text"}], "n'a pas de libellé"),
        (
            [{"name": "room", "label": "Salle", "kind": "mot"}],
            "« Salle » : la nature est l'une de text",
        ),
        (
            [{"name": "room", "label": "Salle", "kind": "choice"}],
            "donnez la liste des réponses possibles",
        ),
        (
            [{"name": "room", "label": "Salle", "kind": "text"}] * 2,
            "Deux questions portent le même nom.",
        ),
    ],
)
def test_questions_that_a_form_could_not_show_are_refused(
    administration: Client, questions: object, said: str
) -> None:
    kind = RequestType.objects.get(code="RES-01")
    page = administration.post(change_url(kind), form_of(kind, questions=json.dumps(questions)))
    assert said in page.context["adminform"].form.errors["questions"][0]


def test_a_type_without_rules_is_not_opened(administration: Client) -> None:
    kind = RequestType.objects.get(code="RES-01")
    RequestType.objects.filter(pk=kind.pk).update(active=False)
    kind.rules.all().delete()
    kind.refresh_from_db()
    page = administration.post(change_url(kind), form_of(kind, active="on"))
    assert "RES-01 : aucune règle" in page.context["adminform"].form.errors["active"][0]


def test_the_type_of_unclear_requests_stays_open(administration: Client) -> None:
    kind = RequestType.objects.get(code="HOR-02")
    page = administration.post(change_url(kind), form_of(kind, active=False))
    assert "il reste actif" in page.context["adminform"].form.errors["active"][0]


def test_tickets_are_not_edited_in_the_administration(administration: Client) -> None:
    assert "tickets/ticket/" not in administration.get(reverse("admin:index")).text


def act_on(administration: Client, action: str, school: School) -> str:
    url = reverse("admin:accounts_school_changelist")
    sent = {"action": action, "_selected_action": [school.pk]}
    page = administration.post(url, sent, follow=True)
    school.refresh_from_db()
    return page.text.replace("&#x27;", "'")


def test_a_school_is_served_from_its_list_once_nothing_is_missing(
    administration: Client, school: School
) -> None:
    assert "ne sont plus servis : 1" in act_on(administration, "stop_serving", school)
    assert not school.served
    needed = CompetenceRule.objects.get(request_type__code="ENT-06")
    needed.delete()
    said = act_on(administration, "serve", school)
    assert "n'est pas servi : des demandes n'auraient pas leur file : ENT-06 (aucune règle)" in said
    assert not school.served
    load_catalogue(overwrite=True)
    assert "Établissements servis : 1." in act_on(administration, "serve", school)
    assert school.served
