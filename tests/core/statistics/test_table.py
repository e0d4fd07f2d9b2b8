"""A table of counts from two columns of a frame, with the labels of its declared grades."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import crossregime as cr
from crossregime.core.errors import UsageError

measures = cr.statistics


def test_a_table_may_be_lists_an_array_a_frame_of_counts_or_a_frame_of_pairs():
    lists = [[3, 1], [0, 4]]
    wanted = measures.tau_b(lists)
    grade = pl.Enum(["low", "high"])
    pairs = pl.DataFrame(
        {"then": ["low"] * 4 + ["high"] * 4, "now": ["low"] * 3 + ["high"] * 5}, schema={"then": grade, "now": grade}
    )
    for table in (
        tuple(map(tuple, lists)), np.array(lists), np.array(lists, dtype=float),
        pl.DataFrame({"low": [3, 0], "high": [1, 4]}),
        pl.DataFrame({"grade": ["low", "high"], "low": [3, 0], "high": [1, 4]}), pairs,
        measures.tabulate(pairs, "then", "now"),
    ):  # fmt: skip
        assert measures.tau_b(table) == wanted


def test_a_frame_of_pandas_is_taken_too():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"then": ["b", "b", "a"], "now": ["a", "b", "a"]})
    assert measures.tau_b(pandas.crosstab(frame["then"], frame["now"])).value == measures.tau_b([[1, 0], [1, 1]]).value
    ordered = frame.astype(pandas.CategoricalDtype(["b", "a"], ordered=True))
    assert measures.tabulate(ordered, "then", "now").rows == ((1, 1), (0, 1))
    with pytest.raises(UsageError, match="not declared"):
        measures.tabulate(frame.astype("category"), "then", "now")


def test_tabulating_keeps_declared_grades_that_nobody_has_and_leaves_nulls_out():
    frame = pl.DataFrame({"then": ["top", "low", None], "now": ["low", "low", "top"]})
    table = measures.tabulate(frame, "then", "now", grades=["low", "mid", "top"])
    assert table.rows == ((1, 0, 0), (0, 0, 0), (1, 0, 0))
    assert table.first == ("low", "mid", "top")
    oblong = measures.tabulate(frame, "then", "now", grades=(["low", "top"], ["low", "mid", "top"]))
    assert oblong.rows == ((1, 0, 0), (1, 0, 0))
    assert measures.tabulate(frame.drop_nulls(), "then", "then", grades=["low", "top"]).rows == ((1, 0), (0, 1))
