"""A real Chromium before the real pages, in a pytest process of its own (see the Makefile).

Playwright keeps an event loop in this thread, and Django then refuses its database to it: the tests
say that they know what they do. That is why they do not share a process with the others.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).resolve().parents[2] / "build" / "pictures"
DESKTOP, PHONE = 1280, 360
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What the browser says of an answer 4xx is no fault of the page: tests ask for such answers.
EXPECTED = "Failed to load resource: the server responded with a status of 4"

NewPage = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_page(chromium: Browser, live_server: Any) -> Iterator[NewPage]:
    """Open a page of somebody's own: ``new_page(user, width=360)``; nobody is signed in without one.

    An error of a script, or a refusal by the Content Security Policy, fails the test at its end.
    """
    contexts, complaints = [], []

    def hear(message: Any) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            complaints.append(message.text)

    def open_page(user: Any = None, *, width: int = DESKTOP, javascript: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            locale="fr-FR",
            timezone_id="Europe/Paris",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        if user is not None:
            context.add_cookies([_session_of(user, live_server.url)])
        page = context.new_page()
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _session_of(user: Any, url: str) -> Any:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A desktop screen, nobody signed in."""
    return new_page()


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    """The narrowest screen we answer for, nobody signed in."""
    return new_page(width=PHONE)


@pytest.fixture(scope="session")
def check_access() -> Callable[[Page], None]:
    """Fail on anything axe finds, and on a page wider than its screen."""
    axe = Axe()

    def check(page: Page) -> None:
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()
        width: int = page.evaluate("document.documentElement.scrollWidth")
        assert page.viewport_size
        assert width <= page.viewport_size["width"], "the page scrolls sideways"

    return check


@pytest.fixture(scope="session")
def picture() -> Callable[[Page, str], None]:
    """Keep a picture of the whole page in build/pictures/, to be looked at."""

    def take(page: Page, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    return take
