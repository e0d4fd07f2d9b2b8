"""Two groups of rows set against each other: differences, ratios, odds ratios, probabilities of superiority."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st
from scipy import stats

from crossregime.core.statistics.cells import Undefined
from crossregime.core.statistics.contrasting import (
    MEASURES,
    NEUTRAL,
    GroupCounts,
    contrast_statistic,
    superiority_of,
)

# Three of four in the first group did well, one of five in the second.
COUNTS = GroupCounts(3, 4, 1, 5)


@pytest.mark.parametrize(
    ("measure", "value"),
    [("difference", Fraction(11, 20)), ("ratio", Fraction(15, 4)), ("odds_ratio", Fraction(12))],
)
def test_a_measure_is_the_one_worked_out_by_hand(measure, value):
    assert COUNTS.measured(measure) == value
    assert contrast_statistic(measure, [1], [0], [1]).value([[4, 1], [1, 3]]) == pytest.approx(float(value))


@pytest.mark.parametrize("measure", ["difference", "ratio", "odds_ratio"])
def test_groups_alike_are_at_the_neutral_value(measure):
    assert GroupCounts(2, 6, 1, 3).measured(measure) == NEUTRAL[measure]


@pytest.mark.parametrize(
    ("counts", "measure", "code"),
    [
        (GroupCounts(0, 0, 1, 2), "difference", "empty_group"),
        (GroupCounts(1, 2, 0, 2), "ratio", "division_by_zero"),
        (GroupCounts(0, 2, 0, 2), "ratio", "zero_by_zero"),
        (GroupCounts(2, 2, 1, 2), "odds_ratio", "division_by_zero"),
        (GroupCounts(2, 2, 2, 2), "odds_ratio", "zero_by_zero"),
    ],
)
def test_what_has_no_finite_value_says_why(counts, measure, code):
    found = counts.measured(measure)
    assert isinstance(found, Undefined)
    assert found.code == code


GROUP = st.lists(st.integers(0, 6), min_size=3, max_size=3).filter(any)


@given(GROUP, GROUP)
def test_superiority_is_that_of_mann_and_whitney_and_the_two_ways_round_add_to_one(first, second):
    one, other = ([grade for grade, count in enumerate(group) for _ in range(count)] for group in (first, second))
    wins = sum((a > b) + (a == b) / 2 for a in one for b in other)
    assert float(superiority_of(first, second)) == pytest.approx(wins / (len(one) * len(other)))
    assert superiority_of(first, second) + superiority_of(second, first) == 1
    if len({*one, *other}) > 1:
        u = stats.mannwhitneyu(one, other, method="asymptotic").statistic
        assert float(superiority_of(first, second)) == pytest.approx(u / (len(one) * len(other)))


def test_a_contrast_is_a_statistic_by_the_name_of_its_measure():
    assert [contrast_statistic(each, [1], [0], [1]).id for each in MEASURES] == [
        f"contrast_{each}" for each in MEASURES
    ]


def test_rows_in_neither_group_count_for_nothing():
    table = [[4, 1], [9, 9], [1, 3]]
    assert contrast_statistic("difference", [2], [0], [1]).value(table) == pytest.approx(0.55)
