"""Measure mobility between two dates on a common scale, from the shares of each row: where councils of a grade went.

Takes counts or row shares. A row without councils has no shares, so a table with one has no index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.statistics.association import Undefined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.statistics.association import Cells

EMPTY_ROW = Undefined("no council had one of the grades at the start, so where they went is not known", "empty_row")
SINGLE = Undefined("a scale of one grade leaves nowhere to move", "single_grade_scale")


def shorrocks_parts(table: Cells) -> tuple[Any, Any]:
    """Give numerator and denominator of Shorrocks' index: the sum over the grades of the shares that leave, over k - 1.

    That is his (k - trace) / (k - 1), and exactly nought where nobody moves.
    """
    return sum(_left(table, grade) for grade in range(len(table))), len(table) - 1


def bartholomew_parts(table: Cells, start: Sequence[float] | None = None) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """Give numerator and denominator of both of Bartholomew's indices.

    The first is k times the share that leaves its grade, over k - 1; the second the mean number of grades
    moved, over k - 1. `start` weighs the rows; without it the councils of each row do.
    """
    size = len(table)
    if start is None:
        n = sum(map(sum, table))
        start = [sum(row) / n for row in table]
    left = sum(share * _left(table, grade) for grade, share in enumerate(start))
    moved = sum(
        share * sum(count * abs(before - after) for after, count in enumerate(row)) / sum(row)
        for before, (share, row) in enumerate(zip(start, table, strict=True))
    )
    return (size * left, size - 1), (moved, size - 1)


def _left(table: Cells, grade: int) -> Any:
    """Give the share of a grade's councils that left it."""
    row = table[grade]
    return sum(count for after, count in enumerate(row) if after != grade) / sum(row)
