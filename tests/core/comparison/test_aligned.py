"""Pairs, limits and lists of councils: who is in, who is not, and why."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

import crossregime as cr
from crossregime.core.councils.register import load_register


def counts(found):
    return found.lowest, found.highest


# By and where


def test_groups_add_up_to_the_whole():
    for dimension, number in (("region", 9), ("type", 5)):
        comparison = cr.compare("ssi2003", "ofsted2009", by=dimension)
        assert len(comparison.groups) == number
        whole = comparison.crosstab.tabulation
        tables = [group[0].tabulation for group in comparison.groups]
        for cell, councils in whole.counts.items():
            assert sum(table.counts.get(cell, 0) for table in tables) == councils
        assert [group[0].group.value for group in comparison.groups] == load_register().group_values(dimension)


def test_by_and_where_go_by_the_council_of_the_first_selector():
    """Cornwall was a shire county in 2003 and a unitary authority in 2009."""
    forth = cr.compare("ssi2003", "ofsted2009", where="type=shire county")
    back = cr.compare("ofsted2009", "ssi2003", where="type=shire county")
    assert "cornwall" in set(forth.pairs.get_column("series_id"))
    assert "cornwall" not in set(back.pairs.get_column("series_id"))
    for comparison, kind in ((forth, "shire_county"), (cr.compare("ofsted2009", "ssi2003"), "unitary")):
        types = dict(comparison.pairs.select("series_id", "type").iter_rows())
        assert types["cornwall"] == kind


def test_a_group_is_the_table_that_where_limits_to_it():
    by = cr.compare("ssi2003", "ofsted2009", by="region")
    for (group,) in by.groups:
        where = cr.compare("ssi2003", "ofsted2009", where={"region": group.group.value}).crosstab
        assert where.tabulation == group.tabulation
        assert where.bounds == group.bounds


def test_councils_outside_the_limit_are_slack():
    """Fewer pairs of London are unnamed than the 31 that performed adequately: all of them may, or none."""
    crosstab = cr.compare("ssi2003", "ofsted2009", where="region=London").crosstab
    unnamed = [row[-1] for row in crosstab.tabulation.matrix]
    known = crosstab.tabulation.known
    assert sum(unnamed) < 31
    for row in range(4):
        assert counts(crosstab.bounds[row][1]) == (known[row][1], known[row][1] + unnamed[row])
        assert counts(crosstab.bounds[row][2]) == (known[row][2], known[row][2] + unnamed[row])
    whole = cr.compare("ssi2003", "ofsted2009").crosstab
    assert counts(crosstab.shares[0].count)[1] <= counts(whole.shares[0].count)[1]


def test_where_limits_table_sentences_pairs_and_what_is_unpaired():
    comparison = cr.compare("ssi2003", "ofsted2009", where="region=Eastern")
    assert comparison.pairs.height == comparison.crosstab.tabulation.pairs == 9
    assert set(comparison.pairs.get_column("region")) == {"East of England"}
    left_out = comparison.unpaired.get_column("series_id").to_list()
    assert left_out == ["bedford", "bedfordshire", "central-bedfordshire"]
    assert sum(share.of.lowest for share in comparison.crosstab.shares) == 9
    assert comparison.like_for_like_comparison.crosstab.tabulation.pairs == 9


def test_council_limits_only_the_list_of_pairs():
    whole = cr.compare("ssi2003", "ofsted2009")
    asked = cr.compare("ssi2003", "ofsted2009", councils=["Hull", "E06000023", "Cornwall"])
    assert asked.listed.get_column("series_id").to_list() == ["bristol", "cornwall", "kingston-upon-hull"]
    assert asked.pairs.equals(whole.pairs)
    assert asked.crosstab.tabulation == whole.crosstab.tabulation
    assert asked.crosstab.bounds == whole.crosstab.bounds
    assert asked.unpaired.equals(whole.unpaired)
    assert asked.crosstab.shares == whole.crosstab.shares


def test_a_council_asked_for_in_vain_is_named():
    asked = cr.compare("ssi2003", "ofsted2009", councils=["Bedford", "Bedfordshire", "Hull"])
    assert asked.in_no_pair == {
        "Bedford": "created on 2009-04-01 from Bedfordshire",
        "Bedfordshire": "ended on 2009-03-31; its area went to Bedford and Central Bedfordshire",
    }
    assert asked.listed.height == 1
    outside = cr.compare("ssi2003", "ofsted2009", councils=["Hull", "Cheshire"], where="region=London")
    assert outside.in_no_pair["Hull"] == "outside region London"
    assert outside.in_no_pair["Cheshire"].startswith("ended on 2009-03-31")


def test_a_council_of_either_date_can_be_asked_for():
    councils = ["Cheshire East", "Cheshire"]
    comparison = cr.compare("ssi2003", "ofsted2009", lineage="inherit", councils=councils)
    assert comparison.listed.get_column("series_id").to_list() == ["cheshire-east"]


def test_an_unknown_council_is_refused_at_once_with_each_candidate_once():
    with pytest.raises(cr.UsageError) as caught:
        cr.compare("ssi2003", "ofsted2009", councils=["Newcastle-under-Lyme"])
    assert caught.value.matches == ("Newcastle upon Tyne",)
    assert "`councils`" in caught.value.where


def test_limits_of_both_kinds_are_met_together():
    both = cr.compare("ssi2003", "ofsted2009", where={"region": "London", "type": "inner london"})
    assert both.pairs.height == 13
    assert set(both.pairs.get_column("type")) == {"inner_london"}
    assert both.to_dict()["where"] == {"region": "London", "type": "inner_london"}
    listed = cr.compare("ssi2003", "ofsted2009", where=["region=London", "type=inner london"])
    assert listed.where == both.where
    nobody = cr.compare("ssi2003", "ofsted2009", where={"region": "London", "type": "shire county"})
    assert nobody.pairs.is_empty()


def test_what_is_in_no_pair_says_how_it_is_known_and_where_that_stands():
    unpaired = cr.compare("ssi2003", "ofsted2009").unpaired
    row = unpaired.row(by_predicate=pl.col("series_id") == "cheshire", named=True)
    assert (row["worst"], row["best"], row["worst_rank"], row["best_rank"]) == ("Two Stars", "Two Stars", 2, 2)
    assert (row["status"], row["source"]) == ("printed", "ssi-2003")
    assert row["place"]


# The pairs as people read them


def test_the_lines_are_sorted_by_name_and_the_pairs_by_series():
    comparison = cr.compare("ssi2003", "ofsted2009")
    names = [name for name, *_ in comparison.lines]
    assert names == sorted(names)
    assert names.index("County Durham") < names.index("Dudley")
    assert comparison.pairs.get_column("series_id").is_sorted()


def test_a_line_names_the_council_that_a_grade_was_inherited_from():
    comparison = cr.compare("ssi2003", "ofsted2009", lineage="inherit", councils=["Bedford"])
    assert comparison.lines == [("Bedford", "Zero Stars (from Bedfordshire)", "Performs adequately or Performs well")]


def test_a_line_dates_the_outcomes_of_a_rolling_regime_alone(make_rolling):
    rows = ("2008-05-01,Barnet,care,Fair,Fair,printed,paper,p. 1,", "2009-02-01,Kent,care,Low,Low,printed,paper,p. 1,")
    comparison = cr.compare("ssi2003", f"{make_rolling('spot', *rows).path}")
    assert comparison.lines == [
        ("Barnet", "Two Stars", "Fair (2008-05-01)"),
        ("Kent", "Three Stars", "Low (2009-02-01)"),
    ]


def test_the_like_for_like_of_a_rolling_regime_takes_its_reports_too(make_rolling):
    rows = ("2008-05-01,Barnet,care,Fair,Fair,printed,paper,p. 1,", "2009-02-01,Kent,care,Low,Low,printed,paper,p. 1,")
    nearest = cr.compare("ssi2003", f"{make_rolling('spot', *rows).path}").like_for_like_comparison
    assert nearest.lines == [("Barnet", "Some", "Fair (2008-05-01)"), ("Kent", "Most", "Low (2009-02-01)")]


def test_councils_asked_for_are_in_the_short_form_of_a_comparison():
    shown = repr(cr.compare("ssi2003", "ofsted2009", councils=["Hull", "Bedford"]))
    assert "Kingston upon Hull: Two Stars by Performs adequately or Performs well" in shown
    assert "Bedford: in no pair, created on 2009-04-01" in shown


# The pairs


def test_a_pair_carries_its_council_codes_statuses_and_sources():
    pairs = {row["series_id"]: row for row in cr.compare("ssi2003", "ofsted2009").pairs.to_dicts()}
    hull = pairs["kingston-upon-hull"]
    assert (hull["name_1"], hull["gss_code_2"], hull["ons_code_1"], hull["dfe_code_1"]) == (
        "Kingston upon Hull", "E06000010", "00FA", "810",
    )  # fmt: skip
    assert (hull["worst_1"], hull["best_1"], hull["status_1"], hull["flag_1"]) == (
        "Two Stars", "Two Stars", "printed", "",
    )  # fmt: skip
    assert (hull["worst_2"], hull["best_2"], hull["worst_rank_2"], hull["best_rank_2"]) == (
        "Performs adequately", "Performs well", 1, 2,
    )  # fmt: skip
    assert (hull["status_2"], hull["flag_2"], hull["flag"]) == ("range", "x", "b")
    assert (hull["regime_1"], hull["regime_2"]) == ("ssi2003", "ofsted2009")
    assert (hull["judgement_1"], hull["judgement_2"]) == ("stars", "childrens_services")
    assert (hull["published_1"], hull["published_2"]) == (dt.date(2003, 11, 13), dt.date(2009, 12, 9))
    assert hull["source_1"] == "ssi-2003"
    assert hull["place_1"]
    assert pairs["lancashire"]["status_2"] == "deduced"
    cornwall = pairs["cornwall"]
    assert (cornwall["council_id_1"], cornwall["council_id_2"]) == ("cornwall-county", "cornwall")
    assert (cornwall["gss_code_1"], cornwall["gss_code_2"]) == ("E10000005", "E06000052")


def test_the_flag_x_stands_where_only_a_range_is_known():
    pairs = cr.compare("ssi2003", "ofsted2009").pairs
    assert pairs.filter(pl.col("flag_2") == "x").height == 114
    assert pairs.filter((pl.col("flag_2") == "x") != (pl.col("worst_2") != pl.col("best_2"))).is_empty()
    assert set(pairs.get_column("flag_1")) == {""}


def test_every_pair_cites_a_source_of_its_regime():
    comparison = cr.compare("ssi2002@first", "csci2004")
    for side, position in zip(comparison.sides, comparison.positions, strict=True):
        cited = set(comparison.pairs.get_column(f"source_{side}"))
        assert cited <= set(position.regime.sources)
        assert comparison.pairs.get_column(f"place_{side}").str.len_chars().min() > 0
