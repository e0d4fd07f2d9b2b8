"""Measure mobility between two dates on a common scale, from the shares of each row: where councils of a grade went.

Takes counts or row shares. A row without councils has no shares, so a table with one has no index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crossregime.core.association import Degenerate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.association import Cells

EMPTY_ROW = Degenerate("no council had one of the grades at the start, so where they went is not known", "empty_row")
SINGLE = Degenerate("a scale of one grade leaves nowhere to move", "single_grade_scale")


def shorrocks_parts(table: Cells) -> tuple[Any, Any]:
    """Give numerator and denominator of Shorrocks' index: (k - sum of the shares that stay) over k - 1."""
    stay = sum(row[grade] / sum(row) for grade, row in enumerate(table))
    return len(table) - stay, len(table) - 1


def bartholomew_parts(table: Cells, start: Sequence[float] | None = None) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
    """Give numerator and denominator of both of Bartholomew's indices.

    The first is k times the share that leaves its grade, over k - 1; the second the mean number of grades
    moved, over k - 1. `start` weighs the rows; without it the councils of each row do.
    """
    size = len(table)
    if start is None:
        n = sum(map(sum, table))
        start = [sum(row) / n for row in table]
    stay = sum(share * row[grade] / sum(row) for grade, (share, row) in enumerate(zip(start, table, strict=True)))
    moved = sum(
        share * count / sum(row) * abs(before - after)
        for before, (share, row) in enumerate(zip(start, table, strict=True))
        for after, count in enumerate(row)
    )
    return (size - size * stay, size - 1), (moved, size - 1)
