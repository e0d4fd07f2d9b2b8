"""Pairing: which council of one position is which of another, and what is in no pair."""

from __future__ import annotations

import dataclasses
import datetime as dt
from types import SimpleNamespace

import polars as pl
import pytest

import crossregime as cr
from crossregime.core.errors import UsageError
from crossregime.core.positions import pairing
from crossregime.core.positions.pairing import align, check_lineage, inherit

NOVEMBER_2003 = dt.date(2003, 11, 13)
DECEMBER_2009 = dt.date(2009, 12, 9)
CONTINUED_2009 = {"cornwall", "durham", "isles-of-scilly", "northumberland", "shropshire", "wiltshire"}


def frame(*rows):
    """Make the outcomes of a position: (series and council, worst, best)."""
    return pl.DataFrame(
        [(series, series, worst, best) for series, worst, best in rows],
        schema={"series_id": pl.String, "council_id": pl.String, "worst": pl.Int8, "best": pl.Int8},
        orient="row",
    )


def by_series(aligned):
    return {row["series_id"]: row for row in aligned.to_dicts()}


# The real pairs


def test_strict_pairs_148_series_of_2003_and_2009():
    comparison = cr.compare("ssi2003", "ofsted2009")
    assert comparison.pairs.height == 148
    assert comparison.pairs.get_column("series_id").n_unique() == 148
    assert set(comparison.pairs.get_column("from_1")) == set(comparison.pairs.get_column("from_2")) == {""}


def test_joining_on_the_legal_body_would_lose_six_councils():
    """A change of status in 2009 gave six councils a new row of the register: a series joins the two."""
    comparison = cr.compare("ssi2003", "ofsted2009")
    same_body = comparison.pairs.filter(pl.col("council_id_1") == pl.col("council_id_2"))
    assert same_body.height == 142
    joined = comparison.positions[0].outcomes.join(comparison.positions[1].outcomes, on="council_id")
    assert joined.height == 142
    lost = comparison.pairs.filter(pl.col("council_id_1") != pl.col("council_id_2"))
    assert set(lost.get_column("series_id")) == CONTINUED_2009


def test_strict_leaves_the_two_split_counties_and_their_four_successors_unpaired():
    unpaired = cr.compare("ssi2003", "ofsted2009").unpaired
    reasons = {row["series_id"]: (row["side"], row["lacks"], row["reason"]) for row in unpaired.to_dicts()}
    assert reasons == {
        "bedfordshire": (1, 2, "ended"),
        "cheshire": (1, 2, "ended"),
        "bedford": (2, 1, "created"),
        "central-bedfordshire": (2, 1, "created"),
        "cheshire-east": (2, 1, "created"),
        "cheshire-west-and-chester": (2, 1, "created"),
    }
    explained = {row["series_id"]: row["explanation"] for row in unpaired.to_dicts()}
    assert "Cheshire East and Cheshire West and Chester" in explained["cheshire"]
    assert "2009-03-31" in explained["cheshire"]
    assert explained["bedford"] == "created on 2009-04-01 from Bedfordshire"


def test_inherit_pairs_152_series_and_says_from_whom_each_came():
    comparison = cr.compare("ssi2003", "ofsted2009", lineage="inherit")
    assert comparison.pairs.height == 152
    handed = comparison.pairs.filter(pl.col("from_1") != "")
    assert dict(handed.select("series_id", "from_1").iter_rows()) == {
        "bedford": "bedfordshire",
        "central-bedfordshire": "bedfordshire",
        "cheshire-east": "cheshire",
        "cheshire-west-and-chester": "cheshire",
    }
    assert dict(handed.select("series_id", "worst_1").iter_rows()) == {
        "bedford": "Zero Stars",
        "central-bedfordshire": "Zero Stars",
        "cheshire-east": "Two Stars",
        "cheshire-west-and-chester": "Two Stars",
    }
    assert set(handed.get_column("council_id_1")) == {"bedfordshire", "cheshire"}
    assert set(handed.get_column("status_1")) == {"printed"}
    assert not any(comparison.pairs.get_column("from_2"))


def test_a_council_whose_outcome_was_handed_on_is_still_told_as_unpaired():
    unpaired = cr.compare("ssi2003", "ofsted2009", lineage="inherit").unpaired
    assert unpaired.get_column("series_id").to_list() == ["bedfordshire", "cheshire"]
    assert all("handed on" in text for text in unpaired.get_column("explanation"))


def test_the_order_of_the_selectors_changes_no_pair():
    for lineage in ("strict", "inherit"):
        forth = cr.compare("ssi2003", "ofsted2009", lineage=lineage).pairs
        back = cr.compare("ofsted2009", "ssi2003", lineage=lineage).pairs
        assert forth.get_column("series_id").to_list() == back.get_column("series_id").to_list()
        assert forth.select("council_id_1", "worst_1", "from_1").rows() == (
            back.select("council_id_2", "worst_2", "from_2").rows()
        )


def test_pairs_of_three_positions_have_an_outcome_in_each():
    comparison = cr.compare("ssi2002@first", "ssi2003", "ofsted2009")
    assert comparison.pairs.height == 148
    assert comparison.crosstabs[0].tabulation.pairs == 148
    inherited = cr.compare("ssi2002@first", "ssi2003", "ofsted2009", lineage="inherit")
    assert inherited.pairs.height == 152
    handed = inherited.pairs.filter(pl.col("from_1") != "")
    assert handed.get_column("from_1").to_list() == handed.get_column("from_2").to_list()


# Alignment


def test_alignment_keeps_what_only_one_side_has():
    first, second = frame(("leeds", 0, 0), ("kent", 1, 2)), frame(("kent", 3, 3), ("bury", 2, 2))
    aligned = by_series(align([first, second]))
    assert set(aligned) == {"leeds", "kent", "bury"}
    assert (aligned["kent"]["worst_1"], aligned["kent"]["best_1"], aligned["kent"]["worst_2"]) == (1, 2, 3)
    assert aligned["leeds"]["council_2"] is None
    assert aligned["bury"]["council_1"] is None


def test_alignment_of_three_keeps_every_series_once():
    aligned = align([frame(("a", 0, 0)), frame(("b", 1, 1)), frame(("a", 2, 2), ("b", 2, 2), ("c", 2, 2))])
    assert sorted(aligned.get_column("series_id")) == ["a", "b", "c"]


def test_an_unknown_lineage_is_refused_with_the_nearest():
    with pytest.raises(UsageError) as caught:
        check_lineage("inhert")
    assert caught.value.matches == ("inherit",)
    with pytest.raises(UsageError):
        cr.compare("ssi2003", "ofsted2009", lineage="loose")


# Inheritance

YEARS = [dt.date(2018, 1, 1), dt.date(2020, 1, 1)]


def handed(first, second, dates=YEARS):
    return by_series(inherit(align([frame(*first), frame(*second)]), dates))


def test_a_merged_council_takes_the_grade_that_its_predecessors_share():
    row = handed([("bournemouth", 1, 1), ("poole", 1, 1)], [("bournemouth-christchurch-and-poole", 2, 2)])[
        "bournemouth-christchurch-and-poole"
    ]
    assert (row["worst_1"], row["best_1"], row["from_1"], row["council_1"]) == (
        1, 1, "bournemouth|poole", "bournemouth",
    )  # fmt: skip


def test_where_predecessors_differ_the_successor_has_the_range_over_them():
    row = handed([("bournemouth", 3, 3), ("poole", 0, 1)], [("bournemouth-christchurch-and-poole", 2, 2)])[
        "bournemouth-christchurch-and-poole"
    ]
    assert (row["worst_1"], row["best_1"]) == (0, 3)


def test_a_merged_council_inherits_nothing_unless_every_predecessor_has_a_grade():
    merged = [("bournemouth-christchurch-and-poole", 2, 2)]
    for first in (
        [("bournemouth", 3, 3), ("poole", None, None)],
        [("poole", None, None), ("bournemouth", None, None)],
    ):
        row = handed(first, merged)["bournemouth-christchurch-and-poole"]
        assert (row["worst_1"], row["from_1"]) == (None, None)


def test_a_small_part_hands_nothing_on():
    """Dorset gave the district of Christchurch alone to the merged council."""
    aligned = handed(
        [("dorset-county", 0, 0), ("bournemouth", 2, 2), ("poole", 2, 2)],
        [("bournemouth-christchurch-and-poole", 1, 1), ("dorset", 1, 1)],
    )
    assert aligned["dorset"]["from_1"] == "dorset-county"
    assert aligned["bournemouth-christchurch-and-poole"]["best_1"] == 2
    assert aligned["bournemouth-christchurch-and-poole"]["worst_1"] == 2


def test_nothing_is_inherited_across_a_date_outside_the_two():
    first, second = [("cheshire", 2, 2)], [("cheshire-east", 1, 1)]
    before = [dt.date(2005, 1, 1), dt.date(2009, 3, 31)]
    after = [dt.date(2009, 4, 1), dt.date(2012, 1, 1)]
    for dates in (before, after):
        assert handed(first, second, dates)["cheshire-east"]["from_1"] is None
    across = [dt.date(2009, 3, 31), dt.date(2009, 4, 1)]
    assert handed(first, second, across)["cheshire-east"]["from_1"] == "cheshire"


def test_an_outcome_of_its_own_is_never_replaced():
    first = [("cheshire", 2, 2), ("cheshire-east", 0, 0)]
    rows = handed(first, [("cheshire-east", 1, 1)], [NOVEMBER_2003, DECEMBER_2009])
    assert (rows["cheshire-east"]["worst_1"], rows["cheshire-east"]["from_1"]) == (0, None)


def test_a_successor_without_a_later_outcome_inherits_nothing():
    rows = handed([("cheshire", 2, 2)], [("cheshire-west-and-chester", 1, 1)], [NOVEMBER_2003, DECEMBER_2009])
    assert "cheshire-east" not in rows
    assert rows["cheshire"]["worst_2"] is None


def test_a_later_outcome_is_never_handed_back():
    rows = handed([("cheshire-east", 1, 1)], [("cheshire", 2, 2)], [DECEMBER_2009, NOVEMBER_2003])
    assert rows["cheshire-east"]["from_2"] == "cheshire"
    assert rows["cheshire"]["worst_1"] is None


def test_an_outcome_passes_through_several_reorganisations(monkeypatch):
    chain = {"b": (("a", dt.date(2005, 1, 1)),), "c": (("b", dt.date(2010, 1, 1)),)}
    monkeypatch.setattr(pairing, "load_register", lambda: SimpleNamespace(inheritance=chain))
    dates = [dt.date(2003, 1, 1), dt.date(2012, 1, 1)]
    rows = handed([("a", 1, 2)], [("c", 0, 0)], dates)
    assert (rows["c"]["worst_1"], rows["c"]["best_1"], rows["c"]["from_1"]) == (1, 2, "a")
    late = handed([("a", 1, 2)], [("c", 0, 0)], [dt.date(2006, 1, 1), dt.date(2012, 1, 1)])
    assert late["c"]["from_1"] is None


# Why not paired


def test_a_council_without_a_grade_is_unpaired_with_the_status_as_its_reason():
    first, second = cr.position("ssi2003"), cr.position("ofsted2009")
    without = pl.col("series_id") == "leeds"
    outcomes = second.outcomes.with_columns(
        pl.when(~without).then(pl.col("worst")).alias("worst"),
        pl.when(~without).then(pl.col("best")).alias("best"),
        pl.when(without).then(pl.lit("not_judged")).otherwise(pl.col("status")).alias("status"),
    )
    comparison = cr.compare(first, dataclasses.replace(second, outcomes=outcomes))
    assert comparison.pairs.height == 147
    row = comparison.unpaired.filter(without).row(0, named=True)
    assert row["reason"] == "no_outcome"
    assert row["explanation"].startswith("ofsted2009 gave it no grade (not judged")


def test_a_council_that_a_position_does_not_cover_is_unpaired_for_that():
    second = cr.position("ofsted2009")
    fewer = dataclasses.replace(second, outcomes=second.outcomes.filter(pl.col("series_id") != "kent"))
    comparison = cr.compare("ssi2003", fewer)
    row = comparison.unpaired.filter(pl.col("series_id") == "kent").row(0, named=True)
    assert (row["side"], row["lacks"], row["reason"]) == (1, 2, "not_covered")


def test_a_council_that_was_inspected_once_has_no_inspection_before_its_latest(make_rolling):
    rows = ("2014-05-23,Leeds", "2014-06-23,Kent", "2016-05-23,Kent")
    folder = make_rolling("visits", *(f"{row},care,Good,Good,printed,paper,p. 1," for row in rows))
    visits = f"{folder.path}"
    comparison = cr.compare(f"{visits}@previous", visits)
    assert comparison.pairs.get_column("series_id").to_list() == ["kent"]
    row = comparison.unpaired.row(0, named=True)
    assert (row["series_id"], row["lacks"], row["reason"]) == ("leeds", 1, "inspected_once")
    assert "no inspection of it before the latest is held" in row["explanation"]
    # One that was never inspected is in no position; beside an annual rating it is not covered.
    beside = cr.compare("ofsted2009", f"{visits}@previous").unpaired
    reasons = dict(beside.select("series_id", "reason").iter_rows())
    assert (reasons["leeds"], reasons["hampshire"]) == ("inspected_once", "not_covered")
