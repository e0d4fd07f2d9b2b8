"""Symmetry and marginal homogeneity: published tables, the equations of the statistics, and tables without a value."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy import stats

import crossregime as cr
from crossregime.core.statistics.symmetry import chi2_p, homogeneity, off_diagonal

from ...depth import examples

measures = cr.statistics
tables = st.integers(2, 4).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, 9), min_size=size, max_size=size), min_size=size, max_size=size)
)


def test_pairs_of_grades_are_listed_once_with_moves_up_and_down():
    assert off_diagonal([[1, 2, 3], [4, 5, 6], [7, 8, 9]]) == [(0, 1, 2, 4), (0, 2, 3, 7), (1, 2, 6, 8)]


@pytest.mark.parametrize("df", [1, 3, 10])
def test_the_tail_of_chi_squared_is_that_of_the_library(df):
    for statistic in (0.0, 0.5, 3.84, 40.0):
        assert chi2_p(statistic, df) == pytest.approx(stats.chi2.sf(statistic, df), rel=1e-12)


@examples(80)
@given(tables)
def test_bowker_sums_over_the_pairs_of_grades_with_moves(table):
    found = measures.bowker(table)
    size = len(table)
    terms = [
        (table[i][j] - table[j][i]) ** 2 / (table[i][j] + table[j][i])
        for i in range(size)
        for j in range(i + 1, size)
        if table[i][j] + table[j][i]
    ]
    if not terms:
        assert found.code == "no_moves"
        return
    assert found.statistic == pytest.approx(sum(terms))
    assert (found.df, found.details["pairs_without_moves"]) == (size * (size - 1) // 2, found.df - len(terms))


@examples(80)
@given(tables)
def test_stuart_and_maxwell_s_statistic_is_the_quadratic_form_of_the_differences_of_the_margins(table):
    found = homogeneity(table)
    counts = np.array(table, dtype=float)
    difference = counts.sum(axis=1) - counts.sum(axis=0)
    spread = np.diag(counts.sum(axis=1) + counts.sum(axis=0)) - counts - counts.T
    if found is None:
        assert not (counts - np.diag(np.diag(counts))).any()
        return
    assert float(found.total) == pytest.approx(difference @ np.linalg.pinv(spread, hermitian=True) @ difference)
    assert found.df == np.linalg.matrix_rank(spread)
    for grade in found.dropped:
        assert counts[grade].sum() == counts[:, grade].sum() == counts[grade, grade]


@examples(80)
@given(tables)
def test_bhapkar_s_statistic_is_larger_and_has_no_value_where_every_move_is_one_way(table):
    ours, theirs = measures.bhapkar(table), measures.stuart_maxwell(table)
    if theirs.value is None and theirs.code:
        assert ours.code == "no_moves"
    elif ours.code:
        assert ours.code == "no_variance"
        assert theirs.statistic == theirs.details["n"]
    else:
        n = ours.details["n"]
        assert ours.statistic == pytest.approx(theirs.statistic / (1 - theirs.statistic / n))
        assert ours.p <= theirs.p


@pytest.mark.parametrize("name", ["bowker", "stuart_maxwell", "bhapkar"])
def test_a_table_and_its_transpose_are_tested_alike(name):
    table = [[20, 3, 1], [8, 15, 4], [2, 9, 11]]
    turned = [list(column) for column in zip(*table, strict=True)]
    assert getattr(measures, name)(table).p == pytest.approx(getattr(measures, name)(turned).p)
