"""A row that cannot be counted is refused with how many there are and up to five examples."""

from __future__ import annotations

from collections import Counter

import polars as pl
import pytest
from hypothesis import given, strategies as st

import crossregime as cr

from ...depth import examples
from .tables import GRADED, brought

pytest.importorskip("narwhals")

SPOILT = {
    "a value that is not a grade": ({"worst": "lwo"}, r"'lwo' \(1\)"),
    "a missing grade": ({"best": None}, "1 row without a grade: 1"),
    "a worst above its best": ({"worst": "top"}, "above its 'best': 1"),
    "a missing key": ({"id": None}, "1 row without a key"),
    "a unit in two rows": ({"id": 2}, "1 unit stands in several rows: 2"),
    "a missing group": ({"area": None}, "1 row in no group: 1"),
    "an empty group": ({"area": ""}, "1 row in no group: 1"),
    "a missing weight": ({"times": None}, "1 row without a weight: 1"),
    "a weight below zero": ({"times": -2}, "1 row with a weight below 0: 1"),
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
        "1 row with a value that is not a grade of the scale: 'topp' (1)",
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
        "40 rows with a value that is not a grade of the scale: 'x0' (1), 'x1' (1), 'x10' (1), 'x11' (1), 'x12' (1)"
        " and 35 more values"
    )


@examples(40)
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
