"""The call that tabulates two frames: what it refuses, and what it finds."""

from __future__ import annotations

import subprocess
import sys

import polars as pl
import pytest

import crossregime as cr
from crossregime.core.engines.rated import wrapped

from .tables import ENGINES, GRADED, LEFT, brought

pytest.importorskip("narwhals")


def test_the_bounds_are_those_of_the_built_in_regimes():
    comparison = cr.compare("ssi2003", "ofsted2009")
    left, right = (position.frame for position in comparison.positions)
    totals = [
        {"side": "right", "grades": grade, "count": count}
        for grade, count in zip(comparison.positions[1].scale.labels, (9, 40, 93, 10), strict=True)
    ]
    found = cr.crosstab(
        left, right, on="series_id", worst="worst", best="best",
        left_scale="ssi-stars", right_scale="ofsted-performs", totals=totals,
    )  # fmt: skip
    assert found.tabulation == comparison.crosstab.tabulation
    assert found.unpaired == (2, 4)
    assert found.identification.figure("tau_b").bounds == cr.bounds("ssi2003", "ofsted2009").figure("tau_b").bounds


def test_a_weight_says_how_many_units_a_row_stands_for(schools):
    left, right = (frame.with_columns(times=pl.Series([3, 1, 1, 2, 5])) for frame in schools)
    found = cr.crosstab(left, right, **GRADED, weight="times")
    assert found.counts.rows == ((3, 0, 0), (0, 2, 0), (0, 0, 0))
    assert found.units == (12, 12)
    assert found.unpaired == (5, 5)


@pytest.mark.parametrize("engine", ENGINES)
def test_unpaired_units_are_listed_by_the_engine_when_they_are_used(engine, schools):
    if engine == "duckdb":
        pytest.importorskip("pyarrow")  # DuckDB hands rows over through it
    left, right = (brought(frame, engine) for frame in schools)
    found = cr.crosstab(left, right, **GRADED, unpaired="list")
    assert found.unpaired == (1, 1)
    assert [wrapped(frame, 0).select("id").collect().rows() for frame in found.unpaired_units] == [[(5,)], [(6,)]]
    with pytest.raises(cr.UsageError, match="counted, not listed"):
        cr.crosstab(left, right, **GRADED).unpaired_units  # noqa: B018  # it raises


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"on": "idd"}, "no column 'idd'"),
        ({"scale": None}, "`left_scale` is missing"),
        ({"scale": "ssi-star"}, "no declared scale 'ssi-star'"),
        ({"scale": ["low", "low"]}, "a label stands twice"),
        ({"grade": ("id", None)}, "the scale's labels are low, mid, top"),
        ({"left_scale": LEFT}, "given its own too"),
        ({"grade": "grade"}, "not clear which column"),
        ({"groups": "county"}, "neither frame has a column 'county'"),
        ({"weight": "area"}, "a weight is a whole number"),
        ({"unpaired": "lst"}, "no unpaired='lst'"),
        ({"parts": 0}, "not a number of parts"),
        ({"on": "area", "parts": 2}, "goes by a whole number"),
        ({"totals": [{"side": "right"}]}, "is not a total"),
        ({"totals": [{"side": "rigth", "grades": "low", "count": 1}]}, "'rigth' is not a side"),
        ({"totals": [{"side": "right", "grades": "lo", "count": 1}]}, "unknown grade 'lo'"),
        ({"totals": [{"side": "right", "grades": "low", "count": -1}]}, "not a number of units"),
        ({"totals": [{"side": "right", "grades": "low", "count": 1, "group": "area=N"}]}, "is in the group"),
        ({"totals": [{"side": "right", "grades": "low", "count": 2, "highest": 1}]}, "2 is more than 1"),
        ({"labels": ("same", "same")}, "are not labels of two sides"),
    ],
)
def test_a_call_that_cannot_be_answered_says_why(change, told, schools):
    with pytest.raises(cr.UsageError, match=told):
        cr.crosstab(*schools, **{**GRADED, **change})


def test_a_comparison_of_regimes_imports_no_narwhals():
    code = (
        "import sys, crossregime as cr; cr.compare('ssi2003', 'ofsted2009').to_json(); print('narwhals' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# One inspection on both sides


@pytest.mark.parametrize("engine", ENGINES)
def test_a_unit_with_one_inspection_on_both_sides_is_in_no_pair_and_counted(engine, schools):
    left, right = schools
    left = left.with_columns(visit=pl.Series(["v1", "v2", None, "v4", "v5"]))
    right = right.with_columns(visit=pl.Series(["v1", "v9", None, "v4", "v6"]))
    found = cr.crosstab(*(brought(each, engine) for each in (left, right)), **GRADED, groups="area", inspection="visit")
    # Schools 1 and 4 have one inspection; of school 3 none is named on either side, so they may be two.
    assert found.of_one_inspection == 2
    assert (found.tabulation.pairs, found.units, found.unpaired) == (2, (5, 5), (1, 1))
    assert found.to_dict()["same_inspection"] == 2
    assert {value: each.tabulation.pairs for value, each in found.by("area").items()} == {"N": 1, "S": 1}


def test_what_is_left_out_still_counts_towards_the_totals_of_its_side(schools):
    left, right = (frame.with_columns(visit=pl.col("id")) for frame in schools)
    found = cr.crosstab(
        left, right, **GRADED, inspection="visit", totals=[{"side": "right", "grades": "top", "count": 3}]
    )
    assert (found.of_one_inspection, found.tabulation.pairs) == (4, 0)
    with pytest.raises(cr.DataError):  # all five on the right count, and no more than four of them can be at the top
        found.with_totals([{"side": "right", "grades": "top", "count": 5}])


def test_a_rolling_position_by_itself_leaves_out_what_compare_leaves_out(make_rolling):
    rows = ("2014-05-23,Leeds", "2014-06-23,Kent", "2016-05-23,Kent")
    folder = make_rolling("visits", *(f"{row},care,Good,Good,printed,paper,p. 1," for row in rows))
    first, last = (cr.position(f"{folder.path}{when}") for when in ("@first", ""))
    comparison = cr.compare(first, last)
    found = cr.crosstab(
        first.frame, last.frame, on="series_id", worst="worst", best="best", scale=first.scale.labels,
        inspection="inspection",
    )  # fmt: skip
    assert found.tabulation == comparison.crosstab.tabulation
    assert found.of_one_inspection == len(comparison.of_one_inspection) == 1


@pytest.mark.parametrize(("change", "told"), [("visits", "no column 'visits'"), ("share", "named by text")])
def test_a_column_that_names_no_inspection_is_refused(change, told, schools):
    left, right = (frame.with_columns(visit=pl.col("id"), share=pl.lit(0.5)) for frame in schools)
    with pytest.raises(cr.UsageError, match=told):
        cr.crosstab(left, right, **GRADED, inspection=change)
