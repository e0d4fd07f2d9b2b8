"""Shares by population: the year, the estimates and the bounds."""

from __future__ import annotations

import polars as pl
import pytest

import crossregime
from crossregime.cli import main


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
