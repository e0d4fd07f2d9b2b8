"""Ridits and the probability of superiority: Mann and Whitney's, with DeLong's error."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, strategies as st
from scipy import stats

import crossregime as cr

from ...count_tables import (
    few,
    tables,
)
from ...random_tables import random_tables

measures = cr.statistics


def test_superiority_is_that_of_mann_and_whitney():
    for table in random_tables(7):
        two = table[:2]
        first, second = (np.repeat(np.arange(len(row)), row) for row in two)
        found = measures.probability_of_superiority(two)
        if not len(first) or not len(second):
            assert found.code == "empty_group"
            continue
        u = stats.mannwhitneyu(first, second, method="asymptotic").statistic if len({*first, *second}) > 1 else None
        expected = 0.5 if u is None else u / (len(first) * len(second))
        assert found.value == pytest.approx(expected, abs=1e-12)


def test_the_error_of_superiority_is_that_of_delong():
    # DeLong's components, by the definition, over councils; each variance is divided by the councils less one.
    first, second = np.repeat(np.arange(4), [2, 5, 9, 4]), np.repeat(np.arange(4), [6, 7, 3, 1])
    wins = (first[:, None] > second) + 0.5 * (first[:, None] == second)
    spread = wins.mean(axis=1).var(ddof=1) / len(first) + wins.mean(axis=0).var(ddof=1) / len(second)
    assert measures.probability_of_superiority([[2, 5, 9, 4], [6, 7, 3, 1]]).standard_error == pytest.approx(
        math.sqrt(spread)
    )


@few
@given(st.lists(st.integers(0, 9), min_size=2, max_size=6))
def test_the_mean_ridit_of_the_reference_is_a_half(counts):
    assume(sum(counts))
    scores = measures.ridits(counts).value
    assert sum(score * count for score, count in zip(scores, counts, strict=True)) / sum(counts) == pytest.approx(0.5)


@few
@given(tables(2, 4))
def test_the_two_directions_of_superiority_add_to_one(table):
    there, back = measures.probability_of_superiority(table), measures.probability_of_superiority(table[::-1])
    if there.value is None:
        assert back.code == "empty_group"
    else:
        assert there.value + back.value == pytest.approx(1)
