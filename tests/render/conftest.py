"""Chromium for tests of pages, from files and without a network: Playwright drives the one that is installed.

Without either, a test that asks for it skips.
"""

from __future__ import annotations

import shutil

import pytest


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("there is no Chromium here")
    with playwright.sync_playwright() as run:
        chromium = run.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def window(browser):
    """A function that opens an address in a window of a width; what its console says is an error."""
    said = []

    def go(address, width=1280, scheme="light"):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True, accept_downloads=True
        )
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address)
        return page

    yield go
    assert said == []


@pytest.fixture
def expect_well_made():
    """A function that holds a page to its window and to WCAG: nothing wider, and nothing serious that axe finds."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")

    def hold(page):
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
        # Without preload axe fetches no style sheet, which a page's policy would refuse it.
        found = axe.Axe().run(page, options={"preload": False}).response["violations"]
        serious = [each for each in found if each["impact"] in ("serious", "critical")]
        assert [(each["id"], each["nodes"][0]["html"]) for each in serious] == []

    return hold
