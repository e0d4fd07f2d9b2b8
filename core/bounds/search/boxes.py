"""Split the completions of a problem into boxes, in which some sums of cells lie between two numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from crossregime.core.bounds.search.programs import LinearRows

if TYPE_CHECKING:
    from crossregime.core.bounds.search.pool import Pool
    from crossregime.core.statistics import Vector


@dataclass(frozen=True, eq=False, slots=True)
class Box:
    """The completions in which the sums lie between `lowest` and `highest`, each a vector by sum."""

    lowest: Vector
    highest: Vector

    @property
    def key(self) -> bytes:
        """What tells it from other boxes."""
        return self.lowest.tobytes() + self.highest.tobytes()

    @property
    def fixed(self) -> bool:
        """Tell whether every sum is the same throughout."""
        return bool((self.lowest == self.highest).all())

    def halves(self, index: int, at: int) -> tuple[Box, Box]:
        """Split it: the sum of that index is at most `at` in one half, and more in the other."""
        at = min(max(at, int(self.lowest[index])), int(self.highest[index]) - 1)
        below, above = self.highest.copy(), self.lowest.copy()
        below[index], above[index] = at, at + 1
        return Box(self.lowest, below), Box(above, self.highest)


@dataclass(frozen=True, slots=True)
class Bounded:
    """What is known of a box: nothing in it exceeds `value`; how to split it, None where that is attained."""

    value: float
    box: Box
    split: tuple[int, int] | None


class Sums:
    """Sums of cells that split the completions into boxes: `matrix` has a row a sum, by cell.

    `extra` are more sums, by cell, that `most` bounds from above in every box.
    """

    def __init__(self, pool: Pool, matrix: Vector, extra: Vector, most: Vector) -> None:
        self.pool, self.matrix, self.extra, self.most = pool, matrix, extra, most
        self._summed: Vector = np.zeros((0, len(matrix)), dtype=np.int64)
        self._best: dict[bytes, list[Vector]] = {}

    @cached_property
    def _in_ways(self) -> Vector:
        """What one council of each way adds to each sum."""
        matrix: Vector = np.vstack([self.matrix, self.extra]) @ self.pool.programs.in_cells
        return matrix

    def rows(self, box: Box) -> LinearRows:
        """Say that a completion is in a box, as constraints."""
        lowest = np.concatenate([box.lowest, np.zeros(len(self.most), dtype=np.int64)])
        return LinearRows(self._in_ways, lowest, np.concatenate([box.highest, self.most]))

    def best(self, weights: Vector, box: Box) -> Vector | None:
        """Find the table, row after row, of greatest weighted sum of cells in a box; None where that is empty."""
        return self.pool.best(weights, self.rows(box))

    def best_again(self, weights: Vector, box: Box) -> Vector | None:
        """Do the same for weights that are asked about in box after box.

        The best table of a box is that of every smaller box in which it lies, so of two halves one is often known.
        """
        asked = self._best.setdefault(weights.astype(float).tobytes(), [np.zeros((0, 3, len(self.matrix)))])
        known = asked[0]
        lowest, highest, sums = known[:, 0], known[:, 1], known[:, 2]
        held = (lowest <= box.lowest) & (highest >= box.highest) & (sums >= box.lowest) & (sums <= box.highest)
        found = held.all(axis=1)
        if found.any():
            return asked[1 + int(found.argmax())]
        cells = self.best(weights, box)
        if cells is not None:
            asked[0] = np.concatenate([known, [[box.lowest, box.highest, self.matrix @ cells]]])
            asked.append(cells)
        return cells

    def inside(self, box: Box) -> Vector:
        """Give the sums of the completions met so far that lie in a box, one a row."""
        if len(self._summed) < len(self.pool):
            self._summed = np.vstack([self._summed, self.pool.stack()[len(self._summed) :] @ self.matrix.T])
        held = ((self._summed >= box.lowest) & (self._summed <= box.highest)).all(axis=1)
        return self._summed[held]
