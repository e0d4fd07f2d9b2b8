"""The worked study shows what the program and the plugin now give, and its conclusions are those of its figures."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

import crossregime as cr

PLUGINS = Path(__file__).parent.parent
PAGE = PLUGINS / "crossregime-ofsted" / "docs" / "study.md"


@pytest.fixture(scope="module")
def text():
    return PAGE.read_text(encoding="utf-8")


def test_the_examples_of_the_study_give_what_it_shows(text, monkeypatch):
    monkeypatch.syspath_prepend(PLUGINS.parent / "docs")
    now, faults = importlib.import_module("refresh").refreshed(PAGE)
    assert faults == []
    assert now == text, "run docs/refresh.py on this page, with the plugin installed"


def test_the_shares_that_it_concludes_from_are_those_of_the_table(text):
    counts = cr.compare("ssi2003:children.serving", "sif@first").crosstab.tabulation.counts
    (low, of_low), (high, of_high) = (
        tuple(
            sum(count for (first, second), count in counts.items() if first[0] in ranks and second[0] in then)
            for then in ((0,), range(4))
        )
        for ranks in ((0, 1), (2, 3))
    )
    assert (low, of_low, high, of_high) == (22, 83, 10, 60)
    conclusions = " ".join(text.partition("## What follows")[2].split())
    shares = [round(100 * low / of_low), round(100 * high / of_high)]
    assert f"{shares[0]}% against {shares[1]}%" in conclusions
    prose = " ".join(re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL).split())
    others = of_low + of_high - low - high
    assert f"22 of the 32 inadequate councils, {round(100 * low / (low + high))}%" in prose
    assert f"{of_low - low} of the {others} others, {round(100 * (of_low - low) / others)}%" in prose
    assert f"(of all councils {round(100 * of_low / (of_low + of_high))}% had)" in prose


def test_the_difference_of_2009_rests_on_one_council_as_it_says():
    contrast = cr.compare("ofsted2009", "sif@first").contrast(given=["1"], then=["inadequate"])
    assert round(100 * contrast.difference.lowest) == 12
    assert round(100 * (2 / 9 - 30 / 138)) <= 1
