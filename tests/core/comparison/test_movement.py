"""Movement on a common scale, and what is no movement."""

from __future__ import annotations

import polars as pl
import pytest

import crossregime
from crossregime.core.bounds.interval import Counts


@pytest.fixture(scope="module")
def stars():
    return crossregime.compare("ssi2002@2002-11-14", "ssi2003", by="region")


def test_from_november_2002_to_2003_41_rose_6_fell_and_103_stayed_whichever_way_the_soft_pair_falls(stars):
    moved = stars.movements[1, 2]
    assert (moved.rises, moved.falls, moved.unchanged) == (Counts(41, 41), Counts(6, 6), Counts(103, 103))
    assert moved.named("uncertain").get_column("series_id").to_list() == ["reading", "windsor-and-maidenhead"]


def test_movers_are_named_with_their_grades(stars):
    moved = stars.movements[1, 2]
    row = moved.movers.row(by_predicate=pl.col("series_id") == "east-sussex", named=True)
    assert (row["worst_1"], row["worst_2"], row["move"]) == (0, 2, "rise")
    assert set(moved.named("fall").get_column("series_id")) == {
        "cumbria", "oldham", "plymouth", "rochdale", "rotherham",
    }  # fmt: skip


def test_movement_is_measured_only_on_a_common_scale():
    assert crossregime.compare("ssi2003", "ofsted2009").movements == {}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ssi2003:children.serving", "ssi2003:adults.serving"),  # two services on one day
        ("ssi2002:children.serving", "ssi2003:adults.serving"),  # two services at two dates
        ("ssi2003:children.capacity", "ssi2003:adults.capacity"),
    ],
)
def test_two_things_set_side_by_side_are_higher_and_lower_and_have_not_moved(first, second):
    comparison = crossregime.compare(first, second)
    found = comparison.movements[1, 2]
    assert not found.change
    assert "rose" not in found.sentence
    assert "higher in the second" in found.sentence
    assert {each.entry.family for each in comparison.figures[comparison.crosstab]} == {"association", "agreement"}


def test_a_measure_of_change_can_be_asked_for_all_the_same():
    comparison = crossregime.compare("ssi2003:children.serving", "ssi2003:adults.serving", statistics="mean_shift")
    assert [each.name for each in comparison.figures[comparison.crosstab]] == ["mean_shift"]


def test_movement_goes_by_the_dates_whichever_is_named_first(stars):
    back = crossregime.compare("ssi2003", "ssi2002@2002-11-14").movements[1, 2]
    forth = stars.movements[1, 2]
    assert (back.sides, forth.sides) == ((2, 1), (1, 2))
    assert (back.rises, back.falls, back.unchanged) == (forth.rises, forth.falls, forth.unchanged)
    assert back.movers.drop("name").equals(forth.movers.drop("name"))
    assert back.sentence == forth.sentence


@pytest.mark.parametrize("judgement", ["children.serving", "children.capacity"])
def test_movement_over_ranges_is_bounded_the_same_way_round_whichever_is_named_first(judgement):
    forth = crossregime.compare(f"ssi2002@first:{judgement}", f"ssi2003:{judgement}").movements[1, 2]
    back = crossregime.compare(f"ssi2003:{judgement}", f"ssi2002@first:{judgement}").movements[1, 2]
    assert forth.rises.lowest < forth.rises.highest
    assert (back.rises, back.falls, back.unchanged) == (forth.rises, forth.falls, forth.unchanged)


def test_three_regimes_give_one_wide_row_a_council_and_a_table_for_each_adjacent_pair():
    comparison = crossregime.compare("ssi2003", "csci2004", "ofsted2009")
    assert comparison.pairs.height == 148
    assert [crosstab.sides for crosstab in comparison.crosstabs] == [(1, 2), (2, 3)]
    assert {"worst_1", "worst_2", "worst_3"} <= set(comparison.pairs.columns)
    assert set(comparison.movements) == {(1, 2)}
