"""Bound agreement over completions: by the margins, which decide the disagreement expected.

Where the margins are the same throughout a box, the least disagreement seen is one integer program, and exact.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from crossregime.core.bounds.search.boxes import Bounded, Box, Sums
from crossregime.core.bounds.search.evenness import untied_range
from crossregime.core.statistics import (
    SAME as SAME_GRADE,
    disagreement,
    expected_by_gwet,
    expected_by_margins,
    largest,
    seen,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.bounds.problem import Cell
    from crossregime.core.bounds.search.pool import Pool
    from crossregime.core.statistics import ChanceCorrected, Statistic

Distances = list[list[int]]
"""How much each two grades disagree."""


class MarginSums(Sums):
    """Agreement: the margins of both sides, or the two pooled where only they matter."""

    def __init__(self, pool: Pool, expected: str) -> None:
        self.expected = expected
        size = pool.sizes[0]
        cells: list[Cell] = [(i, j) for i in range(size) for j in range(size)]
        rows = np.array([[int(i == grade) for i, _ in cells] for grade in range(size)])
        columns = np.array([[int(j == grade) for _, j in cells] for grade in range(size)])
        matrix = np.vstack([rows, columns]) if expected == "margins" else rows + columns
        # All councils at one and the same grade on both sides: no value.
        alike = np.array([[int(i == j == grade) for i, j in cells] for grade in range(size)])
        most = np.full(size, pool.pairs if expected == "gwet" else pool.pairs - 1, dtype=np.int64)
        super().__init__(pool, matrix, alike, most)

    @cached_property
    def root(self) -> tuple[Box | None, str]:
        """Give the box of all completions that have a value (None if none has), and why others have none."""
        reason = ""
        if self.expected != "gwet":
            for line in self.extra:
                cells = self.pool.best(line)
                if cells is not None and line @ cells == self.pool.pairs:
                    reason = SAME_GRADE.reason
        size = len(self.matrix)
        box = Box(np.zeros(size, dtype=np.int64), np.full(size, 2 * self.pool.pairs, dtype=np.int64))
        for sign, ends in ((-1, box.lowest), (1, box.highest)):
            for index, line in enumerate(self.matrix):
                cells = self.best(sign * line, box)
                if cells is None:
                    return None, reason
                ends[index] = line @ cells
        return box, reason

    def bounded(self, statistic: Statistic, form: ChanceCorrected, sign: int, box: Box) -> Bounded | None:
        """Bound the greatest (sign 1) or the least (-1) value in a box, the latter as its negative; None if empty."""
        n = self.pool.pairs
        for part in (slice(0, len(self.matrix) // 2), slice(len(self.matrix) // 2, None)):
            if self.expected == "margins" and not box.lowest[part].sum() <= n <= box.highest[part].sum():
                return None
        if self.expected != "margins" and not box.lowest.sum() <= 2 * n <= box.highest.sum():
            return None
        least, most = self._apart(box, form)
        apart = least if sign > 0 else most
        # Squared distances of ranks among millions of councils are too great for numpy's integers.
        weights = np.array([much for line in apart for much in line], dtype=object)
        cells = self.best_again(-sign * weights, box)
        if cells is None:
            return None
        if box.fixed:
            return Bounded(sign * statistic.number(self.pool.table(cells)), box, None)
        disagreed = seen(self.pool.table(cells), apart)
        few, many = self._expected(box, form, least, most)
        times = self._times()
        under = many if sign > 0 else few
        value = sign * (1 - times * disagreed / under) if under > 0 else math.inf
        # Kappa and alpha are never below -1: each is a mean of those of the scale cut in two, or over
        # distances.
        if sign > 0 or self.expected != "gwet":
            value = min(value, 1.0)
        width = box.highest - box.lowest
        index = int(width.argmax())
        return Bounded(value, box, (index, int(box.lowest[index] + box.highest[index]) // 2))

    def _times(self) -> int:
        n, size = self.pool.pairs, self.pool.sizes[0]
        return {"margins": n, "gwet": 4 * n * size * (size - 1), "ranks": 2 * (2 * n - 1)}[self.expected]

    def _apart(self, box: Box, form: ChanceCorrected) -> tuple[Distances, Distances]:
        """Bound the disagreement of each two grades in a box."""
        size = self.pool.sizes[0]
        if self.expected != "ranks":
            apart = disagreement(size, form.weights)
            return apart, apart
        return self._rank_distances(box.lowest.tolist()), self._rank_distances(box.highest.tolist())

    def _rank_distances(self, both: Sequence[int]) -> Distances:
        """Square twice the ranks between the middles of each two grades, the pooled margin being this, or 4 n."""
        size, all_ranks = self.pool.sizes[0], 4 * self.pool.pairs
        apart = [[0] * size for _ in range(size)]
        for i in range(size):
            for j in range(i + 1, size):
                ranks = both[i] + both[j] + 2 * sum(both[i + 1 : j])
                apart[i][j] = apart[j][i] = min(ranks, all_ranks) ** 2
        return apart

    def _expected(self, box: Box, form: ChanceCorrected, least: Distances, most: Distances) -> tuple[int, int]:
        """Bound the disagreement expected in a box."""
        n, size = self.pool.pairs, self.pool.sizes[0]
        lowest, highest = box.lowest.tolist(), box.highest.tolist()
        if self.expected == "margins":
            ends = []
            for greatest, apart in ((False, least), (True, most)):
                rows = [
                    _filled(column, lowest[:size], highest[:size], n, greatest=greatest)
                    for column in zip(*apart, strict=True)
                ]
                ends.append(_filled(rows, lowest[size:], highest[size:], n, greatest=greatest))
            return ends[0], ends[1]
        if self.expected == "gwet":
            # Gwet's formula falls with the spread of the pooled margin, which is twice the untied pairs.
            few, many = untied_range(lowest, highest, 2 * n)
            gaps, full = disagreement(size, form.weights), largest(size, form.weights)
            flat = expected_by_gwet([2 * n, *[0] * (size - 1)], gaps, full)
            weight = sum(full - much for line in gaps for much in line)
            return flat - weight * 2 * many, flat - weight * 2 * few
        return expected_by_margins(lowest, lowest, least), expected_by_margins(highest, highest, most)


def _filled(values: Sequence[int], lowest: Sequence[int], highest: Sequence[int], n: int, *, greatest: bool) -> int:
    """Share n among grades within their bounds so that the sum of values is greatest, or least."""
    total = sum(value * low for value, low in zip(values, lowest, strict=True))
    left = n - sum(lowest)
    for index in sorted(range(len(values)), key=lambda index: values[index], reverse=greatest):
        taken = min(left, highest[index] - lowest[index])
        total += taken * values[index]
        left -= taken
    return total
