"""Coverage and age of rolling positions, and what is left out or opened by them."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

import crossregime as cr
from crossregime.core.comparison import compare_positions
from crossregime.core.errors import UsageError
from crossregime.core.host import Host
from crossregime.core.positions.ages import _before, open_uninspected, parse_age, within_age


@pytest.fixture
def host(make_rolling):
    """A host that knows a rolling regime: two inspections of Barnet, one each of Kent and Northamptonshire."""
    spot = make_rolling(
        "spot",
        "2009-05-01,Barnet,care,Low,Low,printed,paper,p. 1,",
        "2012-05-01,Barnet,care,Good,Good,printed,paper,p. 1,",
        "2010-02-28,Kent,care,Fair,Fair,printed,paper,p. 1,",
        "2012-01-01,Northamptonshire,care,Good,Good,printed,paper,p. 1,",
        "2012-06-01,Northamptonshire,help,Low,Low,printed,paper,p. 1,",
    )
    return Host({"spot": spot.path})


def test_an_inspection_just_so_old_is_kept(host):
    assert within_age(host.position("spot@2012-02-28"), parse_age("2y")).outcomes.height == 2
    assert within_age(host.position("spot@2012-03-01"), parse_age("2y")).outcomes.height == 1


@given(st.dates(min_value=dt.date(1900, 1, 1)), st.integers(0, 400))
def test_twelve_months_are_a_year_and_no_age_lies_in_the_future(date, count):
    assert _before(date, (12 * count, "m")) == _before(date, (count, "y")) <= date


@pytest.mark.parametrize("text", ["3", "y", "3 y", "-1y", "1.5y", "3w", ""])
def test_what_is_no_age_is_refused(text):
    with pytest.raises(UsageError, match="is not an age"):
        parse_age(text)


def test_the_uninspected_can_be_open_over_the_whole_scale(host):
    half = open_uninspected(host.position("spot@2012-05-31"))
    assert half.outcomes.height == 152
    opened = half.outcomes.filter(half.outcomes["published"].is_null())
    assert set(opened.select("worst", "best", "status").iter_rows()) == {(0, 3, "range")}
    assert half.inspected.inspected == 3
    known, everyone = (
        compare_positions([cr.position("ofsted2009"), each]).crosstab.shares[0]
        for each in (host.position("spot@2012-05-31"), half)
    )
    # Of Barnet, Kent and Northamptonshire nothing is open; with the other councils of 2009 beside them the share is.
    assert known.of.highest <= 3
    assert everyone.of.highest > 100
    assert everyone.share.lowest <= Fraction(2, everyone.of.highest)


def test_a_word_that_says_nothing_of_the_uninspected_is_refused():
    with pytest.raises(UsageError, match="'opn' is not allowed here"):
        cr.compare("ssi2003", "ofsted2009", uninspected="opn")


# An inspection is never its own before and after


def test_pairs_of_one_inspection_are_left_out_and_counted_with_the_reason(host):
    comparison = compare_positions([host.position("spot@first"), host.position("spot@2012-05-31")])
    assert comparison.pairs.get_column("series_id").to_list() == ["barnet"]
    assert comparison.crosstab.tabulation.pairs == 1
    (movement,) = comparison.movements.values()
    assert (movement.rises.lowest, movement.unchanged.highest) == (1, 0)
    same = comparison.unpaired.filter(comparison.unpaired["reason"] == "same_inspection")
    assert same.get_column("series_id").to_list() == ["kent", "northamptonshire"]
    assert set(same.get_column("lacks")) == {2}
    assert comparison.of_one_inspection == ("Kent", "Northamptonshire")


def test_the_first_screen_says_how_many_are_left_out_so_and_how_old_grades_are(call, make_rolling):
    row = "Barnet,care,Low,Low,printed,paper,p. 1,"
    folder = make_rolling(
        "spot", f"2009-05-01,{row}", f"2012-05-01,{row}", f"2010-01-01,{row.replace('Barnet', 'Kent')}"
    )
    out = " ".join(call("compare", "--regime", f"{folder.path}@first", "--regime", folder.path).out.split())
    assert "1 council in both; 1 left out, with one and the same inspection in both" in out
    assert "2 of the 152 councils of that day have been inspected" in out


def test_two_judgements_of_one_inspection_are_two_things(make_rolling):
    rows = [f"2009-05-01,{name},{each},Low,Low,printed,paper,p. 1," for name in ("Barnet", "Kent")
            for each in ("care", "help")]  # fmt: skip
    host = Host({"spot": make_rolling("spot", *rows).path})
    assert compare_positions([host.position("spot"), host.position("spot:help")]).pairs.height == 2


# Inheriting at whatever date


@pytest.mark.parametrize("date", ["2021-04-01", "2022-06-30", "2025-12-31"])
def test_a_successor_without_an_inspection_takes_its_predecessor_s_last_at_any_date_after(host, date):
    positions = [cr.position("ofsted2009"), host.position(f"spot@{date}")]
    strict = compare_positions(positions)
    assert not {"west-northamptonshire", "northamptonshire"} & set(strict.pairs["series_id"])
    heirs = compare_positions(positions, lineage="inherit").pairs
    rows = {row["series_id"]: row for row in heirs.iter_rows(named=True)}
    for name in ("west-northamptonshire", "north-northamptonshire"):
        assert (rows[name]["worst_2"], rows[name]["from_2"]) == ("Good", "northamptonshire")
        assert rows[name]["from_1"] == "northamptonshire"
        assert str(rows[name]["published_2"]) == "2012-01-01"


def test_two_sides_that_inherit_one_inspection_are_no_before_and_after(host):
    positions = [host.position("spot@2012-05-31"), host.position("spot@2022-06-30")]
    comparison = compare_positions(positions, lineage="inherit")
    west = comparison.unpaired.filter(comparison.unpaired["series_id"] == "west-northamptonshire")
    assert west.get_column("reason").to_list() == ["same_inspection"]
