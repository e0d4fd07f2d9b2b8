"""Tests of change and trend in the corners: many moves, scores that are decimals, tied or no numbers."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

import crossregime as cr
from crossregime.core.errors import UsageError

from ...depth import examples

measures = cr.statistics


@pytest.mark.parametrize("moves", [999, 1000, 1001, 1002, 5000])
def test_the_sign_test_is_one_test_on_both_sides_of_where_whole_numbers_end(moves):
    for rises in (moves // 2, moves // 2 - moves // 50, moves * 3 // 8):
        found = measures.sign_test([[1, rises], [moves - rises, 1]])
        assert found.p == pytest.approx(stats.binomtest(rises, moves).pvalue, rel=1e-9)
        assert found.details["one_sided_p"] == pytest.approx(stats.binom.cdf(rises, moves, 0.5), rel=1e-9)


def test_the_sign_test_of_millions_of_moves_takes_no_time_and_never_exceeds_one():
    start = time.monotonic()
    assert measures.sign_test([[0, 5_000_000], [5_000_000, 0]]).p == 1
    assert measures.sign_test([[0, 5_000_000], [5_000_001, 0]]).p <= 1
    tail = stats.binom.cdf(5_000_000, 10_010_000, 0.5)
    assert measures.sign_test([[0, 5_000_000], [5_010_000, 0]]).p == pytest.approx(2 * tail, rel=1e-6)
    assert time.monotonic() - start < 2


def test_the_exact_test_of_as_many_moves_as_it_takes_is_quick_and_agrees_with_the_sign_test():
    start = time.monotonic()
    found = measures.exact_homogeneity([[0, 99_000], [99_500, 0]])
    assert found.p == pytest.approx(measures.sign_test([[0, 99_000], [99_500, 0]]).p, rel=1e-6)
    assert measures.exact_homogeneity([[0, 49_000, 0], [50_000, 0, 9], [0, 8, 0]]).p == pytest.approx(0.0015, abs=2e-4)
    assert time.monotonic() - start < 5


@examples(60)
@given(
    st.lists(st.integers(0, 2), min_size=6, max_size=6),
    st.sampled_from([None, (0, 0.1, 0.3), (0, 1, 10), (1, 1.25, 4)]),
)
def test_the_exact_test_counts_every_direction_of_every_move_with_scores_and_without(cells, scores):
    up_1, up_2, up_3, down_1, down_2, down_3 = cells
    table = [[0, up_1, up_2], [down_1, 0, up_3], [down_2, down_3, 0]]
    at = [Fraction(str(score)) for score in scores or (0, 1, 2)]
    moves = [at[j] - at[i] for i in range(3) for j in range(3) if i != j for _ in range(table[i][j])]
    found = measures.exact_homogeneity(table, scores)
    if not moves:
        assert found.code == "no_moves"
        return
    shifts = [
        sum(sign * abs(step) for sign, step in zip(signs, moves, strict=True))
        for signs in product((1, -1), repeat=len(moves))
    ]
    assert found.p == pytest.approx(sum(abs(shift) >= abs(sum(moves)) for shift in shifts) / len(shifts), abs=1e-12)


def test_scores_that_are_too_fine_are_told_from_moves_that_are_too_many():
    table = [[0, 3, 1], [1, 0, 1], [0, 2, 0]]
    assert measures.exact_homogeneity(table, [0, 0.1, 0.3]).p == measures.exact_homogeneity(table, [0, 1, 3]).p
    assert measures.exact_homogeneity(table, [0, 1 / 3, 1]).p == measures.exact_homogeneity(table, [0, 1, 3]).p
    assert measures.exact_homogeneity(table, [0, 0.123456789123, 1]).code == "too_fine"
    assert measures.exact_homogeneity([[0, 300_000], [1, 0]]).code == "too_many_moves"


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        ([1, 1, 1], "two grades have one score"),
        ([3, 2, 1], "not in the order"),
        (["a", "b", "c"], "'a' is not a number"),
        ([0, 1, float("nan")], "nan is not a number"),
        ([0, 1], "2 scores don't fit 3"),
        ("abc", "not a list of scores"),
        (5, "not a list of scores"),
    ],
)
def test_scores_that_do_not_grow_or_are_no_numbers_are_refused(scores, message):
    table = [[3, 1, 0], [0, 2, 1], [1, 0, 2]]
    for test in (measures.ordinal_homogeneity, measures.exact_homogeneity, measures.linear_by_linear):
        with pytest.raises(UsageError, match=message):
            test(table, scores)


def test_scores_may_be_anything_that_gives_numbers_once():
    table = [[3, 1, 0], [0, 2, 1], [1, 0, 2]]
    wanted = measures.exact_homogeneity(table, [1, 2, 4])
    assert measures.exact_homogeneity(table, (2**each for each in range(3))) == wanted
    assert measures.exact_homogeneity(table, np.array([1, 2, 4])) == wanted


def test_the_drawn_omnibus_test_counts_the_table_itself_as_one_of_the_ways():
    table = [[0, 400, 0], [0, 0, 400], [400, 300, 0]]
    found = measures.exact_homogeneity(table, omnibus=True, draws=199)
    assert found.p == 1 / 200
