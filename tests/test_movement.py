"""Movement on a common scale, averages by the inspectorate's own scoring, and shares by population."""

from __future__ import annotations

import json

import polars as pl
import pytest

import crossregime
from crossregime.cli import main
from crossregime.core.interval import Counts


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


def test_averages_are_those_of_the_inspectorates_own_scoring(stars):
    of_2003 = {each.group: each for each in stars.averages[2]}
    rows = crossregime.position("ssi2003").frame.group_by("region").agg(pl.col("worst_rank").cast(float).mean())
    for region, mean in rows.iter_rows():
        assert of_2003[region].lowest == of_2003[region].highest == pytest.approx(mean)


def test_the_strongest_regions_of_2003_are_those_that_the_document_names(stars):
    ranked = sorted(stars.averages[2], key=lambda each: -each.lowest)
    assert {each.group for each in ranked[:2]} == {"East Midlands", "Yorkshire and The Humber"}


def test_averages_are_given_only_where_the_inspectorate_scored_its_grades():
    comparison = crossregime.compare("ssi2003", "ofsted2009", by="type")
    assert set(comparison.averages) == {1}


def test_an_average_over_ranges_is_bounded_by_the_printed_totals():
    # The two councils known only as 0 to 2 are in one region, whose printed shares leave one at each end.
    comparison = crossregime.compare("ssi2002@2002-11-14", "ssi2003", by="region")
    south_east = next(each for each in comparison.averages[1] if each.group == "South East")
    assert south_east.lowest == south_east.highest == pytest.approx(25 / 19)


def test_shares_by_population_name_the_year_and_flag_estimates(capsys):
    comparison = crossregime.compare("ssi2003", "ofsted2009", weight="population")
    assert comparison.populations.year == 2003
    assert comparison.estimated == ("bournemouth", "dorset-county", "poole")
    flagged = comparison.pairs.filter(pl.col("population_flag") == "e").get_column("series_id").to_list()
    assert flagged == ["bournemouth", "dorset-county", "poole"]
    main(["compare", "--regime", "ssi2003", "--regime", "ofsted2009", "--weight", "population"])
    assert "Weighed by mid-year population 2003" in capsys.readouterr().out


def test_under_inherit_the_later_council_is_weighed():
    comparison = crossregime.compare("ssi2003", "ofsted2009", lineage="inherit", weight="population")
    assert comparison.populations.year == 2009


def test_a_share_by_population_over_ranges_takes_the_largest_and_the_smallest_councils():
    # Choose by hand: the unknown councils of the better half, largest or smallest first, as many as the total needs.
    comparison = crossregime.compare("ssi2003", "ofsted2009", weight="population")
    pairs = comparison.pairs
    better = pairs.filter(pl.col("worst_rank_1") >= 2)
    known = better.filter((pl.col("worst_rank_2") >= 2) & (pl.col("flag_2") == "")).get_column("population").sum()
    unknown = better.filter(pl.col("flag_2") == "x").get_column("population").sort().to_list()
    everyone = better.get_column("population").sum()
    least, most = comparison.crosstab.shares[0].count.lowest, comparison.crosstab.shares[0].count.highest
    named = better.filter((pl.col("worst_rank_2") >= 2) & (pl.col("flag_2") == "")).height
    share = comparison.crosstab.people[0].share
    assert share.lowest == pytest.approx((known + sum(unknown[: least - named])) / everyone)
    assert share.highest == pytest.approx((known + sum(unknown[len(unknown) - (most - named) :])) / everyone)


def test_a_weight_that_is_unknown_is_refused(capsys):
    assert main(["compare", "--regime", "ssi2003", "--regime", "ofsted2009", "--weight", "populaton"]) == 2
    assert "did you mean 'population'" in capsys.readouterr().err


def test_json_carries_movement_averages_and_weights(capsys):
    main(["compare", "--regime", "ssi2002", "--regime", "ssi2003", "--by", "region", "--weight", "population",
          "--format", "json"])  # fmt: skip
    document = json.loads(capsys.readouterr().out)
    assert document["movements"][0]["rises"] == {"lowest": 41, "highest": 41}
    assert document["weight"]["year"] == 2003
    assert {each["position"] for each in document["averages"]} == {1, 2}
