"""The description of the API says all that it does, and the page that shows it breaks no rule of the site."""

import pytest
from django.test import Client
from django.urls import get_resolver
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema

from accounts.api.docs import document
from helpdesk import api as mounted
from tests.api.conftest import BASE, Api
from tests.factories.world import World
from tickets.api.ways import WAYS

pytestmark = pytest.mark.django_db


def test_the_document_is_valid_and_nothing_in_it_is_guessed() -> None:
    document.cache_clear()
    described = document()
    assert not GENERATOR_STATS
    validate_schema(described)


def test_every_endpoint_is_in_it() -> None:
    found = {
        pattern.name
        for part in get_resolver(mounted.__name__).url_patterns[:2]
        for pattern in part.url_patterns
    }
    assert len(found) == len(document()["paths"])


def test_every_deed_says_its_body_and_its_refusals() -> None:
    paths = document()["paths"]
    for deed in WAYS:
        operation = paths[f"{BASE}/tickets/{{number}}/{deed.value}/"]["post"]
        assert operation["summary"] == deed.label
        assert set(operation["requestBody"]["content"]) == {
            "application/json",
            "multipart/form-data",
        }
        assert {"200", "400", "401", "403", "404", "409", "412"} <= set(operation["responses"])
        refused = operation["responses"]["409"]["content"]["application/problem+json"]["schema"]
        assert refused == {"$ref": "#/components/schemas/Problem"}


def test_every_operation_is_told_in_french() -> None:
    for path, operations in document()["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            assert operation["description"], path


def test_it_is_read_as_json_or_yaml(world: World, api: Api) -> None:
    json = api("rupn").get(f"{BASE}/schema/")
    assert json["Content-Type"] == "application/json"
    assert json.json()["info"]["title"] == "Relais"
    kind = "application/vnd.oai.openapi"
    yaml = api("rupn").get(f"{BASE}/schema/?lang=x&version=a%0Ab", headers={"Accept": kind})
    assert yaml.content.startswith(b"openapi:")


def test_the_page_has_no_script_or_style_of_its_own(world: World) -> None:
    browser = Client()
    page = f"{BASE}/docs/"
    assert browser.get(page).status_code == 302
    browser.force_login(world.user("rupn"))
    answer = browser.get(page)
    html = answer.content.decode()
    assert answer.status_code == 200
    for inline in ("<script>", "<style", "style=", "onload="):
        assert inline not in html
    script = browser.get(f"{page}?script=")
    assert script["Content-Type"] == "application/javascript"
    assert b'url: "../schema/"' in script.content.replace(b"\\u002D", b"-")
