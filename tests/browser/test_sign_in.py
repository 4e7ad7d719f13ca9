"""The first page anybody meets."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Check = Callable[[Page], None]


@pytest.mark.parametrize("screen", ["page", "phone"])
def test_the_sign_in_page_is_reachable_by_everyone(
    screen: str, request: pytest.FixtureRequest, check_access: Check
) -> None:
    page: Page = request.getfixturevalue(screen)
    page.goto("/compte/login/")
    expect(page.locator("form input[type=password]")).to_be_visible()
    check_access(page)
