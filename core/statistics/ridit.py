"""Score the grades of one judgement by ridits, and compare two groups of councils on it.

The ridit of a grade is the share of a reference group below it plus half of the share at it (Bross 1958).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.statistics.association import Undefined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.statistics.association import Cells

EMPTY_GROUP = Undefined("one of the two groups has no council", "empty_group")
NOBODY = Undefined("no council has a grade", "no_pairs")


def ridits(counts: Sequence[Any]) -> list[Any]:
    """Give the ridit of each grade from how many have it, worst grade first.

    >>> ridits([1, 2, 1])
    [0.125, 0.5, 0.875]
    """
    n, below, found = sum(counts), 0, []
    for count in counts:
        found.append((2 * below + count) / (2 * n))
        below = below + count
    return found


def superiority_parts(table: Cells) -> tuple[Any, Any]:
    """Give numerator and denominator of the probability of superiority of the first row over the second.

    Twice the pairs of councils in which that of the first row is better, plus the ties, over twice all pairs.
    """
    first, second = table
    below, better = 0, 0
    for one, other in zip(first, second, strict=True):
        better = better + one * (2 * below + other)
        below = below + other
    return better, 2 * sum(first) * sum(second)


def superiority_error(table: Cells) -> Any:
    """Give the standard error of the probability of superiority (DeLong, DeLong & Clarke-Pearson 1988).

    The variance of each group's placements among the other group (divided by the councils less one), over the group's
    councils; the root of the sum of both. NaN where a group has fewer than two councils, which have no variance.
    Takes one table or the arrays of a stack.
    """
    first, second = table
    return (_placed(first, second) + _placed(second, first)) ** 0.5


def _placed(group: Sequence[Any], others: Sequence[Any]) -> Any:
    """Give the variance of the mean placement of a group: the share of the others below, ties counted as half."""
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
