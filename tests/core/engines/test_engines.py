"""Tables of frames of any kind: the same counts as `compare` makes, on every engine, and nothing dropped in silence."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator

import crossregime as cr
from crossregime.core.engines.rated import wrapped
from crossregime.core.files.schema import read_schema

from .tables import BY_TABLE, COLUMNS, ENGINES, LEFT, RIGHT, assert_equal_to_compare, batch, brought, frames

pytest.importorskip("narwhals")

# The same counts, everywhere


spread = st.integers(0, 2).flatmap(lambda low: st.integers(low, 2).map(lambda high: (low, high)))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.tuples(st.none() | spread, st.none() | spread), max_size=12), min_size=1, max_size=20))
def test_the_query_counts_what_compare_counts_to_the_last_unit(tables):
    named = {f"t{number}": units for number, units in enumerate(tables)}
    assert_equal_to_compare(named, cr.crosstab(*frames(named), **BY_TABLE))


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_counts_what_compare_counts_to_the_last_unit(engine):
    tables = batch(19)
    found = cr.crosstab(*(brought(frame, engine) for frame in frames(tables)), **BY_TABLE)
    assert found.engine == engine.split()[0]
    assert found.tabulation.pairs > 500
    assert_equal_to_compare(tables, found)


@pytest.mark.parametrize("engine", ENGINES[1:])
def test_every_engine_gives_the_same_bytes(engine):
    tables = batch(7, 3)
    left, right = frames(tables)
    asked = {**BY_TABLE, "totals": [{"side": "right", "grades": "one|two", "count": 0, "highest": right.height}]}
    first = cr.crosstab(left, right, **asked)
    assert cr.crosstab(brought(left, engine), brought(right, engine), **asked).to_json() == first.to_json()


@pytest.mark.parametrize("engine", ["polars lazy", "duckdb"])
def test_a_query_in_parts_finds_the_same(engine):
    left, right = (frame.with_columns(unit=pl.col("unit") - 8) for frame in frames(batch(3, 30)))
    asked = {**BY_TABLE, "on": ["unit", "table"]}
    whole = cr.crosstab(left, right, **asked)
    assert cr.crosstab(brought(left, engine), brought(right, engine), **asked, parts=3).rows == whole.rows


def test_the_order_of_rows_and_the_type_of_the_key_change_nothing():
    left, right = frames(batch(5, 10))
    same = cr.crosstab(left, right, **BY_TABLE)
    turned = left.reverse().with_columns(pl.col("unit").cast(pl.Int16), pl.col("table").cast(pl.Categorical))
    graded = right.with_columns(pl.col("worst", "best").cast(pl.Enum(RIGHT)))
    assert cr.crosstab(turned, graded, **BY_TABLE).rows == same.rows


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


# What a table gives


@pytest.fixture
def schools():
    left = pl.DataFrame(
        {"id": [1, 2, 3, 4, 5], "area": ["N", "N", "S", "S", "S"], "grade": ["low", "low", "top", "mid", "top"]}
    )
    right = pl.DataFrame(
        {"id": [1, 2, 3, 4, 6], "area": ["N", "N", "S", "N", "S"], "worst": ["low", "mid", "low", "mid", "low"],
         "best": ["low", "top", "top", "mid", "top"]}
    )  # fmt: skip
    return left, right


GRADED = {"on": "id", "grade": ("grade", None), "worst": (None, "worst"), "best": (None, "best"), "scale": LEFT}


def test_a_table_has_counts_statistics_bounds_and_cells(schools):
    found = cr.crosstab(*schools, **GRADED)
    assert found.counts.rows == ((1, 0, 0), (0, 1, 0), (0, 0, 0))
    assert found.units == (5, 5)
    assert found.unpaired == (1, 1)
    assert found.common_scale
    assert found.cells.filter(first="low", second="top").select("known", "lowest", "highest").row(0) == (0, 0, 1)
    # Units 1 and 4 are concordant; at the least 2 and 3, 2 and 4, 3 and 4 are discordant: (1 - 3) / (1 + 3).
    assert found.statistics(["gamma"]).get_column("lowest").to_list() == [-0.5]
    assert {each.method for each in found.inferences("bootstrap", ["percent_agreement"])} == {"bootstrap"}
    assert repr(found) == "Crosstab of left by right: 4 pairs"


def test_totals_narrow_the_bounds_without_another_run(schools):
    loose = cr.crosstab(*schools, **GRADED, groups="area")
    tight = loose.with_totals([
        {"side": "right", "grades": "top", "count": 0},
        {"side": "right", "grades": ["low"], "count": 1, "highest": 2, "group": "area=S"},
    ])  # fmt: skip
    cell = {"first": "top", "second": "top"}
    assert loose.cells.filter(**cell).get_column("highest").item() == 1
    assert tight.cells.filter(**cell).get_column("highest").item() == 0
    assert tight.rows is loose.rows
    assert [each.printed() for each in tight.known_totals] == ["0", "1 to 2"]


def test_totals_that_contradict_the_counts_are_refused(schools):
    with pytest.raises(cr.DataError, match="contradict"):
        cr.crosstab(*schools, **GRADED, totals=[{"side": "right", "grades": "top", "count": 4}])


def test_a_pair_is_in_the_group_of_its_left_unit(schools):
    found = cr.crosstab(*schools, **GRADED, groups=["area"])
    assert {area: each.tabulation.pairs for area, each in found.by().items()} == {"N": 2, "S": 2}
    left, right = schools
    of_right = cr.crosstab(left.drop("area"), right, **GRADED, groups=["area"]).by("area")
    assert {area: each.tabulation.pairs for area, each in of_right.items()} == {"N": 3, "S": 1}
    with pytest.raises(cr.UsageError, match="not grouped by 'arae'") as caught:
        found.by("arae")
    assert caught.value.matches == ("area",)


def test_a_weight_says_how_many_units_a_row_stands_for(schools):
    left, right = (frame.with_columns(times=pl.Series([3, 1, 1, 2, 5])) for frame in schools)
    found = cr.crosstab(left, right, **GRADED, weight="times")
    assert found.counts.rows == ((3, 0, 0), (0, 2, 0), (0, 0, 0))
    assert found.units == (12, 12)
    assert found.unpaired == (5, 5)


@pytest.mark.parametrize("engine", ENGINES)
def test_unpaired_units_are_listed_by_the_engine_when_they_are_used(engine, schools):
    left, right = (brought(frame, engine) for frame in schools)
    found = cr.crosstab(left, right, **GRADED, unpaired="list")
    assert found.unpaired == (1, 1)
    assert [wrapped(frame, 0).select("id").collect().rows() for frame in found.unpaired_units] == [[(5,)], [(6,)]]
    with pytest.raises(cr.UsageError, match="counted, not listed"):
        cr.crosstab(left, right, **GRADED).unpaired_units  # noqa: B018  # it raises


def test_the_document_follows_its_schema_and_the_page_shows_it(schools):
    found = cr.crosstab(
        *schools, **GRADED, groups="area", totals=[{"side": "right", "grades": "top", "count": 1, "group": "area=N"}]
    )
    document = json.loads(found.to_json())
    Draft202012Validator(read_schema("crosstab")).validate(document)
    assert document["pairs"] == 4
    assert set(document["groups"]["area"]) == {"N", "S"}
    assert "4 units in both" in found._repr_html_()
    assert "area N: 2 units in both" in found._repr_html_()


# Nothing is dropped in silence


SPOILT = {
    "a value that is no grade": ({"worst": "lwo"}, r"'lwo' \(1\)"),
    "a missing grade": ({"best": None}, "1 row without a grade: 1"),
    "a worst above its best": ({"worst": "top"}, "above its 'best': 1"),
    "a missing key": ({"id": None}, "1 row without a key"),
    "a unit in two rows": ({"id": 2}, "1 unit stands in several rows: 2"),
    "a missing group": ({"area": None}, "1 row in no group: 1"),
    "an empty group": ({"area": ""}, "1 row in no group: 1"),
    "a missing weight": ({"times": None}, "1 row without a weight: 1"),
    "a weight below nought": ({"times": -2}, "1 row with a weight below 0: 1"),
    "two weights of a unit": ({"times": 7}, "1 row with another weight on the right: 1"),
}


@pytest.mark.parametrize("engine", ["polars", "duckdb", "pyarrow"])
@pytest.mark.parametrize("fault", SPOILT)
def test_a_row_that_cannot_be_counted_is_refused_with_examples(fault, engine, schools):
    change, told = SPOILT[fault]
    left, right = (frame.with_columns(times=pl.lit(1)) for frame in schools)
    first = right.head(1).with_columns(pl.lit(value, right.schema[name]).alias(name) for name, value in change.items())
    spoilt = pl.concat([first, right.tail(-1)])

    with pytest.raises(cr.DataError, match=told) as caught:
        cr.crosstab(brought(left, engine), brought(spoilt, engine), **GRADED, groups="area", weight="times")
    assert len(caught.value.faults) == 1
    assert caught.value.faults[0].do


@pytest.mark.parametrize("engine", ["pandas", "dask"])
def test_pandas_and_dask_refuse_the_same(engine, schools):
    left, right = schools
    doubled = pl.concat([right, right.head(1)]).with_columns(best=pl.Series(["low", "topp", None, "mid", "top", "top"]))
    with pytest.raises(cr.DataError) as caught:
        cr.crosstab(brought(left, engine), brought(doubled, engine), **GRADED)
    told = [each.what for each in caught.value.faults]
    assert told == [
        "1 row without a grade: 3",
        "1 row with what is no grade of the scale: 'topp' (1)",
        "1 unit stands in several rows: 1",
    ]
    assert caught.value.faults[1].matches == ("top",)


def test_at_most_five_examples_are_given_and_all_are_counted(schools):
    left, _ = schools
    right = pl.DataFrame({"id": range(100, 140), "worst": [f"x{unit}" for unit in range(40)], "best": ["top"] * 40})
    with pytest.raises(cr.DataError) as caught:
        cr.crosstab(left, right, **GRADED)
    (fault,) = caught.value.faults
    assert fault.what == (
        "40 rows with what is no grade of the scale: 'x0' (1), 'x1' (1), 'x10' (1), 'x11' (1), 'x12' (1)"
        " and 35 more values"
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 6), max_size=12), st.lists(st.integers(0, 6), max_size=12))
def test_a_unit_that_stands_twice_is_always_found(left, right):
    sides = [pl.DataFrame({"id": ids, "grade": ["low"] * len(ids)}, schema={"id": pl.Int64, "grade": pl.String})
             for ids in (left, right)]  # fmt: skip
    doubled = [name for name, ids in (("left", left), ("right", right)) if len(set(ids)) < len(ids)]
    if doubled:
        with pytest.raises(cr.DataError, match="in several rows") as caught:
            cr.crosstab(*sides, on="id", grade="grade", scale=["low", "top"])
        assert [each.file for each in caught.value.faults] == doubled
        for fault in caught.value.faults:
            many = Counter(left if fault.file == "left" else right)
            assert fault.what.startswith(f"{sum(times > 1 for times in many.values())} unit")
    else:
        found = cr.crosstab(*sides, on="id", grade="grade", scale=["low", "top"])
        assert found.tabulation.pairs == len(set(left) & set(right))


# Calls that can't be answered


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
        ({"parts": 0}, "no number of parts"),
        ({"on": "area", "parts": 2}, "goes by a whole number"),
        ({"totals": [{"side": "right"}]}, "is no total"),
        ({"totals": [{"side": "rigth", "grades": "low", "count": 1}]}, "'rigth' is no side"),
        ({"totals": [{"side": "right", "grades": "lo", "count": 1}]}, "unknown grade 'lo'"),
        ({"totals": [{"side": "right", "grades": "low", "count": -1}]}, "no number of units"),
        ({"totals": [{"side": "right", "grades": "low", "count": 1, "group": "area=N"}]}, "is in the group"),
        ({"totals": [{"side": "right", "grades": "low", "count": 2, "highest": 1}]}, "2 is more than 1"),
        ({"labels": ("same", "same")}, "no labels of two sides"),
    ],
)
def test_a_call_that_cannot_be_answered_says_why(change, told, schools):
    with pytest.raises(cr.UsageError, match=told):
        cr.crosstab(*schools, **{**GRADED, **change})


def test_frames_of_two_kinds_keys_of_two_types_and_no_frame_are_refused(schools):
    left, right = schools
    with pytest.raises(cr.UsageError, match="bring both to one engine"):
        cr.crosstab(left, right.to_arrow() if pytest.importorskip("pyarrow") else None, **GRADED)
    with pytest.raises(cr.UsageError, match="make both of one type"):
        cr.crosstab(left, right.with_columns(pl.col("id").cast(pl.String)), **GRADED)
    with pytest.raises(cr.UsageError, match="which can't name a unit"):
        cr.crosstab(left.with_columns(pl.col("id").cast(pl.Float64)), right, **GRADED)
    with pytest.raises(cr.UsageError, match="a group is text or a whole number"):
        cr.crosstab(left.with_columns(share=pl.lit(0.5)), right, **GRADED, groups="share")
    with pytest.raises(cr.UsageError, match="list is no frame"):
        cr.crosstab([1, 2], right, **GRADED)


def test_whole_numbers_may_be_grades():
    left = pl.DataFrame({"id": [1, 2], "grade": [4, 1]})
    for scale in ([4, 3, 2, 1], ["4", "3", "2", "1"]):
        found = cr.crosstab(left, left, on="id", grade="grade", scale=scale)
        assert found.counts.rows[0][0] == found.counts.rows[3][3] == 1
        assert found.first.scale.labels == ("4", "3", "2", "1")
    as_text = left.with_columns(pl.col("grade").cast(pl.String))
    assert cr.crosstab(left, as_text, on="id", grade="grade", scale=[4, 3, 2, 1]).tabulation.pairs == 2


def test_a_comparison_of_regimes_imports_no_narwhals():
    code = (
        "import sys, crossregime as cr; cr.compare('ssi2003', 'ofsted2009').to_json(); print('narwhals' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_an_empty_frame_makes_an_empty_table():
    empty = pl.DataFrame(schema=COLUMNS)
    found = cr.crosstab(empty, empty, on="unit", worst="worst", best="best", scale=LEFT)
    assert found.tabulation.pairs == 0
    assert "nothing to tabulate" in found._repr_html_()
    Draft202012Validator(read_schema("crosstab")).validate(json.loads(found.to_json()))
