"""The site in Chromium, from files and without a network; run by name: pytest tests/render/site/in_a_browser.py."""

from __future__ import annotations

import pytest

PATHS = ("index.html", "regimes/ssi2003.html", "regimes/ofsted2009.html", "councils/leeds.html",
         "councils/bedfordshire.html", "pairs/ssi2003--ofsted2009.html")  # fmt: skip


@pytest.fixture(scope="module")
def folder(files, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture
def opened(window, folder):
    """A function that opens a page in a window of a width."""
    return lambda path="index.html", **options: window((folder / path).as_uri(), **options)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark"), (1920, "light")])
def test_nothing_is_wider_than_the_window_and_axe_finds_nothing_serious(opened, expect_well_made, path, width, scheme):
    expect_well_made(opened(path, width=width, scheme=scheme))


def test_the_keyboard_alone_searches_and_opens_a_council(opened):
    page = opened("regimes/ssi2003.html")
    page.focus("#find-text")
    page.keyboard.type("leed")
    assert page.inner_text("#find-said") == "1 found"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/councils/leeds.html")
    assert page.inner_text("h1") == "Leeds"


def test_the_search_finds_a_code_a_regime_and_a_pair_and_escape_ends_it(opened):
    page = opened()
    for wanted, title in (("E08000035", "Leeds"), ("inspectorate 2003", "SSI performance ratings, November 2003")):
        page.fill("#find-text", wanted)
        assert page.locator("#find-list a").first.inner_text() == title
    page.fill("#find-text", "zzz")
    assert page.inner_text("#find-said") == "nothing found"
    page.press("#find-text", "Escape")
    assert page.input_value("#find-text") == ""
    assert not page.locator("#find-list").is_visible()


def test_a_hexagon_of_the_map_leads_to_its_council(opened):
    page = opened()
    page.locator(".places a[aria-label=Kent]").click()
    page.wait_for_url("**/councils/kent.html")
    assert page.locator(".places a[aria-current=page]").get_attribute("aria-label") == "Kent"


def test_the_report_of_a_pair_works_within_the_site(opened):
    page = opened("pairs/ssi2003--ofsted2009.html")
    page.fill("#filter-name", "barnet")
    assert page.inner_text("#shown") == "1 of 33 councils."
    assert page.locator("#data a[download]").count() == 2
