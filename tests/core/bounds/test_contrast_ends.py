"""The ends of a contrast among tables, told from the values that are no number: x/0 and 0/0."""

from __future__ import annotations

from fractions import Fraction

import pytest

from crossregime.core.bounds.contrast_ends import ContrastKinds, ListedEnds, contrast_value, no_value
from crossregime.core.statistics import EMPTY_GROUP, INFINITE, ContrastForm, Undefined

FINITE = [[3, 1], [2, 2]]
"""One of four at the better grade against two of four."""
BY_ZERO = [[4, 0], [2, 2]]
"""None of the others is at the better grade, so the ratio divides by zero."""
NO_COUNCIL = [[0, 0], [2, 2]]
"""The others are no council at all."""


def form(measure):
    """Set the councils of the second row against those of the first, by the second column."""
    return ContrastForm(measure, (1,), (0,), (1,))


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("difference", Fraction(1, 4)),
        ("ratio", Fraction(2)),
        ("odds_ratio", Fraction(3)),
        ("superiority", Fraction(2 * 3 + Fraction(2 * 3 + 2 * 1, 2), 16)),
    ],
)
def test_a_value_is_an_exact_fraction(measure, value):
    assert contrast_value(FINITE, form(measure)) == value


def test_what_is_no_number_says_why():
    assert contrast_value(BY_ZERO, form("ratio")) == INFINITE
    assert isinstance(contrast_value(NO_COUNCIL, form("difference")), Undefined)
    assert contrast_value(BY_ZERO, form("difference")) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("tables", "kinds"),
    [
        ([FINITE], ContrastKinds(finite=True, infinite=False, undefined=False)),
        ([FINITE, BY_ZERO], ContrastKinds(finite=True, infinite=True, undefined=False)),
        ([BY_ZERO, NO_COUNCIL], ContrastKinds(finite=False, infinite=True, undefined=True)),
        ([NO_COUNCIL], ContrastKinds(finite=False, infinite=False, undefined=True)),
    ],
)
def test_the_kinds_of_value_are_those_that_occur(tables, kinds):
    assert ListedEnds(tables, form("ratio")).kinds == kinds


def test_an_end_is_the_extreme_finite_value_with_its_table():
    ends = ListedEnds([FINITE, BY_ZERO, [[1, 3], [3, 1]]], form("ratio"))
    assert (ends.end(1).outer, ends.end(1).inner, ends.end(1).table) == (2, 2, FINITE)
    assert ends.end(-1).outer == Fraction(1, 3)


def test_without_a_finite_value_the_reason_is_that_of_the_values():
    assert no_value(ContrastKinds(finite=True, infinite=True, undefined=True)) is None
    assert no_value(ContrastKinds(finite=False, infinite=True, undefined=True)) == INFINITE
    assert no_value(ContrastKinds(finite=False, infinite=False, undefined=True)) == EMPTY_GROUP
