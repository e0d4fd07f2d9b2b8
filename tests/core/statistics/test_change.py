"""Change on one scale: how many councils rose, fell and stayed, and by how many grades on average."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given

import crossregime as cr
from crossregime.core.errors import UsageError
from crossregime.core.statistics.change import direction

from ...count_tables import councils, few, squares

measures = cr.statistics


def test_rises_falls_and_the_mean_shift_are_those_counted_by_hand():
    # Two councils stay at 0, one rises from 0 to 2, one from 1 to 2, and three fall from 2 to 1.
    table = [[2, 0, 1], [0, 0, 1], [0, 3, 0]]
    assert measures.rises_and_falls(table).value == (2, 3, 2)
    assert measures.mean_shift(table).value == pytest.approx((2 + 1 - 3) / 7)


@few
@given(squares)
def test_the_moves_are_those_of_the_councils_one_by_one(table):
    pairs = councils(table)
    assume(len(pairs))
    steps = pairs[:, 1] - pairs[:, 0]
    found = measures.rises_and_falls(table).value
    assert found == ((steps > 0).sum(), (steps < 0).sum(), (steps == 0).sum())
    assert measures.mean_shift(table).value == pytest.approx(steps.mean())


def test_the_error_of_the_mean_shift_is_that_of_a_mean_of_independent_councils():
    table = [[4, 2, 1], [1, 5, 3], [0, 2, 6]]
    steps = np.subtract(*councils(table).T[::-1])
    assert measures.mean_shift(table).standard_error == pytest.approx(steps.std() / len(steps) ** 0.5)


@few
@given(squares)
def test_turning_time_round_turns_the_sign_of_the_mean_shift(table):
    there, back = measures.mean_shift(table), measures.mean_shift([list(row) for row in zip(*table, strict=True)])
    assert there.value is None or there.value == pytest.approx(-back.value)
    assert there.code == back.code


@pytest.mark.parametrize(("before", "after", "way"), [(0, 3, 1), (2, 1, -1), (2, 2, 0)])
def test_a_council_goes_up_down_or_nowhere(before, after, way):
    assert direction(before, after) == way


def test_change_between_two_scales_is_refused():
    with pytest.raises(UsageError, match="mean_shift needs both judgements on one scale, and the table is 2 by 3"):
        measures.mean_shift([[1, 2, 3], [4, 5, 6]])
