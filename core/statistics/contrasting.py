"""Contrast two groups of a table's rows: compare the shares of each at some columns."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.frozen import frozen
from crossregime.core.statistics.bounded import ContrastForm, Statistic
from crossregime.core.statistics.cells import Undefined
from crossregime.core.statistics.ridit import EMPTY_GROUP, superiority_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crossregime.core.statistics.cells import Cells, CountTable

Measure = Literal["difference", "ratio", "odds_ratio", "superiority"]

MEASURES: dict[Measure, str] = {
    "difference": "Difference of shares",
    "ratio": "Ratio of shares",
    "odds_ratio": "Odds ratio",
    "superiority": "Probability of superiority",
}
"""The measures of a contrast, each with its title."""
NEUTRAL: dict[Measure, Fraction] = {
    "difference": Fraction(0),
    "ratio": Fraction(1),
    "odds_ratio": Fraction(1),
    "superiority": Fraction(1, 2),
}
"""The neutral value of each measure, where neither group did better."""
BOTH_ZERO = Undefined("both numerator and denominator are zero", "zero_by_zero")
INFINITE = Undefined("it divides by zero, so has no finite value", "division_by_zero")


@frozen
class GroupCounts:
    """How many councils of two groups are at some grades: `at` of `of`, and `other_at` of `other_of`."""

    at: int
    of: int
    other_at: int
    other_of: int

    def measured(self, measure: Measure) -> Fraction | Undefined:
        """Compute the difference, the ratio or the odds ratio; Undefined where it has no finite value.

        >>> GroupCounts(3, 4, 1, 2).measured("difference"), GroupCounts(3, 4, 1, 2).measured("odds_ratio")
        (Fraction(1, 4), Fraction(3, 1))
        """
        a, n, b, m = self.at, self.of, self.other_at, self.other_of
        if not n or not m:
            return EMPTY_GROUP
        if measure == "difference":
            return Fraction(a * m - b * n, n * m)
        over, under = (a * m, b * n) if measure == "ratio" else (a * (m - b), b * (n - a))
        if under:
            return Fraction(over, under)
        return INFINITE if over else BOTH_ZERO


def group_counts(table: CountTable, form: ContrastForm) -> GroupCounts:
    """Count the councils of both groups in a table."""
    return GroupCounts(*_counts(table, form))


def superiority_of(first: Sequence[int], second: Sequence[int]) -> Fraction | Undefined:
    """Return the probability that a council of the first group has the better grade, ties counted as half.

    Both are numbers of councils by grade, worst first: 1/2 + (C - D) / (2 n m), C and D the pairs, one of each group,
    in which the first is the better and the worse (Agresti 2010, Analysis of Ordinal Categorical Data, 2.1.4).

    >>> superiority_of([0, 1], [1, 1])
    Fraction(3, 4)
    """
    over, under = superiority_parts([first, second])
    return Fraction(over, under) if under else EMPTY_GROUP


def contrast_statistic(
    measure: Measure, given: Iterable[int], against: Iterable[int], then: Iterable[int]
) -> Statistic:
    """Turn a contrast of two groups of rows into a statistic of a table.

    Of a ratio a table has a value only where that is finite.

    >>> found = contrast_statistic("difference", [1], [0], [1])
    >>> found.value([[1, 1], [0, 2]])
    0.5
    """
    form = ContrastForm(measure, tuple(given), tuple(against), tuple(then))
    return Statistic(
        f"contrast_{measure}", MEASURES[measure], "contrast", partial(_parts, form=form), form,
        (partial(_lacking, form=form),),
    )  # fmt: skip


def _lacking(table: CountTable, form: ContrastForm) -> Undefined | None:
    if form.measure == "superiority":
        found = superiority_of(*_by_column(table, form))
    else:
        found = group_counts(table, form).measured(form.measure)
    return found if isinstance(found, Undefined) else None


def _parts(table: Cells, form: ContrastForm) -> tuple[Any, Any]:
    if form.measure == "superiority":
        return superiority_parts(_by_column(table, form))
    a, n, b, m = _counts(table, form)
    if form.measure == "difference":
        return a * m - b * n, n * m
    return (a * m, b * n) if form.measure == "ratio" else (a * (m - b), b * (n - a))


def _counts(table: Cells, form: ContrastForm) -> tuple[Any, Any, Any, Any]:
    a, b = (
        sum((table[row][column] for row in rows for column in form.then), start=0)
        for rows in (form.given, form.against)
    )
    n, m = (sum((sum(table[row]) for row in rows), start=0) for rows in (form.given, form.against))
    return a, n, b, m


def _by_column(table: Cells, form: ContrastForm) -> tuple[list[Any], list[Any]]:
    first, second = (
        [sum((table[row][column] for row in rows), start=0) for column in range(len(table[0]))]
        for rows in (form.given, form.against)
    )
    return first, second
