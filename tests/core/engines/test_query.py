"""One query counts what `compare` counts, to the last unit, on every engine."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, strategies as st

import crossregime as cr

from ...depth import examples
from .tables import BY_TABLE, ENGINES, RIGHT, assert_equal_to_compare, batch, brought, frames

pytest.importorskip("narwhals")

spread = st.integers(0, 2).flatmap(lambda low: st.integers(low, 2).map(lambda high: (low, high)))


@examples(25)
@given(st.lists(st.lists(st.tuples(st.none() | spread, st.none() | spread), max_size=12), min_size=1, max_size=20))
def test_the_query_counts_what_compare_counts_to_the_last_unit(tables):
    named = {f"t{number}": units for number, units in enumerate(tables)}
    assert_equal_to_compare(named, cr.crosstab(*frames(named), **BY_TABLE))


@pytest.mark.parametrize("engine", ENGINES)
def test_every_engine_counts_what_compare_counts_to_the_last_unit(engine):
    tables = batch(19)
    found = cr.crosstab(*(brought(frame, engine) for frame in frames(tables)), **BY_TABLE)
    assert found.engine == engine.split()[0]
    assert found.tabulation.pairs > 3 * len(tables)
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
