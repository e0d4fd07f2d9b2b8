"""Printed totals that contradict each other only together are found, as few as will do."""

from __future__ import annotations

import dataclasses

import pytest

import crossregime as cr
from crossregime.core.discovery.together import SHOWN, contradictions

HEADER = "published,judgement,group,grades,count,percent,source,place,note\n"


@pytest.fixture
def found(annual):
    """Find the contradictions of a regime with these totals on 2009-12-09: (group, grades, count) each."""

    def find(*totals):
        rows = (f"2009-12-09,care,{group},{grades},{count},,paper,p. 9,\n" for group, grades, count in totals)
        annual.write("totals.csv", HEADER + "".join(rows))
        return list(contradictions(annual.read()))

    return find


@pytest.mark.parametrize("regime", cr.host().builtins)
def test_the_built_in_regimes_have_none(regime):
    assert list(contradictions(cr.regime(regime))) == []


def test_totals_that_some_grades_meet_are_no_contradiction(found):
    assert found(("", "Top", 2), ("region=London", "Top", 1), ("region=South East", "Top", 1)) == []


def test_those_to_blame_are_named_and_those_that_are_not_left_out(found):
    (one,) = found(
        ("region=North West", "Low", 3), ("", "Top", 1), ("region=London", "Top", 1), ("region=South East", "Top", 1)
    )
    assert one.places == (1, 2, 3)
    assert one.sentence == "no completion of care on 2009-12-09 meets all of its printed totals"
    assert one.words.endswith("any one less could: 1 at Top; 1 at Top in London; 1 at Top in South East")


def test_a_total_that_the_grades_themselves_rule_out_stands_alone(found, annual):
    found(("", "Low", 2), ("region=London", "Good", 1))  # Barnet, in London, is printed at Good
    regime = annual.read()
    spoilt = dataclasses.replace(regime.totals[1], lowest=0, highest=0)
    (one,) = contradictions(dataclasses.replace(regime, totals=(regime.totals[0], spoilt)))
    assert one.places == (1,)
    assert "this one can't be true" in one.words


def test_a_long_contradiction_is_written_in_part(found):
    regions = (
        "East Midlands", "East of England", "London", "North East", "North West", "South East", "South West",
        "West Midlands", "Yorkshire and The Humber",
    )  # fmt: skip
    parts = [(f"region={region}", grade, 1) for region in regions for grade in ("Fair", "Top")]
    (one,) = found(("", "Fair|Top", 17), *parts)
    assert len(one.places) == 19
    assert one.words.endswith(f"; {19 - SHOWN} more")
