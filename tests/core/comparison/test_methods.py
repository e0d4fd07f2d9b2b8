"""The methods paragraph names what was done: regimes and dates, pairing, what is known, bounds, statistics, chance."""

from __future__ import annotations

import re

import pytest

import crossregime as cr
from crossregime.core.comparison.methods import FOUND_BY
from crossregime.core.comparison.sentences import PAIRING


@pytest.mark.parametrize(
    "part",
    [
        "published 13 November 2003; 150 councils: 150 printed",
        "published 9 December 2009; 152 councils: 33 printed, 1 deduced, 118 known only as a range",
        "There are 148 councils in both; 6 in one only",
        PAIRING["strict"],
        "Of the 148 pairs both grades are known for 34; for the other 114 a range of possible grades is known, subject",
        "subject to 5 printed totals.",
        "Bounds were found in closed form.",
        "partial identification (Manski 2003)",
        "Kendall's tau-b (M. G. Kendall (1945)",
        f"Computed with crossregime {cr.__version__}.",
    ],
)
def test_it_names_what_was_done(part):
    assert part in cr.compare("ssi2003", "ofsted2009").methods


def test_limits_groups_and_weights_are_named():
    text = cr.compare("ssi2003", "ofsted2009", where="region=London", by="type", weight="population").methods
    for part in ("limited to region London", "grouped by type", "mid-year population 2003"):
        assert part in text


def test_chance_is_named_with_draws_and_seed():
    text = cr.compare("ssi2002", "ssi2003", statistics=["tau_b"], inference=["bootstrap"]).methods
    assert "Inference: bootstrap (10,000 draws, seed 0, level 0.95)." in text


def test_where_all_is_known_nothing_is_bounded():
    text = cr.compare("ssi2003:children.serving", "ssi2003:adults.serving").methods
    assert "Both grades of all 150 pairs are known." in text
    assert not re.search("Manski|Bounds were", text)


def test_every_way_to_find_bounds_has_words():
    methods = {cr.compare(*each).crosstab.solver.method for each in (("ssi2003", "ofsted2009"), ("ssi2002", "ssi2003"))}
    assert methods == {"closed form", "every completion"}
    assert methods < set(FOUND_BY)
