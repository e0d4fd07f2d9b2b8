"""Measure change between two dates in a table of two judgements on a common scale, the earlier in the rows.

As in `association`, a cell may be an array: the counts of that cell in many tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.statistics.agreement import NONE

if TYPE_CHECKING:
    from crossregime.core.statistics.association import Cells, CountTable, Undefined


def mean_shift(table: CountTable) -> float | Undefined:
    """Compute the mean number of grades by which councils rose (falls count as negative).

    It takes the steps between grades as equal. Gives Degenerate where no council is paired; raises ValueError
    for a table that isn't square.

    >>> mean_shift([[1, 2], [1, 0]])
    0.25
    """
    numerator, n = mean_shift_parts(table)
    return float(numerator / n) if n else NONE


def direction(before: int, after: int) -> int:
    """Tell which way a council went from one grade to another: 1 up, -1 down, 0 where it stayed.

    >>> direction(0, 2), direction(2, 1), direction(1, 1)
    (1, -1, 0)
    """
    return (after > before) - (after < before)


def number(table: CountTable, sign: int) -> int:
    """Count the councils that went one way: up (1), down (-1), or stayed (0).

    >>> [number([[1, 2], [1, 0]], sign) for sign in (1, -1, 0)]
    [2, 1, 1]
    """
    return int(number_parts(table, sign)[0])


def mean_shift_parts(table: Cells) -> tuple[Any, Any]:
    """Give the numerator and the denominator of the mean shift."""
    return _weighed(table, lambda before, after: after - before), sum(map(sum, table))


def number_parts(table: Cells, sign: int) -> tuple[Any, Any]:
    """Give the number of councils that went one way, over one."""
    return _weighed(table, lambda before, after: int(direction(before, after) == sign)), 1


def _weighed(table: Cells, weight: Any) -> Any:
    if len(table) != len(table[0]):
        raise ValueError(f"change needs one scale on both sides, not {len(table)} by {len(table[0])} grades")
    return sum(count * weight(before, after) for before, row in enumerate(table) for after, count in enumerate(row))
