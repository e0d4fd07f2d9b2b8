"""Kendall's tau-b: against scipy, against published values, and by its laws."""

from __future__ import annotations

import json
import math
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import assume, given, strategies as st
from scipy.stats import kendalltau

from crossregime.core.statistics.association import TAU_B, concordance
from crossregime.core.statistics.cells import Undefined

from ...depth import examples

PUBLISHED = json.loads((Path(__file__).parents[2] / "published" / "tau_b.json").read_text(encoding="utf-8"))

tables = st.integers(1, 5).flatmap(
    lambda columns: st.lists(st.lists(st.integers(0, 6), min_size=columns, max_size=columns), min_size=1, max_size=5)
)


def councils(table):
    """Give the two grades of each council of a table."""
    return [
        (row, column) for row, counts in enumerate(table) for column, count in enumerate(counts) for _ in range(count)
    ]


def same(one, other):
    if isinstance(one, Undefined) or isinstance(other, Undefined):
        return isinstance(one, Undefined) and isinstance(other, Undefined)
    return math.isclose(one, other, rel_tol=0, abs_tol=1e-12)


@pytest.mark.parametrize("case", PUBLISHED, ids=lambda case: case["name"])
def test_tau_b_is_the_published_value(case):
    assert TAU_B.value(case["table"]) == pytest.approx(case["tau_b"], abs=case["tolerance"])


@examples(100)
@given(tables)
def test_tau_b_is_that_of_scipy(table):
    pairs = councils(table)
    assume(len(pairs) > 1)
    first, second = zip(*pairs, strict=True)
    found = TAU_B.value(table)
    if len(set(first)) == 1 or len(set(second)) == 1:
        assert isinstance(found, Undefined)
    else:
        assert found == pytest.approx(kendalltau(first, second).statistic, abs=1e-12)


@examples(60)
@given(tables)
def test_concordance_counts_pairs_of_councils_one_by_one(table):
    pairs = councils(table)
    signs = [(a - c) * (b - d) for (a, b), (c, d) in combinations(pairs, 2)]
    assert concordance(table) == (sum(sign > 0 for sign in signs), sum(sign < 0 for sign in signs))


@examples(60)
@given(tables)
def test_reversing_both_scales_keeps_tau_b_and_reversing_one_turns_its_sign(table):
    both = [row[::-1] for row in table[::-1]]
    assert same(TAU_B.value(both), TAU_B.value(table))
    one = TAU_B.value(table[::-1])
    if not isinstance(one, Undefined):
        assert same(-one, TAU_B.value(table))


@examples(60)
@given(tables)
def test_transposing_keeps_tau_b(table):
    assert same(TAU_B.value([list(column) for column in zip(*table, strict=True)]), TAU_B.value(table))


@examples(60)
@given(tables)
def test_tau_b_lies_between_minus_one_and_one(table):
    found = TAU_B.value(table)
    assert isinstance(found, Undefined) or -1 - 1e-12 <= found <= 1 + 1e-12


@examples(60)
@given(tables, st.integers(0, 5), st.integers(0, 5))
def test_a_grade_that_no_council_has_changes_nothing(table, row, column):
    wider = [[*counts[:column], 0, *counts[column:]] for counts in table]
    wider.insert(row, [0] * len(wider[0]))
    assert same(TAU_B.value(wider), TAU_B.value(table))


@examples(60)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=5))
def test_tau_b_is_one_on_a_diagonal_table_of_two_grades_or_more(counts):
    table = [[count if i == j else 0 for j in range(len(counts))] for i, count in enumerate(counts)]
    if sum(count > 0 for count in counts) < 2:
        assert isinstance(TAU_B.value(table), Undefined)
    else:
        assert TAU_B.value(table) == pytest.approx(1, abs=1e-12)
        assert TAU_B.value(table[::-1]) == pytest.approx(-1, abs=1e-12)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ([[0, 0], [0, 0]], "fewer than two pairs"),
        ([[1, 0], [0, 0]], "fewer than two pairs"),
        ([[3, 4], [0, 0]], "the same grade in the first"),
        ([[3, 0], [4, 0]], "the same grade in the second"),
        ([[7, 0], [0, 0]], "the same grade in the first"),
    ],
)
def test_a_table_without_a_value_gives_the_reason(table, reason):
    found = TAU_B.value(table)
    assert isinstance(found, Undefined)
    assert reason in found.reason


def test_large_counts_stay_exact():
    """C and D are whole numbers of any size, so ten million councils lose nothing."""
    many = 10**7
    assert concordance([[many, 1], [1, many]]) == (many * many, 1)
    found = TAU_B.value([[many, 1], [1, many]])
    assert found == pytest.approx((many * many - 1) / (many + 1) ** 2, rel=1e-12)
