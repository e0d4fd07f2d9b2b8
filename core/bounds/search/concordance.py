"""Bound association over completions: by the greatest cumulative table that any of them has.

The completions are split by their cumulative table. Within a box, take the pointwise greatest cumulative table that any
completion has, each entry an integer program. Where the margins are the same throughout and one completion attains all
of it, that is the most concordant one: C is greatest and D least there, for both are sums over the cells of terms that
grow, or fall, with the cumulative table. Otherwise those sums with the greatest table in them are linear in the
completion and bound C, D and C - D from above. The least values are the greatest with the columns in reverse, which
swaps C and D.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from crossregime.core.bounds.search.boxes import Bounded, Box, Sums
from crossregime.core.bounds.search.evenness import untied_range
from crossregime.core.statistics import TIED

if TYPE_CHECKING:
    from crossregime.core.bounds.search.pool import Pool
    from crossregime.core.statistics import ConcordanceBased, Statistic, Vector


class Greatest:
    """What is known of concordance in a tightened box; `attained` if one completion attains all of it."""

    def __init__(self, sums: ConcordanceSums, box: Box, guide: Vector, *, attained: bool) -> None:
        self.sums, self.box, self.guide, self.attained = sums, box, guide, attained
        self._together, self._apart = sums.scores(box)

    @cached_property
    def concordant(self) -> int:
        """The greatest C there can be."""
        return self._most(self._together)

    @cached_property
    def discordant(self) -> int:
        """The least D there can be."""
        return -self._most(-self._apart)

    @cached_property
    def difference(self) -> int:
        """The greatest C - D there can be."""
        return self._most(self._together - self._apart)

    def _most(self, scores: Vector) -> int:
        # Each pair of councils is counted from both of them.
        cells = self.sums.best(scores, self.box)
        assert cells is not None  # noqa: S101  # the box holds completions
        return int(scores @ cells) // 2


class ConcordanceSums(Sums):
    """Association: the margins, then the cumulative table within them, its columns in reverse if `turned`."""

    def __init__(self, pool: Pool, *, turned: bool) -> None:
        rows, columns = pool.sizes
        self.order = list(range(columns))[::-1] if turned else list(range(columns))
        blocks = [({i}, set(range(columns))) for i in range(rows)]
        blocks += [(set(range(rows)), {j}) for j in self.order]
        self.margins = len(blocks)
        blocks += [(set(range(i + 1)), set(self.order[: j + 1])) for i in range(rows - 1) for j in range(columns - 1)]
        matrix = np.array(
            [[int(i in block[0] and j in block[1]) for i in range(rows) for j in range(columns)] for block in blocks]
        )
        super().__init__(pool, matrix, np.zeros((0, rows * columns), dtype=np.int64), np.zeros(0, dtype=np.int64))
        self._known: dict[bytes, Greatest | None] = {}

    @cached_property
    def _whole(self) -> Box:
        """The box of all completions, with the true range of every margin."""
        n = self.pool.pairs
        wide = Box(np.zeros(len(self.matrix), dtype=np.int64), np.full(len(self.matrix), n, dtype=np.int64))
        tight = self._tightened(wide)
        assert tight is not None  # noqa: S101  # completions exist
        return tight

    def root(self, form: ConcordanceBased) -> tuple[Box | None, str]:
        """Give the box of all completions that have a value (None if none has), and why others have none."""
        n, box = self.pool.pairs, self._whole
        highest, reason = box.highest.copy(), ""
        for side, start, size in (
            (0, 0, self.pool.sizes[0]),
            (1, self.pool.sizes[0], self.pool.sizes[1]),
        ):
            if side in form.sides:
                alone = highest[start : start + size] >= n
                if alone.any():
                    highest[start : start + size][alone] = n - 1
                    reason = reason or TIED[side].reason
        if not reason:
            return box, ""
        return self._tightened(Box(box.lowest, highest)), reason

    def _tightened(self, box: Box) -> Box | None:
        """Find the true range of each margin and the greatest of each cumulative entry in a box."""
        lowest, highest = box.lowest.copy(), box.highest.copy()
        met = self.inside(box)
        # How far the completions that were met reach; a box that is tightened loses none of them.
        most, least = met.max(axis=0, initial=-1), met.min(axis=0, initial=self.pool.pairs + 1)
        for sign, ends, reached in ((1, highest, most), (-1, lowest, least)):
            for index in range(len(self.matrix) if sign > 0 else self.margins):
                if lowest[index] == highest[index] or reached[index] == ends[index]:
                    continue
                cells = self.best(sign * self.matrix[index], Box(lowest, highest))
                if cells is None:
                    return None
                sums = self.matrix @ cells
                ends[index] = sums[index]
                np.maximum(most, sums, out=most)
                np.minimum(least, sums, out=least)
        tight = Box(lowest, highest)
        if most[0] < 0:  # every end of it was fixed, so nothing was asked
            return tight if self.best(self.matrix[0], tight) is not None else None
        return tight

    def _greatest(self, box: Box) -> Greatest | None:
        if box.key not in self._known:
            self._known[box.key] = self._work_out(box)
        return self._known[box.key]

    def _work_out(self, box: Box) -> Greatest | None:
        tight = self._tightened(box)
        if tight is None:
            return None
        inner = self.matrix[self.margins :]
        guide = self.best_again(inner.sum(axis=0) if len(inner) else self.matrix[0], tight)
        assert guide is not None  # noqa: S101  # the box holds completions
        margins = slice(0, self.margins)
        fixed = bool((tight.lowest[margins] == tight.highest[margins]).all())
        return Greatest(self, tight, guide, attained=fixed and bool((self.matrix @ guide == tight.highest).all()))

    def scores(self, box: Box) -> tuple[Vector, Vector]:
        """Bound how many councils are in the same order, and in the opposite, with one of each cell.

        With F the cumulative table, R and Q those of the margins: together F(i-1, j-1) and the n - R(i) -
        Q(j) + F(i, j) beyond; apart R(i-1) - F(i-1, j) and Q(j-1) - F(i, j-1). With the greatest F and the
        least R and Q the first are greatest and the second least.
        """
        n, (rows, columns) = self.pool.pairs, self.pool.sizes
        below_rows = self._least(box, 0, rows)
        below_columns = self._least(box, rows, columns)
        most = np.zeros((rows + 1, columns + 1), dtype=np.int64)
        most[1:rows, 1:columns] = box.highest[self.margins :].reshape(rows - 1, columns - 1)
        most[rows, :] = self._most(box, rows, columns)
        most[:, columns] = self._most(box, 0, rows)
        together = np.zeros((rows, columns), dtype=np.int64)
        apart = np.zeros((rows, columns), dtype=np.int64)
        for i in range(rows):
            for j in range(columns):
                beyond = n - below_rows[i + 1] - below_columns[j + 1] + most[i + 1, j + 1]
                together[i, self.order[j]] = most[i, j] + min(max(beyond, 0), n)
                apart[i, self.order[j]] = max(below_rows[i] - most[i, j + 1], 0) + max(
                    below_columns[j] - most[i + 1, j], 0
                )
        return together.ravel(), apart.ravel()

    def _least(self, box: Box, start: int, size: int) -> Vector:
        """Give the least cumulative margin."""
        n = self.pool.pairs
        up = np.concatenate([[0], np.cumsum(box.lowest[start : start + size])])
        down = n - np.concatenate([[0], np.cumsum(box.highest[start : start + size][::-1])])[::-1]
        least: Vector = np.maximum(np.maximum(up, down), 0)
        return least

    def _most(self, box: Box, start: int, size: int) -> Vector:
        """Give the greatest cumulative margin."""
        n = self.pool.pairs
        up = np.concatenate([[0], np.cumsum(box.highest[start : start + size])])
        down = n - np.concatenate([[0], np.cumsum(box.lowest[start : start + size][::-1])])[::-1]
        most: Vector = np.minimum(np.minimum(up, down), n)
        return most

    def bounded(self, statistic: Statistic, form: ConcordanceBased, box: Box) -> Bounded | None:
        """Bound the greatest value of a statistic in a box, the columns being in this order; None where it is empty."""
        found = self._greatest(box)
        if found is None:
            return None
        if found.attained:
            return Bounded(self._number(statistic, found.guide), found.box, None)
        return Bounded(self._value(statistic, form, found), found.box, self._split(found))

    def _value(self, statistic: Statistic, form: ConcordanceBased, found: Greatest) -> float:
        if not form.over_untied:
            if not found.concordant:
                return -1.0
            return (found.concordant - found.discordant) / (found.concordant + found.discordant)
        if not form.sides:
            under = statistic.parts(self.pool.table(found.guide))[1]
            return min(1.0, float(found.difference / under))
        least = most = 1
        for side in form.sides:
            start, size = (0, self.pool.sizes[0]) if side == 0 else self.pool.sizes
            few, many = untied_range(
                found.box.lowest[start : start + size],
                found.box.highest[start : start + size],
                self.pool.pairs,
            )
            least, most = least * few, most * many
        under = least if found.difference >= 0 else most
        if len(form.sides) > 1:
            under = math.sqrt(under)
        return min(1.0, found.difference / under) if under else 1.0

    def _split(self, found: Greatest) -> tuple[int, int] | None:
        """Choose what to split: the widest margin, else the entry that the guide misses by most."""
        width = (found.box.highest - found.box.lowest)[: self.margins]
        if width.max(initial=0):
            index = int(width.argmax())
            return index, int(found.box.lowest[index] + found.box.highest[index]) // 2
        sums = self.matrix @ found.guide
        missed = (found.box.highest - sums)[self.margins :]
        if not missed.max(initial=0):
            return None
        index = self.margins + int(missed.argmax())
        return index, int(sums[index])

    def _number(self, statistic: Statistic, cells: Vector) -> float:
        """Work out a statistic of a table, its columns in the order of the sums."""
        return statistic.number(cells.reshape(self.pool.sizes)[:, self.order].tolist())
