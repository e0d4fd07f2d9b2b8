"""A comparison is recorded with the call that made it and every figure by name."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.comparison.comparison import compare_positions
from crossregime.core.errors import UsageError


def test_figures_are_numbers_or_ranges_by_what_they_are_of():
    figures = cr.compare("ssi2003", "ofsted2009").as_run().figures
    assert figures["pairs"] == 148
    assert figures["Two Stars, then Performs well"] == [28, 59]
    assert figures["difference of shares"][0] == pytest.approx(-0.3815, abs=1e-4)


def test_groups_and_several_positions_are_told_apart():
    grouped = cr.compare("ssi2003", "ofsted2009", by="region").as_run().figures
    assert sum(figures for name, figures in grouped.items() if name.endswith(": pairs")) == 148
    three = cr.compare("ssi2002", "ssi2003", "ofsted2009").as_run().figures
    assert sum(name.endswith(": pairs") for name in three) == 2


def test_what_chance_says_is_recorded():
    figures = cr.compare("ssi2003", "ofsted2009", inference=cr.Inference(("permutation",), draws=50)).as_run().figures
    assert any(name.endswith(", permutation") for name in figures)


def test_a_comparison_grouped_anew_has_the_call_for_it():
    found = cr.compare("ssi2003", "ofsted2009").grouped_by("region")
    assert found.as_run().call.options == {"by": "region"}


def test_one_that_no_call_made_is_refused():
    positions = [cr.position("ssi2003"), cr.position("ofsted2009")]
    with pytest.raises(UsageError, match="not made by one call"):
        compare_positions(positions).as_run()
