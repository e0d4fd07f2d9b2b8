"""The page in Chromium, from a file and without a network; run by name: pytest tests/render/report/in_a_browser.py."""

from __future__ import annotations

import dataclasses
import json
from functools import partial

import pytest

import crossregime as cr
from crossregime.core.files import csv_text, with_grades
from crossregime.render import report_page

playwright = pytest.importorskip("playwright.sync_api")
pytest.importorskip("vl_convert")
pytest.importorskip("jinja2")


@pytest.fixture(scope="module")
def comparison():
    return cr.compare("ssi2003:children.serving", "ofsted2009")


@pytest.fixture(scope="module")
def address(comparison, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(report_page(comparison, [cr.regime(name) for name in cr.regimes()]), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(window, address):
    """A function that opens the page in a window of a width."""
    return partial(window, address)


def shown(page):
    """Name the councils that the table shows, in its order."""
    rows = "[...document.querySelectorAll('tr.council')].filter(row => !row.hidden).map(row => row.dataset.name)"
    return page.evaluate(rows)


@pytest.mark.parametrize("width", [390, 1280, 1920])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_window_and_axe_finds_nothing_serious(opened, expect_well_made, width, scheme):
    expect_well_made(opened(width, scheme))


def test_region_type_and_search_limit_the_table_and_the_maps(opened, comparison):
    page = opened()
    assert len(shown(page)) == comparison.pairs.height
    page.select_option("#filter-region", "London")
    assert len(shown(page)) == 33
    assert page.inner_text("#shown") == "33 of 148 councils."
    assert page.locator("#map-1 path.out").count() == 150 - 33
    page.select_option("#filter-type", "inner_london")
    page.fill("#filter-name", "ham")
    assert shown(page) == ["Hammersmith and Fulham", "Lewisham", "Tower Hamlets"]
    page.click("#filters button[type=reset]")
    playwright.expect(page.locator("tr.council[hidden]")).to_have_count(0)
    assert page.locator("#map-1 path.out").count() == 0


def test_the_keyboard_alone_sorts_the_table_and_opens_a_council(opened):
    page = opened()
    head = page.locator("th[data-sort=number]").first
    head.locator("button").press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    worst = shown(page)
    head.locator("button").press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert set(shown(page)[:3]).isdisjoint(worst[:3])
    button = page.locator("tr[data-name=Leeds] button.open")
    history = page.locator(f"#{button.get_attribute('aria-controls')}")
    assert not history.is_visible()
    button.press("Enter")
    assert history.is_visible()
    assert "Performs poorly" in history.inner_text()
    link = history.locator("a").first
    link.press("Enter")
    playwright.expect(page.locator(link.get_attribute("href"))).to_be_visible()


def test_the_charts_by_group_follow_the_filter_and_the_filter_follows_them(opened, comparison):
    page = opened()
    groups = page.locator(".group[data-by=region]:visible h4")
    assert groups.count() == 9
    page.select_option("#filter-region", "London")
    assert groups.all_inner_texts() == ["London: 33 councils"]
    assert page.input_value("#group-region") == "London"
    assert page.locator(".group[data-by=type]:visible").count() == 5
    page.select_option("#group-region", label="North East")
    assert groups.all_inner_texts() == ["North East: 12 councils"]
    assert page.input_value("#filter-region") == "North East"
    assert len(shown(page)) == 12
    page.click("#filters button[type=reset]")
    playwright.expect(page.locator(".group[hidden]")).to_have_count(0)
    assert page.input_value("#group-region") == ""
    assert len(shown(page)) == comparison.pairs.height


def test_a_hostile_name_in_the_data_of_a_regime_stays_text(browser, comparison, tmp_path):
    nasty = "<img src=x onerror=document.title='owned'></script><script>document.title='owned'</script>"
    first, second = comparison.positions
    grades = tuple(dataclasses.replace(each, label=f"{each.label} {nasty}", short=f"{each.rank} {nasty}")
                   for each in second.scale.grades)  # fmt: skip
    scale = dataclasses.replace(second.scale, grades=grades, title=nasty)
    judgement = dataclasses.replace(second.judgement, scale=scale, title=nasty, name=nasty)
    regime = dataclasses.replace(second.regime, title=nasty, inspectorate=nasty, judgements=(judgement,))
    spoilt = dataclasses.replace(second, judgements=(judgement,), regimes=(regime,))
    path = tmp_path / "hostile.html"
    path.write_text(report_page(cr.compare(first, spoilt, where="region=London"), [regime], nasty), encoding="utf-8")
    page = browser.new_context(offline=True).new_page()
    page.goto(path.as_uri())
    page.locator("button.open").first.click()
    assert page.locator("img").count() == 0
    assert page.locator("script:not([id])").count() == 1
    assert page.title() != "owned"
    assert nasty in page.inner_text("tr.history >> nth=0")


def test_the_data_are_saved_as_the_program_writes_them(opened, comparison, tmp_path):
    page = opened()
    for button in page.locator("#downloads button").all():
        with page.expect_download() as found:
            button.click()
        found.value.save_as(tmp_path / found.value.suggested_filename)
    assert (tmp_path / "pairs.csv").read_text(encoding="utf-8") == csv_text(with_grades(comparison.pairs))
    saved = json.loads((tmp_path / "comparison.json").read_text(encoding="utf-8"))
    assert saved == json.loads(comparison.to_json())
