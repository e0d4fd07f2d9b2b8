"""Mobility: Shorrocks' and Bartholomew's indices, of counts and of row shares."""

from __future__ import annotations

import pytest

import crossregime as cr

from ...count_tables import (
    equal,
    measured,
)

measures = cr.statistics


def test_mobility_of_row_shares_and_of_their_counts_is_one():
    counts = [[9, 1, 0], [3, 6, 1], [0, 2, 8]]
    row_shares = [[count / sum(row) for count in row] for row in counts]
    assert measures.shorrocks(counts).value == pytest.approx(measures.shorrocks(row_shares).value)
    weights = [10, 10, 10]
    there, back = measures.bartholomew(counts).value, measures.bartholomew(row_shares, start=weights).value
    assert there == pytest.approx(back)
    assert there.b2 == pytest.approx((1 + 3 + 1 + 2) / 30 / 2)
    assert measures.shorrocks([[5, 0], [0, 5]]).value == 0
    assert measures.shorrocks([[5, 5], [5, 5]]).value == 1


def test_a_stack_of_row_shares_is_its_tables_one_by_one():
    stack = [[[0.9, 0.1], [0.3, 0.7]], [[0.5, 0.5], [0.5, 0.5]], [[1.0, 0.0], [0.0, 1.0]]]
    for name in ("shorrocks", "bartholomew"):
        together = measured(name, stack)
        assert together.standard_error is None
        for index, table in enumerate(stack):
            equal(together, measured(name, table), index)


def test_row_shares_may_be_rounded_as_they_are_printed():
    printed = [[0.33, 0.33, 0.33], [0.667, 0.167, 0.167], [0.1, 0.2, 0.7]]
    assert measures.shorrocks(printed).value == pytest.approx((3 - 1 / 3 - 0.167 / 1.001 - 0.7) / 2)
    assert measures.bartholomew([[0.5, 0.5], [0.34, 0.67]]).value.b1 == pytest.approx(0.5 + 0.34 / 1.01)


def test_where_nobody_moves_mobility_is_zero_and_so_are_the_draws():
    found = measures.bootstrap([[3, 0, 0], [0, 7, 0], [0, 0, 4]], ["shorrocks", "bartholomew"], draws=200)
    assert {(ends.lowest, ends.highest) for ends in found.values()} == {(0, 0)}


def test_an_interval_of_two_values_is_two_intervals():
    found = measures.bartholomew([[9, 1, 0], [3, 6, 1], [0, 2, 8]])
    both = found.interval()
    assert both.b1[:2] == pytest.approx((found.value.b1 - 1.959964 * found.standard_error.b1,
                                         found.value.b1 + 1.959964 * found.standard_error.b1))  # fmt: skip
    assert both.b2.lowest < found.value.b2 < both.b2.highest
