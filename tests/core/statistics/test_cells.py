"""A table of counts has margins, and a reason wherever a statistic of it has no value."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, strategies as st

from crossregime.core.statistics import Undefined, bounded_statistics
from crossregime.core.statistics.cells import FEW, NONE, TIED, margins


@given(st.integers(1, 4), st.integers(1, 4), st.data())
def test_margins_are_the_sums_of_rows_and_columns(rows, columns, data):
    cell = st.integers(0, 9)
    table = np.array(
        data.draw(st.lists(st.lists(cell, min_size=columns, max_size=columns), min_size=rows, max_size=rows))
    )
    assert margins(table.tolist()) == (table.sum(axis=1).tolist(), table.sum(axis=0).tolist())


def test_the_margins_of_many_tables_at_once_are_those_of_each():
    stack = np.arange(12).reshape(2, 2, 3)
    rows, columns = margins(stack)
    for number in range(3):
        one = margins(stack[..., number].tolist())
        assert ([int(each[number]) for each in rows], [int(each[number]) for each in columns]) == one


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ([[0, 0], [0, 0]], FEW),
        ([[1, 0], [0, 0]], FEW),
        ([[3, 2], [0, 0]], TIED[0]),
        ([[3, 0], [2, 0]], TIED[1]),
    ],
)
def test_tau_b_of_a_degenerate_table_has_a_reason(table, reason):
    (tau_b,) = [each for each in bounded_statistics(common_scale=True) if each.id == "tau_b"]
    assert tau_b.value(table) == reason


def test_agreement_of_no_council_has_a_reason():
    (agreement,) = [each for each in bounded_statistics(common_scale=True) if each.id == "percent_agreement"]
    assert agreement.value([[0, 0], [0, 0]]) == NONE


@pytest.mark.parametrize("statistic", bounded_statistics(common_scale=True), ids=lambda each: each.id)
@given(st.lists(st.lists(st.integers(0, 2), min_size=3, max_size=3), min_size=3, max_size=3))
def test_no_table_gives_a_value_that_is_not_a_number(statistic, table):
    value = statistic.value(table)
    assert isinstance(value, Undefined) or math.isfinite(value)
    if isinstance(value, Undefined):
        assert value.reason
        assert value.code.isidentifier()
