"""Comparisons: the numbers of the real regimes, by hand and by independent counting."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
from collections import Counter

import polars as pl
import pytest

import crossregime as cr
from crossregime.core.councils.register import load_register
from crossregime.core.files.places import ROOT


def counts(found):
    return found.lowest, found.highest


def rows_of(regime):
    with (ROOT / "regimes" / regime / "outcomes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def independent_table(lineage="strict"):
    """Count the table of stars by Ofsted's grades straight from the two files, not by the reader."""
    stars = {
        load_register().resolve(row["council"], dt.date(2003, 11, 13)).series: row["worst"]
        for row in rows_of("ssi2003")
        if row["judgement"] == "stars"
    }
    grades = {
        load_register().resolve(row["council"], dt.date(2009, 12, 9)).series: row["worst"]
        for row in rows_of("ofsted2009")
        if row["worst"] == row["best"]
    }
    table = Counter()
    for council in load_register().active(dt.date(2009, 12, 9)):
        series = council.series
        if lineage == "inherit" and series not in stars:
            (series,) = {link.predecessor for link in load_register().predecessors(council.id)}
        if series in stars:
            table[stars[series], grades.get(council.series, "unknown")] += 1
    return table


# The numbers


@pytest.mark.parametrize(("lineage", "pairs"), [("strict", 148), ("inherit", 152)])
def test_the_table_is_what_the_two_files_hold(lineage, pairs):
    comparison = cr.compare("ssi2003", "ofsted2009", lineage=lineage)
    expected = independent_table(lineage)
    assert sum(expected.values()) == pairs
    table = comparison.table
    unknown = "Performs adequately or Performs well"
    for row in table.iter_rows(named=True):
        for grade in ("Performs poorly", "Performs adequately", "Performs well", "Performs excellently"):
            assert row[grade] == expected[row["grade"], grade]
        assert row[unknown] == expected[row["grade"], "unknown"]
    assert table.get_column("all").sum() == pairs


def test_strict_known_and_unknown_are_as_printed():
    tabulation = cr.compare("ssi2003", "ofsted2009").crosstab.tabulation
    assert tabulation.known == [[1, 1, 1, 0], [2, 2, 4, 2], [5, 5, 1, 4], [1, 1, 0, 4]]
    assert [row[-1] for row in tabulation.matrix] == [4, 42, 58, 10]
    assert tabulation.row_sums == [7, 52, 73, 16]
    assert tabulation.column_sums == [9, 9, 6, 10, 114]


def test_inherit_unknown_are_6_42_60_and_10():
    tabulation = cr.compare("ssi2003", "ofsted2009", lineage="inherit").crosstab.tabulation
    assert [row[-1] for row in tabulation.matrix] == [6, 42, 60, 10]


def test_of_89_with_two_or_three_stars_between_46_and_77_did_well():
    """By hand: 93 did well, six of them named, so 87 of the 118 unnamed; four of these are in no pair.

    Of the 114 unnamed pairs 68 had two or three stars, and 83 to 87 of the 114 did well: 68 - (114 - 83) = 37
    at least and 68 at most; with the nine named (one did well, eight excellently) that is 46 to 77.
    """
    share = cr.compare("ssi2003", "ofsted2009").crosstab.shares[0]
    assert (share.given, share.then) == ((2, 3), (2, 3))
    assert counts(share.of) == (89, 89)
    assert counts(share.count) == (46, 77)
    assert (share.share.lowest, share.share.highest) == pytest.approx((46 / 89, 77 / 89))
    assert share.share.sharp
    assert "Of the 89 paired councils at Two Stars or Three Stars" in share.sentence
    assert "between 46 and 77 (51.7% to 86.5%)" in share.sentence


def test_tau_b_of_the_named_pairs_is_0_1266_and_its_bounds_hold_zero():
    crosstab = cr.compare("ssi2003", "ofsted2009").crosstab
    association = crosstab.association
    assert (association.named, association.pairs) == (34, 148)
    assert association.complete_case == pytest.approx(0.1266, abs=5e-5)
    assert association.bounds.lowest == pytest.approx(-0.262865, abs=5e-7)
    assert association.bounds.highest == pytest.approx(0.427019, abs=5e-7)
    assert association.bounds.sharp
    assert "misleads" in crosstab.sentence
    assert "positive or negative" in crosstab.sentence


def test_tau_b_of_the_turned_table_is_the_same():
    forth = cr.compare("ssi2003", "ofsted2009").crosstab.association
    back = cr.compare("ofsted2009", "ssi2003").crosstab.association
    assert back.complete_case == pytest.approx(forth.complete_case)
    assert back.bounds.lowest == pytest.approx(forth.bounds.lowest)
    assert back.bounds.highest == pytest.approx(forth.bounds.highest)


def test_cell_bounds_follow_from_the_totals_by_hand():
    """Of the 118 unnamed 31 performed adequately, 87 well: a row of n unnamed can hold up to min(n, 31)."""
    bounds = cr.compare("ssi2003", "ofsted2009").crosstab.bounds
    known, unnamed = [1, 2, 5, 1], [4, 42, 58, 10]
    for row in range(4):
        most = min(unnamed[row], 31)
        assert counts(bounds[row][1]) == (known[row], known[row] + most)
        assert counts(bounds[row][0]) == ([1, 2, 5, 1][row],) * 2
        assert counts(bounds[row][3]) == ([0, 2, 4, 4][row],) * 2
    least = [max(0, n - 31) for n in unnamed]
    assert [counts(row[2]) for row in bounds] == [
        (known + low, known + n) for known, low, n in zip([1, 4, 1, 0], least, unnamed, strict=True)
    ]


def test_the_cells_frame_holds_the_same_bounds():
    comparison = cr.compare("ssi2003", "ofsted2009")
    assert comparison.cells.height == 16
    held = {(row["first"], row["second"]): row for row in comparison.cells.iter_rows(named=True)}
    for i, first in enumerate(comparison.positions[0].scale.labels):
        for j, second in enumerate(comparison.positions[1].scale.labels):
            row = held[first, second]
            assert row["known"] == comparison.crosstab.tabulation.known[i][j]
            assert (row["lowest"], row["highest"]) == counts(comparison.crosstab.bounds[i][j])


def test_two_complete_positions_leave_nothing_open():
    comparison = cr.compare("ssi2003:children.serving", "ssi2003:adults.serving")
    crosstab = comparison.crosstab
    assert crosstab.tabulation.pairs == crosstab.association.named == 150
    for i in range(4):
        for j in range(4):
            assert counts(crosstab.bounds[i][j]) == (crosstab.tabulation.known[i][j],) * 2
    assert crosstab.association.interval is None or crosstab.association.interval.point_identified
    assert "every pair is known" in crosstab.sentence
    assert all(share.share.point_identified for share in crosstab.shares)


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


# What differs


def test_two_regimes_break_and_one_regime_does_not():
    comparison = cr.compare("ssi2003", "ofsted2009")
    assert [each.about for each in comparison.differences] == ["service", "aspect", "definitions", "population"]
    assert set(comparison.pairs.get_column("flag")) == {"b"}
    same = cr.compare("ssi2002@first", "ssi2002")
    assert same.differences == ()
    assert set(same.pairs.get_column("flag")) == {""}


def test_like_for_like_offers_the_children_s_judgement():
    nearest = cr.compare("ssi2003", "ofsted2009").like_for_like
    assert (nearest.first, nearest.second) == ("ssi2003:children.serving", "ofsted2009:childrens_services")
    assert nearest.judgements is not None
    already = cr.compare("ssi2003:children.serving", "ofsted2009").like_for_like
    assert already is not None
    assert already.judgements is None


def test_like_for_like_never_offers_capacity_for_another_aspect():
    nearest = cr.compare("ssi2003:children.capacity", "ofsted2009").like_for_like
    assert nearest.first == "ssi2003:children.serving"


def test_the_like_for_like_table_is_that_of_its_selectors():
    comparison = cr.compare("ssi2003", "ofsted2009", lineage="inherit")
    direct = cr.compare("ssi2003:children.serving", "ofsted2009", lineage="inherit")
    assert comparison.like_for_like_comparison.crosstab.tabulation == direct.crosstab.tabulation
    assert comparison.like_for_like_comparison.crosstab.bounds == direct.crosstab.bounds


# Three positions, and a limit that lets nobody in


def test_three_positions_give_a_table_a_step():
    comparison = cr.compare("ssi2002@first", "ssi2003", "ofsted2009")
    assert [crosstab.sides for crosstab in comparison.crosstabs] == [(1, 2), (2, 3)]
    assert set(comparison.table.get_column("sides")) == {1, 2}
    last = cr.compare("ssi2003", "ofsted2009").crosstab
    assert comparison.crosstabs[1].tabulation == last.tabulation
    assert comparison.crosstabs[1].bounds == last.bounds


def test_no_pairs_give_reasons_and_no_numbers():
    second = cr.position("ofsted2009")
    nobody = dataclasses.replace(second, outcomes=second.outcomes.clear(), totals=())
    comparison = cr.compare("ssi2003", nobody)
    assert comparison.pairs.is_empty()
    assert comparison.unpaired.height == 150
    crosstab = comparison.crosstab
    assert all(share.share is None for share in crosstab.shares)
    assert all(share.sentence.startswith("No paired council") for share in crosstab.shares)
    assert "has no value" in crosstab.sentence
    assert "fewer than two councils" in crosstab.sentence
    assert comparison.to_dict()["tables"][0]["association"]["complete_case"]["value"] is None


def test_a_position_is_not_compared_with_itself():
    with pytest.raises(cr.UsageError, match="name the same position"):
        cr.compare("ofsted2009", "ofsted2009@2010-01-01")
