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
