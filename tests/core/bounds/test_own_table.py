"""A table of a user's own: what is read, and what is refused, with where it stands."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import crossregime as cr
from crossregime.core.errors import DataError, UsageError

ROWS = [(0, 0, 2), (1, (0, 1), 3)]


def test_whole_numbers_of_numpy_are_numbers():
    one, two, three = map(np.int64, (1, 2, 3))
    found = cr.bounds([(0, 0, two), (one, (0, one), three)], (two, two), column_totals={one: two})
    assert found.problem == cr.bounds(ROWS, (2, 2), column_totals={1: 2}).problem


def test_rows_may_stand_in_a_frame_or_an_array():
    pandas = pytest.importorskip("pandas")
    columns = {"first": [0, 1], "second": [(0, 0), (0, 1)], "councils": [2, 3]}
    wanted = cr.bounds(ROWS, (2, 2)).problem
    for frame in (pl.DataFrame(columns), pandas.DataFrame(columns)):
        assert cr.bounds(frame, (2, 2)).problem == wanted
    known = np.array([[0, 0, 2], [1, 1, 3]])
    assert cr.bounds(known, (2, 2)).problem == cr.bounds(known.tolist(), (2, 2)).problem


@pytest.mark.parametrize(
    ("call", "message", "where"),
    [
        ({"rows": [(0, 0, 1), (2, 0, 1)]}, "2 is outside the first scale", "rows, row 2"),
        ({"rows": [(0, -1, 1)]}, "-1 is outside the second scale", "rows, row 1"),
        ({"rows": [(0, (1, 0), 1)]}, "the range 1 to 0 is empty", "rows, row 1"),
        ({"rows": [(0, (0, 1, 1), 1)]}, r"\(0, 1, 1\) is not a grade", "rows, row 1"),
        ({"rows": [(None, 0, 1)]}, "None is not a grade", "rows, row 1"),
        ({"rows": [("a", 0, 1)]}, "'a' is not a grade", "rows, row 1"),
        ({"rows": [(0, 0)]}, r"\(0, 0\) is not a row", "rows, row 1"),
        ({"rows": [(0, 0, -1)]}, "-1 is not a count", "rows, row 1"),
        ({"rows": [(0, 0, 2.5)]}, "2.5 is not a count", "rows, row 1"),
        ({"unpaired_rows": [(0, 1), (0, -2)]}, "-2 is not a count", "unpaired_rows, row 2"),
        ({"column_totals": {5: 1}}, "5 is outside the second scale", "column_totals, the total at 5"),
        ({"column_totals": {1: -1}}, "-1 is not a count", "column_totals, the total at 1"),
        ({"column_totals": {1: (3, 1)}}, r"\(3, 1\) is not a count", "column_totals, the total at 1"),
        ({"row_totals": {1: 2.0}}, "2.0 is not a count", "row_totals, the total at 1"),
        ({"row_totals": {(): 2}}, "none is named", "row_totals, the total at ()"),
        ({"row_totals": [2, 3]}, "is not a mapping", "row_totals"),
        ({"flows": {(1, 0): 1}}, "1 is not a move", "flows, the moves (1, 0)"),
        ({"flows": {((5, 0),): 1}}, "5 is outside the first scale", "flows, the moves ((5, 0),)"),
        ({"sizes": (0, 0)}, "is not a pair of sizes", "sizes"),
        ({"sizes": ("2", "2")}, "is not a pair of sizes", "sizes"),
        ({"sizes": (2, 3), "common_scale": True}, "can't be a common scale", ""),
        ({"labels": (["a"], ["a", "b"])}, "one label for each grade", "labels"),
        ({"labels": ("ab", "cd")}, "one label for each grade", "labels"),
        ({"labels": 5}, "5 are not labels of two scales", "labels"),
    ],
)
def test_what_makes_no_sense_is_refused_where_it_stands(call, message, where):
    with pytest.raises(UsageError, match=message) as caught:
        cr.bounds(**{"rows": ROWS, "sizes": (2, 2), **call})
    assert caught.value.where == where


def test_what_is_known_of_a_table_is_read_as_text():
    assert repr(cr.bounds([(0, 0, 1)], (2, 2))).startswith("Bounds of 1 pair, 1 with both grades known")


def test_facts_that_contradict_each_other_are_refused_at_once_and_named():
    with pytest.raises(DataError, match="contradict") as caught:
        cr.bounds([(0, 0, 3), (1, (0, 1), 2)], (2, 2), column_totals={0: 2}, labels=(["No", "Yes"],) * 2)
    assert caught.value.exit_code == 3
    assert caught.value.where == "the second: 2 at No (of 5 units); the second: 3 units at No"


def test_a_flow_that_no_completion_has_is_named_in_the_words_of_its_grades():
    with pytest.raises(DataError, match="this fact alone cannot hold") as caught:
        cr.bounds(ROWS, (2, 2), flows={((1, 0), (0, 1)): 9}, labels=(["bad", "good"], ["poor", "well"]))
    assert caught.value.where == "the first to the second: 9 moved from bad to well or good to poor (of 5 units)"
