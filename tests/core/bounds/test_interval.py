"""An interval: the smallest and the largest value over all completions, and how it is written."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from crossregime.core.bounds.interval import Interval, among
from crossregime.core.statistics.catalogue import bounded_statistics
from crossregime.core.statistics.cells import Undefined

from ...depth import examples

GAMMA = next(each for each in bounded_statistics(common_scale=False) if each.id == "gamma")
TABLE = st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=2, max_size=2)


@examples(60)
@given(st.lists(TABLE, min_size=1, max_size=6))
def test_the_ends_among_tables_are_attained_and_no_table_is_beyond_them(tables):
    found = among(tables, GAMMA)
    values = [value for value in map(GAMMA.value, tables) if not isinstance(value, Undefined)]
    if not values:
        assert isinstance(found, Undefined)
        return
    assert (found.lowest, found.highest) == (min(values), max(values))
    assert [GAMMA.value(table) for table in found.extremes] == [found.lowest, found.highest]
    assert bool(found.undefined) == (len(values) < len(tables))
    assert found.point_identified == (len(set(values)) == 1)


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (Interval(3, 3), "3"),
        (Interval(3, 12), "3 to 12"),
        (Interval(0.25, 0.25), "0.2500"),
        (Interval(-1 / 3, 0.5), "[-0.3333, 0.5000]"),
        (Interval(-1, 0.5, sharp=False, inner=(-0.5, 0.25)), "outer [-1.0000, 0.5000], attained [-0.5000, 0.2500]"),
    ],
)
def test_it_is_written_as_one_figure_where_it_is_settled_and_with_inner_values_where_it_is_not_sharp(interval, text):
    assert interval.text() == text


def test_what_completions_attain_are_the_bounds_where_these_are_sharp_and_the_inner_values_elsewhere():
    assert Interval(0.1, 0.9).attained == (0.1, 0.9)
    assert Interval(0.1, 0.9, sharp=False, inner=(0.2, 0.8)).attained == (0.2, 0.8)


def test_the_document_has_both_ends_and_why_some_completion_has_no_value():
    found = Interval(0.1, 0.9, sharp=False, inner=(0.2, 0.8), undefined="all tied").to_dict()
    assert found == {
        "lowest": 0.1, "highest": 0.9, "sharp": False, "inner": {"lowest": 0.2, "highest": 0.8},
        "undefined": "all tied",
    }  # fmt: skip


def test_the_tables_that_attain_it_do_not_tell_two_intervals_apart():
    assert Interval(0, 1, extremes=([[1]], [[2]])) == Interval(0, 1)
