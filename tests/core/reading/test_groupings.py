"""The groupings that a regime brings: each row with its source, and held to the register."""

from __future__ import annotations

import pytest

import crossregime as cr

TWO = ("ssi2003", "ofsted2009")


def test_a_regime_brings_its_own_groups_with_their_source(annual, call):
    annual.write("groups.csv", "grouping,council,group,source\nplan,Leeds,city,paper\nplan,Kent,county,paper\n")
    regime = annual.read()
    (plan,) = regime.groupings
    assert (plan.id, plan.values, plan.memberships[0].source) == (
        "plan", ("city", "county"), 'The Paper, "Ratings of councils", 2003-11-14',
    )  # fmt: skip
    comparison = cr.compare("ssi2003", regime, by="plan")
    assert [group[0].tabulation.pairs for group in comparison.groups][:2] == [1, 1]
    assert "- plan: city, county (--by plan)" in call("regimes", annual.path, "--show", "all").out
    with pytest.raises(cr.UsageError, match="can't be grouped by 'plan'"):
        cr.compare(*TWO, by="plan")


@pytest.mark.parametrize(
    ("rows", "column", "said"),
    [
        ("plan,Leds,city,paper", "council", "is called 'Leds'"),
        ("plan,Leeds,city,papr", "source", "unknown source 'papr'"),
        ("plan,Leeds,city,", "source", "unknown source ''"),
        ("region,Leeds,city,paper", "grouping", "'region' is built in"),
    ],
)
def test_the_groups_of_a_regime_are_held_to_its_sources_and_the_register(annual, rows, column, said):
    annual.write("groups.csv", f"grouping,council,group,source\n{rows}\n")
    (fault,) = annual.faults()
    assert (fault.file, fault.row, fault.column) == ("./trial/groups.csv", 2, column)
    assert said in fault.what
