"""A comparison spelt out as frames: the same numbers as its tables, a row each."""

from __future__ import annotations

import polars as pl
import pytest

import crossregime as cr
from crossregime.core.comparison.frames import cells_frame, table_frame

from ...pages import compared


@pytest.fixture(scope="module")
def crosstab():
    return compared("strict").crosstab


def test_a_table_has_a_row_a_grade_or_range_and_its_sums_last(crosstab):
    frame = table_frame([crosstab])
    assert frame.columns[:3] == ["sides", "group", "grade"]
    assert frame.columns[-1] == "all"
    assert frame.get_column("all").to_list() == list(crosstab.tabulation.row_sums)
    inner = frame.drop("sides", "group", "grade", "all")
    assert [list(row) for row in inner.rows()] == [list(row) for row in crosstab.tabulation.matrix]
    assert inner.columns == [crosstab.second.scale.name(*each) for each in crosstab.tabulation.categories(1)]


def test_tables_of_groups_stand_below_each_other_and_one_that_lacks_a_column_has_none_in_it():
    tables = [each for group in compared("by-type").groups for each in group]
    frame = table_frame(tables)
    assert frame.get_column("group").n_unique() == len(tables)
    assert frame.get_column("all").sum() == sum(each.tabulation.pairs for each in tables)


def test_a_cell_has_the_councils_known_in_it_between_its_bounds(crosstab):
    frame = cells_frame([crosstab])
    assert frame.height == 16
    assert frame.filter((pl.col("known") > pl.col("lowest")) | (pl.col("lowest") > pl.col("highest"))).is_empty()
    assert frame.get_column("known").sum() == sum(map(sum, crosstab.tabulation.known))
    assert frame.get_column("lowest").sum() <= crosstab.tabulation.pairs <= frame.get_column("highest").sum()


def test_statistics_stand_beside_their_bounds_which_hold_their_value_or_say_why_there_are_none():
    frame = cr.compare("ssi2002@first", "ssi2003", statistics=["gamma", "bowker", "rises_and_falls"]).statistics
    assert frame.get_column("statistic").to_list() == ["gamma", "bowker", *["rises_and_falls"] * 3]
    assert frame.filter(statistic="rises_and_falls").get_column("part").to_list() == ["rises", "falls", "unchanged"]
    for row in frame.iter_rows(named=True):
        if row["lowest"] is None:
            assert row["why_no_bounds"]
        elif row["value"] is not None and not row["complete_case_is_a_warning"]:
            assert row["lowest"] <= row["value"] <= row["highest"]
