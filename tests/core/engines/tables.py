"""Random ratings of many small tables, batched in one frame, and the same frame in the engines that are tested."""

from __future__ import annotations

import random
import warnings

import polars as pl
import pytest

from crossregime.core.comparison.tabulation import tabulate_pairs
from crossregime.core.positions.pairing import align

from ...depth import cases

LEFT, RIGHT = ["low", "mid", "top"], ["one", "two", "three", "four"]
COLUMNS = {"table": pl.String, "unit": pl.Int64, "worst": pl.String, "best": pl.String}
SIZES = (len(LEFT), len(RIGHT))
BY_TABLE = {
    "on": ["table", "unit"], "worst": "worst", "best": "best", "left_scale": LEFT, "right_scale": RIGHT,
    "groups": "table",
}  # fmt: skip
GRADED = {"on": "id", "grade": ("grade", None), "worst": (None, "worst"), "best": (None, "best"), "scale": LEFT}
"""The columns of the fixture `schools`."""
ENGINES = ("polars", "polars lazy", "pandas", "pyarrow", "duckdb", "ibis", "dask")


MANY = cases(150)


def batch(seed, tables=MANY):
    """Make so many random tables: for each a list of (range or None, range or None), one a unit."""
    chance = random.Random(seed)  # noqa: S311  # tables, not secrets

    def spread(size):
        if chance.random() < 0.15:
            return None
        first = chance.randrange(size)
        return (first, first) if chance.random() < 0.6 else tuple(sorted((first, chance.randrange(size))))

    return {
        f"t{number}": [(spread(len(LEFT)), spread(len(RIGHT))) for _ in range(chance.choice([1, 2, 5, 20]))]
        for number in range(tables)
    }


def frames(tables):
    """Put the tables into one frame a side: table and unit are the key."""
    sides = []
    for side, labels in enumerate((LEFT, RIGHT)):
        rows = [
            (table, unit, labels[both[side][0]], labels[both[side][1]])
            for table, units in tables.items()
            for unit, both in enumerate(units)
            if both[side] is not None
        ]
        sides.append(pl.DataFrame(rows, schema=COLUMNS, orient="row").sample(fraction=1, shuffle=True, seed=side))
    return sides


def in_duckdb(frame):
    """Write a frame out as a relation: DuckDB would need pyarrow to take it as it is."""
    duckdb = pytest.importorskip("duckdb")
    types = {pl.String: "varchar", pl.Int32: "integer", pl.Int64: "bigint"}
    columns = ", ".join(f'cast("{name}" as {types[dtype]}) as "{name}"' for name, dtype in frame.schema.items())
    rows = frame.rows() or [(None,) * frame.width]
    values = ", ".join(f"({', '.join('null' if cell is None else repr(cell) for cell in row)})" for row in rows)
    names = ", ".join(f'"{name}"' for name in frame.columns)
    return duckdb.sql(f"select {columns} from (values {values}) as held({names})")  # noqa: S608  # our own values


def brought(frame, engine):
    """Bring a frame of polars to an engine."""
    if engine.startswith("polars"):
        return frame.lazy() if engine.endswith("lazy") else frame
    if engine == "pyarrow":
        pytest.importorskip("pyarrow")
        return frame.to_arrow()
    if engine == "duckdb":
        return in_duckdb(frame)
    if engine == "ibis":
        pytest.importorskip("pyarrow")
        return pytest.importorskip("ibis").memtable(frame.to_arrow())
    pd = pytest.importorskip("pandas")
    held = pd.DataFrame(frame.to_dict(as_series=False)).astype({"unit": "int64"} if "unit" in frame.columns else {})
    if engine == "pandas":
        return held
    pytest.importorskip("dask")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import dask.dataframe as dd
    return dd.from_pandas(held, npartitions=3)


def compared(units):
    """Tabulate one table as `compare` does, with what is in no pair."""
    sides = []
    for side in (0, 1):
        rows = [(str(unit), str(unit), *both[side]) for unit, both in enumerate(units) if both[side] is not None]
        schema = {"series_id": pl.String, "council_id": pl.String, "worst": pl.Int8, "best": pl.Int8}
        sides.append(pl.DataFrame(rows, schema=schema, orient="row"))
    aligned = align(sides)
    alone = [aligned.get_column(f"worst_{side}").null_count() for side in (2, 1)]
    return dict(tabulate_pairs(aligned, SIZES).counts), tuple(alone)


def assert_equal_to_compare(tables, found):
    by_table = found.by("table") if found.tabulation.pairs else {}
    for table, units in tables.items():
        counts, alone = compared(units)
        here = [row for row in found.rows if table in (row["table_0"], row["table_1"])]
        unpaired = tuple(sum(row["len"] for row in here if row[f"worst_{side}"] is None) for side in (1, 0))
        assert unpaired == alone
        assert (dict(by_table[table].tabulation.counts) if counts else {}) == counts
        assert (table in by_table) == bool(counts)
