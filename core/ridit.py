"""Score the grades of one judgement by ridits, and compare two groups of councils on it.

The ridit of a grade is the share of a reference group below it plus half of the share at it (Bross 1958).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.association import Degenerate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.association import Cells

EMPTY_GROUP = Degenerate("one of the two groups has no council", "empty_group")
NOBODY = Degenerate("no council has a grade", "no_pairs")


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
