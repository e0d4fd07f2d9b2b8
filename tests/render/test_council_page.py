"""One page of a council for a committee: all that is held, in one file that needs no network."""

from __future__ import annotations

import itertools
import re

import pytest

import crossregime as cr
from crossregime.core.errors import UsageError
from crossregime.core.profiles import profile
from crossregime.render import council_page
from crossregime.render.council_page import council_html

REGIMES = tuple(cr.regime(name) for name in ("ssi2002", "ssi2003", "csci2004", "ofsted2009"))


@pytest.fixture(scope="module")
def found():
    return profile(cr.council("Leeds"), REGIMES)


@pytest.fixture(scope="module")
def page(found):
    return council_html(found, cr.standing("Leeds", regimes=REGIMES))


def test_every_headline_rating_stands_there_with_how_it_is_known_and_its_source(page, found):
    for each in found.own:
        if each.headline:
            assert f">{each.grade}</td>" in page
            assert f"{each.source}, {each.place}" in page


@pytest.mark.parametrize("part", ["What changed", "Leeds among its statistical neighbours", "Beside whom", "Sources",
                                  "Every judgement of it", "Not like for like"])  # fmt: skip
def test_it_has_each_part(page, part):
    assert part in page


def test_it_loads_nothing(page):
    assert not re.search(r"<(script|link|img|iframe)|@import|url\(", page)


def test_headings_go_down_by_one(page):
    levels = [int(each) for each in re.findall(r"<h(\d)", page)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_without_what_draws_the_rest_of_the_page_stands(found, monkeypatch):
    def missing(*_):
        raise UsageError("the extra is missing")

    monkeypatch.setattr(council_page, "draw_timeline", missing)
    page = council_html(found, None, "It has no neighbours.")
    assert "<svg" not in page
    assert "It has no neighbours." in page


def test_a_council_that_none_rated_says_so():
    assert "None of these regimes rated it." in council_html(profile(cr.council("Leeds"), REGIMES[:0]), None)


def test_what_is_said_is_escaped(found):
    page = council_html(found, None, "<b>")
    assert "&lt;b&gt;" in page
