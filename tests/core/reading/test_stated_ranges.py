"""What a source states of the councils that it does not name still binds where some ratings were withheld from them."""

from __future__ import annotations

import polars as pl
import pytest

import crossregime as cr

from ...readings import publication

STATED = {
    "judgement": "care", "worst": "Fair", "best": "Good", "reason": "all others that were rated are in between",
    "source": "paper", "place": "p. 9",
}  # fmt: skip
WITHHELD = {"judgement": "care", "count": 2, "source": "paper", "place": "p. 9"}


@pytest.fixture
def stated(annual):
    """Barnet is at the top, Hull at the bottom or one above, 148 are between but for two that were withheld."""
    annual.describe(publication(0, unlisted=[STATED], withheld=[WITHHELD]))
    annual.write("totals.csv", annual.text("totals.csv").splitlines(keepends=True)[0])
    return annual


def of_2003(regime):
    return [total for total in regime.totals if total.published.year == 2003]


def test_no_more_councils_than_were_withheld_can_be_outside_the_stated_range(stated):
    (total,) = of_2003(stated.read())
    # Barnet is outside for certain; Hull may be, and two that were withheld.
    assert (total.ranks, total.lowest, total.highest, total.binds) == ((0, 3), 1, 4, True)
    assert (total.source, total.place, total.printed()) == ("paper", "p. 9", "at most 4")


def test_it_binds_what_is_said_of_all_councils_together(stated):
    """Without it, all 150 could be at the bottom."""
    rows, _ = cr.compare(f"{stated.path}@2003-11-13", "ofsted2009").crosstab.margins
    bottom, *_, top = ((each.lowest, each.highest) for each in rows)
    assert top == (1, 4)
    assert bottom == (0, 3)


def test_of_one_council_it_says_what_it_would_have_to_be(stated):
    rows = stated.read().outcomes.filter((pl.col("printed") == "") & (pl.col("judgement") == "care"))
    (note,) = rows.filter(pl.col("published").dt.year() == 2003).get_column("note").unique()
    assert note.startswith("Fair or Good, unless it is one of the 2 that had a rating withheld; all others")


def test_nothing_is_added_where_a_printed_total_says_as_much(stated):
    stated.add("totals.csv", "2003-11-13,care,,Low|Top,2,,paper,p. 9,")
    (total,) = of_2003(stated.read())
    assert (total.count, total.lowest, total.highest) == (2, 2, 4)


def test_nothing_is_added_where_nothing_was_withheld_or_the_whole_scale_is_left(stated):
    stated.describe(publication(0, withheld=[]))
    assert of_2003(stated.read()) == []
    stated.describe(publication(0, unlisted=[STATED | {"worst": "Low", "best": "Top"}], withheld=[WITHHELD]))
    assert of_2003(stated.read()) == []
