"""A crosswalk from totals takes its numbers from outcomes, totals or their difference, and says its shares."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.crosswalks.empirical import distribution, empirical
from crossregime.core.errors import DataError
from crossregime.core.model.composition import invert

# Totals


def test_the_numbers_at_each_grade_come_from_outcomes_totals_or_the_difference():
    assert distribution(cr.position("ssi2003")) == (8, 52, 74, 16)
    assert distribution(cr.position("ofsted2009")) == (9, 40, 93, 10)
    assert distribution(cr.position("ssi2002@2002-05-30")) == (10, 82, 50, 8)
    assert distribution(cr.position("ssi2002")) == (12, 75, 52, 11)
    assert distribution(cr.position("csci2004")) == (8, 40, 82, 20)
    with pytest.raises(DataError, match="can't be linked by its totals"):
        distribution(cr.position("csci2004:children.serving"))


def test_a_crosswalk_from_totals_says_the_shares():
    walk, concordance = empirical("equipercentile", cr.position("ssi2003"), cr.position("ofsted2009"))
    assert concordance.shares[1] == pytest.approx([(9 / 152 - 8 / 150) * 150 / 52, 40 / 152 * 150 / 52,
                                                   (60 / 150 - 49 / 152) * 150 / 52, 0])  # fmt: skip
    assert walk.links[1].reason == (
        "by equipercentile: 1.7% to Performs poorly, 75.9% to Performs adequately, 22.4% to Performs well"
    )
    assert walk.origin == "worked out"
    back = empirical("equipercentile", cr.position("ofsted2009"), cr.position("ssi2003"))[0]
    assert invert(walk).in_brief == back.in_brief
