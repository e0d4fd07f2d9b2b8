"""Compute ridit scores of one judgement, and compare two groups of councils on it.

The ridit of a grade is the share of a reference group below it plus half of the share at it (Bross 1958).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from crossregime.core.statistics.cells import Undefined, margins
from crossregime.core.statistics.counts import counts, one_distribution
from crossregime.core.statistics.measured import closed, not_two, recorded, undefined, whys
from crossregime.core.statistics.record import StatisticValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.statistics.cells import Cells

__all__ = ["probability_of_superiority", "ridits"]

EMPTY_GROUP = Undefined("one of the two groups is empty", "empty_group")
NOBODY = Undefined("none has a grade", "no_pairs")


def ridit_scores(counts: Sequence[Any]) -> list[Any]:
    """Return the ridit of each grade from the counts, worst grade first.

    >>> ridit_scores([1, 2, 1])
    [0.125, 0.5, 0.875]
    """
    n, below, found = sum(counts), 0, []
    for count in counts:
        found.append((2 * below + count) / (2 * n))
        below = below + count
    return found


def superiority_parts(table: Cells) -> tuple[Any, Any]:
    """Return numerator and denominator of the probability of superiority of the first row over the second.

    Twice the pairs of councils in which that of the first row is better, plus the ties, over twice all pairs.
    """
    first, second = table
    below, better = 0, 0
    for one, other in zip(first, second, strict=True):
        better = better + one * (2 * below + other)
        below = below + other
    return better, 2 * sum(first) * sum(second)


def superiority_error(table: Cells) -> Any:
    """Return the standard error of the probability of superiority (DeLong, DeLong & Clarke-Pearson 1988).

    The variance of each group's placements among the other group (divided by the councils less one), over the group's
    councils; the root of the sum of both. NaN where a group has fewer than two councils, which have no variance.
    Takes one table or the arrays of a stack.
    """
    first, second = table
    return (_placed(first, second) + _placed(second, first)) ** 0.5


def _placed(group: Sequence[Any], others: Sequence[Any]) -> Any:
    """Return the variance of a group's mean placement: the share of the other group below, ties counted as half."""
    n, m = sum(group), sum(others)
    below, total, squares = 0, 0, 0
    for count, other in zip(group, others, strict=True):
        placement = 2 * below + other
        total = total + count * placement
        squares = squares + count * placement * placement
        below = below + other
    if isinstance(n, int) and (n < 2 or not m):
        return float("nan")
    return (n * squares - total * total) / (n * n * (n - 1) * 4 * m * m)


@recorded(
    "groups", title="Probability of superiority",
    about="The chance that a council taken from the first group has a better grade than one from the second, ties"
    " counted as half. In a comparison the groups are the councils in the better half of the first judgement and the"
    " others, and the grade is that of the second.",
    formula="(pairs where the first group's is better + half of the ties) / all pairs of one from each group",
    direction="0.5: neither group is better; more: the first is.", range="0 to 1",
    references=(
        "A. Vargha and H. D. Delaney (2000), Journal of Educational and Behavioral Statistics 25(2), 101-132",
        "E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson (1988), Biometrics 44(3), 837-845",
    ), ratios=(("", superiority_parts),), two_groups=True, limits=(0, 1),
)  # fmt: skip
def probability_of_superiority(table: Any) -> StatisticValue:
    """Compute the chance that a council of the first row has a better grade than one of the second, ties halved.

    Takes a table of two rows (the groups) by the grades of one judgement, or a stack of them. It is U / (m n) of Mann
    and Whitney. The standard error is that of DeLong, DeLong and Clarke-Pearson (1988), the sizes of the groups
    given; None where a group has one council. No value: a group without councils. Raises UsageError for a table of
    other than two rows.

    >>> probability_of_superiority([[0, 1, 3], [2, 2, 0]]).value
    0.9375
    """
    read = counts(table)
    if read.shape[0] != 2:
        raise not_two("probability_of_superiority", read.shape[0])

    def value(cells: Any) -> float | Undefined:
        numerator, denominator = superiority_parts(cells)
        return float(numerator / denominator) if denominator else EMPTY_GROUP

    return closed("probability_of_superiority", read, value, error=superiority_error)


@recorded(
    "groups", title="Ridits",
    about="A score for each grade of the second judgement: the share of councils below it plus half of those at it. The"
    " mean ridit of the councils at a grade of the first judgement is the chance that one of them is better than"
    " any council, ties counted as half.", formula="(councils below + half of those at the grade) / n",
    direction="More is better; over all councils the mean is 0.5.", range="0 to 1",
    references=("I. D. J. Bross (1958), Biometrics 14(1), 18-38",), by_grade=True,
)  # fmt: skip
def ridits(table: Any) -> StatisticValue:
    """Score the grades of the second judgement (the columns) by ridits (Bross 1958); `value` has one each.

    Takes a table, the counts of one distribution, or a stack of tables (`value` then has a row for each). details:
    `mean_ridits`, one for each row (None for an empty one). No value: no council has a grade.

    >>> ridits([1, 2, 1]).value
    (0.125, 0.5, 0.875)
    """
    alone = one_distribution(table)
    read = counts(table if alone is None else [alone])
    if read.tables is None:
        return _ridits(read.cells)
    import numpy as np

    each = [_ridits(read.table(index)) for index in range(read.tables)]
    none = (math.nan,) * read.shape[1]
    scores = np.array([none if one.value is None else one.value for one in each]).reshape(read.tables, read.shape[1])
    code, reason = whys([NOBODY if one.value is None else None for one in each])
    means = [one.details.get("mean_ridits") for one in each]
    return StatisticValue("ridits", scores, reason=reason, code=code, details={"mean_ridits": means})


def _ridits(cells: Any) -> StatisticValue:
    columns = margins(cells)[1]
    if not sum(columns):
        return undefined("ridits", NOBODY)
    scores = tuple(ridit_scores(columns))
    means = tuple(
        sum(count * score for count, score in zip(row, scores, strict=True)) / sum(row) if sum(row) else None
        for row in cells
    )
    return StatisticValue("ridits", scores, details={"mean_ridits": means})
