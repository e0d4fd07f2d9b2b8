"""Tabulate pairs: integer counts of known cells and of blocks of unknowns.

Everything that depends on the number of councils is one group-by; what follows works on its few rows.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from crossregime.core.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from crossregime.core.ranges import Range


@frozen
class Tabulation:
    """The pairs of two positions as counts: of each pair of ranges, how many councils have it.

    `counts` maps (range in the first, range in the second) to a number of paired councils; a grade that is known
    is the range of itself. `sizes` are the numbers of grades of the two scales.
    """

    sizes: tuple[int, int]
    counts: Mapping[tuple[Range, Range], int]

    @cached_property
    def pairs(self) -> int:
        """How many councils are paired."""
        return sum(self.counts.values())

    @cached_property
    def known(self) -> list[list[int]]:
        """The table of councils whose grades are both known, worst grade first on both sides."""
        rows, columns = self.sizes
        return [[self.counts.get(((i, i), (j, j)), 0) for j in range(columns)] for i in range(rows)]

    def ranges(self, side: int) -> list[Range]:
        """List the true ranges (several grades) that occur on a side, 0 for the first and 1 for the second."""
        return sorted({key[side] for key in self.counts if key[side][0] < key[side][1]})

    def categories(self, side: int) -> list[Range]:
        """List the categories of rows (side 0) or columns (side 1): every grade of the scale, then the ranges."""
        return [(rank, rank) for rank in range(self.sizes[side])] + self.ranges(side)

    @cached_property
    def matrix(self) -> list[list[int]]:
        """The counts by category: grades and ranges of the first side by those of the second."""
        columns = self.categories(1)
        return [[self.counts.get((row, column), 0) for column in columns] for row in self.categories(0)]

    @cached_property
    def row_sums(self) -> list[int]:
        """The councils of each category of the first side."""
        return [sum(row) for row in self.matrix]

    @cached_property
    def column_sums(self) -> list[int]:
        """The councils of each category of the second side."""
        return [sum(column) for column in zip(*self.matrix, strict=True)]


def tabulate_pairs(aligned: pl.DataFrame, sizes: tuple[int, int]) -> Tabulation:
    """Count the pairs of an aligned frame by range on both sides.

    `aligned` has worst_1, best_1, worst_2 and best_2 (ranks, null where a side has no outcome).

    >>> import polars as pl
    >>> columns = ["worst_1", "best_1", "worst_2", "best_2"]
    >>> frame = pl.DataFrame([(0, 0, 1, 1), (1, 1, 0, 1), (1, 1, None, None)], schema=columns, orient="row")
    >>> tabulate_pairs(frame, (2, 2)).known
    [[0, 1], [0, 0]]
    """
    counted = aligned.group_by("worst_1", "best_1", "worst_2", "best_2").len()
    return tabulation_of(counted.iter_rows(), sizes)


def tabulation_of(rows: object, sizes: tuple[int, int]) -> Tabulation:
    """Make a tabulation from (worst_1, best_1, worst_2, best_2, councils) rows, leaving out rows without a pair."""
    counts: dict[tuple[Range, Range], int] = {}
    for worst_1, best_1, worst_2, best_2, councils in rows:  # type: ignore[attr-defined]  # rows of a frame are untyped
        if worst_1 is not None and worst_2 is not None:
            key = ((worst_1, best_1), (worst_2, best_2))
            counts[key] = counts.get(key, 0) + councils
    return Tabulation(sizes, dict(sorted(counts.items())))
