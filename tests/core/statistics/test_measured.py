"""A statistic measured: its standard error, and a stack of tables as each table alone."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, strategies as st

import crossregime as cr
from crossregime.core.errors import UsageError
from crossregime.core.statistics import resampling
from crossregime.core.statistics.catalogue import CATALOGUE, ENTRIES

from ...count_tables import (
    CLOSED,
    equal,
    few,
    measured,
    tables,
)

measures = cr.statistics

SQUARE = [each.name for each in ENTRIES if each.common_scale]


@pytest.mark.parametrize("name", CLOSED)
def test_a_standard_error_is_the_spread_of_the_bootstrap(name):
    table = [[40, 12, 5], [9, 50, 14], [3, 11, 60]]
    (values,) = resampling.bootstrap_draws(table, [CATALOGUE[name].parts], 4000, 0)
    assert measured(name, table).standard_error == pytest.approx(values.std(), rel=0.08)


@few
@given(st.integers(2, 4).flatmap(lambda size: st.lists(tables(size, size), min_size=1, max_size=5)))
def test_many_tables_at_once_give_what_each_gives_alone(several):
    stack = np.array(several)
    for name in CLOSED:
        together = measured(name, stack)
        for index, table in enumerate(several):
            alone = measured(name, table)
            if alone.value is None:
                assert math.isnan(together.value[index])
                assert (together.code[index], together.reason[index]) == (alone.code, alone.reason)
            else:
                assert together.code[index] == ""
                assert together.value[index] == pytest.approx(alone.value, abs=1e-9)
                assert together.standard_error[index] == pytest.approx(alone.standard_error, abs=1e-6)


def test_a_stack_of_pairs_of_groups_and_of_moves_works_too():
    stack = np.array([[[0, 1, 3], [2, 2, 0]], [[1, 1, 1], [1, 1, 1]]])
    assert measures.probability_of_superiority(stack).value.tolist() == [0.9375, 0.5]
    both = measures.rises_and_falls(np.array([[[1, 2], [0, 1]], [[0, 0], [3, 0]]])).value
    assert (both.rises.tolist(), both.falls.tolist()) == ([2, 0], [0, 3])
    assert measures.bartholomew(np.array([[[1, 1], [0, 2]]])).value.b1.tolist() == [0.5]


@pytest.mark.parametrize("name", [each.name for each in ENTRIES if each.one_table])
def test_the_polychoric_and_the_exact_test_take_one_table(name):
    with pytest.raises(UsageError, match="takes one table, not a stack of 2"):
        measured(name, np.ones((2, 3, 3), dtype=int))
    assert name not in measures.measure(np.ones((2, 3, 3), dtype=int), "all")


small = st.integers(2, 4).flatmap(
    lambda size: st.lists(tables(size, size, 3) | tables(size, size, 1), min_size=1, max_size=4)
)


@few
@given(small)
def test_a_stack_is_its_tables_one_by_one_whatever_the_statistic(several):
    size = len(several[0])
    several = [*several, [[0] * size] * size, [[1] + [0] * (size - 1)] + [[0] * size] * (size - 1)]
    for name, together in measures.measure(np.array(several), "all").items():
        for index, table in enumerate(several):
            equal(together, measured(name, table), index)


def test_one_council_has_no_rank_correlation_in_a_stack_or_a_bootstrap_either():
    found = measures.tau_c([[[1, 0], [0, 0]], [[1, 0], [0, 1]]])
    assert found.code.tolist() == ["too_few", ""]
    assert found.value.tolist() == pytest.approx([math.nan, 1], nan_ok=True)
    assert measures.bootstrap([[1, 0], [0, 0]], ["tau_c", "mean_shift"], draws=20)["tau_c"] is None


@pytest.mark.parametrize("name", SQUARE)
def test_what_needs_a_common_scale_refuses_a_table_that_is_not_square(name):
    with pytest.raises(UsageError, match=f"{name} needs both judgements on one scale, and the table is 2 by 3"):
        measured(name, [[1, 2, 3], [4, 5, 6]])
