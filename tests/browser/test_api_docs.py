"""The page that shows the API, offline and under the site's Content Security Policy."""

from typing import Any

from playwright.sync_api import expect

from tests.factories.accounts import AffiliationFactory


def test_the_description_of_the_api_shows_itself(new_page: Any, picture: Any) -> None:
    page = new_page(AffiliationFactory().user)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto("/api/v1/docs/")

    expect(page.get_by_role("heading", name="Relais")).to_be_visible()
    expect(page.get_by_text("/api/v1/tickets/{number}/take/")).to_be_visible()
    page.get_by_text("/api/v1/tickets/{number}/take/").click()
    expect(page.get_by_text("Prendre en charge").first).to_be_visible()
    here = page.url.split("/api/")[0]
    assert {url for url in asked if not url.startswith((here, "data:"))} == set()
    picture(page, "api-docs")
