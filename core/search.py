"""Search for the smallest and the largest value of a statistic over all completions.

Linear figures are two integer programs. For the others the completions are split into boxes: sets in which
some sums of cells lie between two numbers. Integer programs give a value that no completion of a box exceeds,
and completions that attain values; a box that can't beat the best value attained is done with, the most
promising one is halved. When none is left the bound is sharp; when too many boxes were opened the best bound
left is the outer value and the best value attained the inner one.

Association (C - D and what is made of it) is split by the cumulative table. Within a box, take the pointwise
greatest cumulative table that any completion has, each entry an integer program. Where the margins are the
same throughout and one completion attains all of it, that is the most concordant one: C is greatest and D
least there, for both are sums over the cells of terms that grow, or fall, with the cumulative table.
Otherwise those sums with the greatest table in them are linear in the completion and bound C, D and C - D
from above. The least values are the greatest with the columns in reverse, which swaps C and D.

Agreement is split by the margins, which decide the disagreement expected. Where they are the same throughout,
the least disagreement seen is one integer program, and exact.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from crossregime.core.agreement import SAME as SAME_GRADE
from crossregime.core.agreement import disagreement, expected_by_gwet, expected_by_margins, largest, seen
from crossregime.core.association import TIED, Degenerate, Table
from crossregime.core.interval import Interval
from crossregime.core.statistic import Concordant, Linear, OneLess, Statistic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crossregime.core.completions import Cell
    from crossregime.core.optimum import Vector
    from crossregime.core.programs import Programs, Rows

Distances = list[list[int]]
"""How much each two grades disagree."""
MOST_BOXES = 40
"""Boxes that the search for one bound opens; what is open then leaves an inner and an outer value."""
MOST_STEPS = 12
"""Steps uphill from a completion in search of a better one."""
SAME = 1e-12
"""Values nearer than this are one value: they differ only in how the division rounds."""


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


@dataclass(frozen=True, slots=True)
class End:
    """One end of an interval: no completion exceeds `outer`, and `table` attains `inner`."""

    outer: float
    inner: float
    table: Table

    @property
    def sharp(self) -> bool:
        """Tell whether the bound is attained."""
        return self.outer == self.inner


class Pool:
    """The completions met so far, as tables; each is an inner value for every statistic."""

    def __init__(self, sizes: tuple[int, int]) -> None:
        self.sizes = sizes
        self._met: set[bytes] = set()
        self._rows: list[Vector] = []
        self._stack = np.zeros((0, sizes[0] * sizes[1]), dtype=np.int64)

    def add(self, cells: Vector) -> None:
        """Remember a completion's table, given as one row after another."""
        if cells.tobytes() not in self._met:
            self._met.add(cells.tobytes())
            self._rows.append(cells)

    def stack(self) -> Vector:
        """Give all of them, one a row."""
        if len(self._stack) < len(self._rows):
            self._stack = np.array(self._rows)
        return self._stack

    def tables(self, since: int = 0) -> list[Table]:
        """Give those met since so many were."""
        return [row.reshape(self.sizes).tolist() for row in self._rows[since:]]

    def __len__(self) -> int:
        return len(self._rows)


class Search:
    """Bound every statistic of one problem."""

    def __init__(self, programs: Programs) -> None:
        self.programs = programs
        self.sizes = programs.problem.sizes
        self.pairs = programs.problem.pairs
        self.pool = Pool(self.sizes)
        self._margins: dict[str, Margins] = {}

    def interval(self, statistic: Statistic) -> Interval | Degenerate:
        """Bound a statistic over the completions in which it has a value; Degenerate where there is none."""
        if not len(self.pool):
            self.best(np.zeros(self.sizes[0] * self.sizes[1], dtype=np.int64))
        value = statistic.value(self.pool.tables()[0])
        if isinstance(value, Degenerate) and not statistic.may_lack_value:
            return value  # for want of pairs or grades, so in every completion
        if isinstance(statistic.form, Linear):
            return self._linear(statistic)
        bound = self._concordant if isinstance(statistic.form, Concordant) else self._one_less
        found = bound(statistic)
        if found is None:
            assert isinstance(value, Degenerate)  # noqa: S101  # no completion gives it a value
            return value
        lowest, highest, undefined = found
        sharp = lowest.sharp and highest.sharp
        return Interval(
            lowest.outer,
            highest.outer,
            sharp,
            None if sharp else (lowest.inner, highest.inner),
            undefined,
            (lowest.table, highest.table),
        )

    # Integer programs

    def best(self, weights: Vector, box: Sums | None = None, within: Box | None = None) -> Vector | None:
        """Find the table, row after row, of greatest weighted sum of cells; None where the box is empty."""
        also = None if box is None or within is None else box.rows(within)
        solution = self.programs.optimum(-(weights @ self.programs.in_cells), also)
        if solution is None:
            return None
        cells: Vector = self.programs.in_cells @ solution
        self.pool.add(cells)
        return cells

    def _linear(self, statistic: Statistic) -> Interval:
        form = statistic.form
        assert isinstance(form, Linear)  # noqa: S101  # the caller looked
        weights = np.array([form.weight(i, j) for i in range(self.sizes[0]) for j in range(self.sizes[1])])
        tables = []
        for sign in (-1, 1):
            cells = self.best(sign * weights)
            assert cells is not None  # noqa: S101  # completions exist: the programs were solved
            tables.append(_table(cells, self.sizes))
        lowest, highest = (_number(statistic, table) for table in tables)
        return Interval(lowest, highest, extremes=(tables[0], tables[1]))

    # Association

    def _concordant(self, statistic: Statistic) -> tuple[End, End, str] | None:
        ends = []
        undefined = ""
        for turned in (True, False):
            cumulative = self._cumulative(turned)
            root, undefined = cumulative.root(statistic)
            if root is None:
                return None
            ends.append(self._climbed(statistic, root, cumulative, -1 if turned else 1))
        return ends[0], ends[1], undefined

    @cached_property
    def _straight(self) -> Cumulative:
        return Cumulative(self, turned=False)

    @cached_property
    def _turned(self) -> Cumulative:
        return Cumulative(self, turned=True)

    def _cumulative(self, turned: bool) -> Cumulative:  # one of two, by name inside
        return self._turned if turned else self._straight

    # Agreement

    def _one_less(self, statistic: Statistic) -> tuple[End, End, str] | None:
        form = statistic.form
        assert isinstance(form, OneLess)  # noqa: S101  # the caller looked
        if form.expected not in self._margins:
            self._margins[form.expected] = Margins(self, form.expected)
        margins = self._margins[form.expected]
        root, undefined = margins.root
        if root is None:
            return None
        ends = [self._climbed(statistic, root, margins, sign) for sign in (-1, 1)]
        return ends[0], ends[1], undefined

    # Both

    def _climbed(self, statistic: Statistic, root: Box, sums: Sums, sign: int) -> End:
        """Split boxes until the greatest (sign 1) or least (-1) value is found, or too many were opened."""
        best = _Best(statistic, sign, self.pool)
        number = count()
        first = sums.bounded(root, statistic, sign)
        assert first is not None  # noqa: S101  # the root holds completions
        best.look()
        if first.value > best.value + SAME:
            self._uphill(statistic, best, sign, root, sums)
        heap = [(-first.value, next(number), first)]
        opened = 1
        while heap and -heap[0][0] > best.value + SAME and opened < MOST_BOXES:
            _, _, worst = heapq.heappop(heap)
            assert worst.split is not None  # noqa: S101  # a value that is attained isn't above the best one
            for half in worst.box.halves(*worst.split):
                opened += 1
                bounded = sums.bounded(half, statistic, sign)
                best.look()
                if bounded is not None and bounded.value > best.value + SAME:
                    heapq.heappush(heap, (-bounded.value, next(number), bounded))
        open_still = [-value for value, _, _ in heap if -value > best.value + SAME]
        outer = max([best.value, *open_still])
        assert best.table is not None  # noqa: S101  # the root's completion has a value
        return End(sign * outer, sign * best.value, best.table)

    def _uphill(self, statistic: Statistic, best: _Best, sign: int, root: Box, sums: Sums) -> None:
        """Go where the statistic's slope at the best completion points, as long as that gains."""
        for _ in range(MOST_STEPS):
            if best.table is None:
                return
            before = best.value
            self.best(slope(statistic, best.table, sign), sums, root)
            best.look()
            if best.value <= before:
                return


class _Best:
    """The best value of a statistic among the completions met so far."""

    def __init__(self, statistic: Statistic, sign: int, pool: Pool) -> None:
        self.statistic, self.sign, self.pool = statistic, sign, pool
        self.value, self._looked_at = -math.inf, 0
        self.table: Table | None = None

    def look(self) -> None:
        """Look at the completions that came since."""
        for table in self.pool.tables(self._looked_at):
            value = self.statistic.value(table)
            if not isinstance(value, Degenerate) and self.sign * value > self.value:
                self.value, self.table = self.sign * value, table
        self._looked_at = len(self.pool)


class Sums:
    """Sums of cells that split the completions into boxes: `matrix` has a row a sum, by cell."""

    search: Search
    matrix: Vector
    extra: Vector
    """More sums, by cell, that `most` bounds from above in every box."""
    most: Vector

    @cached_property
    def _in_ways(self) -> Vector:
        """What one council of each way adds to each sum."""
        matrix: Vector = np.vstack([self.matrix, self.extra]) @ self.search.programs.in_cells
        return matrix

    def rows(self, box: Box) -> Rows:
        """Say that a completion is in a box, as constraints."""
        lowest = np.concatenate([box.lowest, np.zeros(len(self.most), dtype=np.int64)])
        return _rows(self._in_ways, lowest, np.concatenate([box.highest, self.most]))

    def bounded(self, box: Box, statistic: Statistic, sign: int) -> Bounded | None:
        """Bound a statistic in a box; None where it is empty."""
        raise NotImplementedError


class Greatest:
    """What is known of concordance in a tightened box; `attained` if one completion attains all of it."""

    def __init__(self, sums: Cumulative, box: Box, guide: Vector, *, attained: bool) -> None:
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
        cells = self.sums.search.best(scores, self.sums, self.box)
        assert cells is not None  # noqa: S101  # the box holds completions
        return int(scores @ cells) // 2


class Cumulative(Sums):
    """Association: the margins, then the cumulative table within them, its columns in reverse if `turned`."""

    def __init__(self, search: Search, *, turned: bool) -> None:
        self.search = search
        rows, columns = search.sizes
        self.order = list(range(columns))[::-1] if turned else list(range(columns))
        blocks = [({i}, set(range(columns))) for i in range(rows)]
        blocks += [(set(range(rows)), {j}) for j in self.order]
        self.margins = len(blocks)
        blocks += [(set(range(i + 1)), set(self.order[: j + 1])) for i in range(rows - 1) for j in range(columns - 1)]
        self.matrix = np.array(
            [[int(i in block[0] and j in block[1]) for i in range(rows) for j in range(columns)] for block in blocks]
        )
        self.extra = np.zeros((0, rows * columns), dtype=np.int64)
        self.most = np.zeros(0, dtype=np.int64)
        self._known: dict[bytes, Greatest | None] = {}

    @cached_property
    def _whole(self) -> Box:
        """The box of all completions, with the true range of every margin."""
        n = self.search.pairs
        wide = Box(np.zeros(len(self.matrix), dtype=np.int64), np.full(len(self.matrix), n, dtype=np.int64))
        tight = self._tightened(wide)
        assert tight is not None  # noqa: S101  # completions exist
        return tight

    def root(self, statistic: Statistic) -> tuple[Box | None, str]:
        """Give the box of all completions that have a value (None if none has), and why others have none."""
        form = statistic.form
        assert isinstance(form, Concordant)  # noqa: S101  # the caller looked
        n, box = self.search.pairs, self._whole
        highest, reason = box.highest.copy(), ""
        for side, start, size in (
            (0, 0, self.search.sizes[0]),
            (1, self.search.sizes[0], self.search.sizes[1]),
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
        inside = None
        for sign, ends in ((1, highest), (-1, lowest)):
            for index, line in enumerate(self.matrix):
                if sign < 0 and index >= self.margins:
                    continue
                if lowest[index] == highest[index]:
                    continue
                inside = self._inside(lowest, highest)
                seen = sign * inside[:, index]
                if len(seen) and seen.max() == sign * ends[index]:
                    continue
                cells = self.search.best(sign * line, self, Box(lowest, highest))
                if cells is None:
                    return None
                ends[index] = line @ cells
        tight = Box(lowest, highest)
        if inside is None and not len(self._inside(lowest, highest)):
            return tight if self.search.best(self.matrix[0], self, tight) is not None else None
        return tight

    def _inside(self, lowest: Vector, highest: Vector) -> Vector:
        """Give the sums of the completions met so far that lie in a box."""
        stack = self.search.pool.stack()
        if not len(stack):
            return np.zeros((0, len(self.matrix)), dtype=np.int64)
        sums = stack @ self.matrix.T
        return sums[((sums >= lowest) & (sums <= highest)).all(axis=1)]

    def _greatest(self, box: Box) -> Greatest | None:
        if box.key not in self._known:
            self._known[box.key] = self._work_out(box)
        return self._known[box.key]

    def _work_out(self, box: Box) -> Greatest | None:
        tight = self._tightened(box)
        if tight is None:
            return None
        inner = self.matrix[self.margins :]
        guide = self.search.best(inner.sum(axis=0) if len(inner) else self.matrix[0], self, tight)
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
        n, (rows, columns) = self.search.pairs, self.search.sizes
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
        n = self.search.pairs
        up = np.concatenate([[0], np.cumsum(box.lowest[start : start + size])])
        down = n - np.concatenate([[0], np.cumsum(box.highest[start : start + size][::-1])])[::-1]
        least: Vector = np.maximum(np.maximum(up, down), 0)
        return least

    def _most(self, box: Box, start: int, size: int) -> Vector:
        """Give the greatest cumulative margin."""
        n = self.search.pairs
        up = np.concatenate([[0], np.cumsum(box.highest[start : start + size])])
        down = n - np.concatenate([[0], np.cumsum(box.lowest[start : start + size][::-1])])[::-1]
        most: Vector = np.minimum(np.minimum(up, down), n)
        return most

    def bounded(self, box: Box, statistic: Statistic, sign: int) -> Bounded | None:
        """Bound what a statistic of this direction can be in a box (the greatest, whatever the sign)."""
        del sign  # the columns are in reverse for the least
        found = self._greatest(box)
        if found is None:
            return None
        if found.attained:
            return Bounded(self._number(statistic, found.guide), found.box, None)
        return Bounded(self._value(statistic, found), found.box, self._split(found))

    def _value(self, statistic: Statistic, found: Greatest) -> float:
        form = statistic.form
        assert isinstance(form, Concordant)  # noqa: S101  # the caller looked
        if not form.over_untied:
            if not found.concordant:
                return -1.0
            return (found.concordant - found.discordant) / (found.concordant + found.discordant)
        if not form.sides:
            under = statistic.parts(_table(found.guide, self.search.sizes))[1]
            return min(1.0, float(found.difference / under))
        least = most = 1
        for side in form.sides:
            start, size = (0, self.search.sizes[0]) if side == 0 else self.search.sizes
            few, many = untied_range(
                found.box.lowest[start : start + size],
                found.box.highest[start : start + size],
                self.search.pairs,
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
        return _number(statistic, cells.reshape(self.search.sizes)[:, self.order].tolist())


class Margins(Sums):
    """Agreement: the margins of both sides, or the two pooled where only they matter."""

    def __init__(self, search: Search, expected: str) -> None:
        self.search, self.expected = search, expected
        size = search.sizes[0]
        cells: list[Cell] = [(i, j) for i in range(size) for j in range(size)]
        rows = np.array([[int(i == grade) for i, _ in cells] for grade in range(size)])
        columns = np.array([[int(j == grade) for _, j in cells] for grade in range(size)])
        self.matrix = np.vstack([rows, columns]) if expected == "margins" else rows + columns
        # All councils at one and the same grade on both sides: no value.
        self.extra = np.array([[int(i == j == grade) for i, j in cells] for grade in range(size)])
        self.most = np.full(size, search.pairs if expected == "gwet" else search.pairs - 1, dtype=np.int64)

    @cached_property
    def root(self) -> tuple[Box | None, str]:
        """Give the box of all completions that have a value (None if none has), and why others have none."""
        reason = ""
        if self.expected != "gwet":
            for line in self.extra:
                cells = self.search.best(line)
                if cells is not None and line @ cells == self.search.pairs:
                    reason = SAME_GRADE.reason
        size = len(self.matrix)
        box = Box(np.zeros(size, dtype=np.int64), np.full(size, 2 * self.search.pairs, dtype=np.int64))
        for sign, ends in ((-1, box.lowest), (1, box.highest)):
            for index, line in enumerate(self.matrix):
                cells = self.search.best(sign * line, self, box)
                if cells is None:
                    return None, reason
                ends[index] = line @ cells
        return box, reason

    def bounded(self, box: Box, statistic: Statistic, sign: int) -> Bounded | None:
        """Bound the greatest (sign 1) or the least (-1) value in a box; the latter as its negative."""
        n = self.search.pairs
        for part in (slice(0, len(self.matrix) // 2), slice(len(self.matrix) // 2, None)):
            if self.expected == "margins" and not box.lowest[part].sum() <= n <= box.highest[part].sum():
                return None
        if self.expected != "margins" and not box.lowest.sum() <= 2 * n <= box.highest.sum():
            return None
        form = statistic.form
        assert isinstance(form, OneLess)  # noqa: S101  # the caller looked
        least, most = self._apart(box, form)
        apart = least if sign > 0 else most
        # Squared distances of ranks among millions of councils are too great for numpy's integers.
        weights = np.array([much for line in apart for much in line], dtype=object)
        cells = self.search.best(-sign * weights, self, box)
        if cells is None:
            return None
        if box.fixed:
            return Bounded(sign * _number(statistic, _table(cells, self.search.sizes)), box, None)
        disagreed = seen(_table(cells, self.search.sizes), apart)
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
        n, size = self.search.pairs, self.search.sizes[0]
        return {"margins": n, "gwet": 4 * n * size * (size - 1), "ranks": 2 * (2 * n - 1)}[self.expected]

    def _apart(self, box: Box, form: OneLess) -> tuple[Distances, Distances]:
        """Bound the disagreement of each two grades in a box."""
        size = self.search.sizes[0]
        if self.expected != "ranks":
            apart = disagreement(size, form.weights)
            return apart, apart
        return self._rank_distances(box.lowest.tolist()), self._rank_distances(box.highest.tolist())

    def _rank_distances(self, both: Sequence[int]) -> Distances:
        """Square twice the ranks between the middles of each two grades, the pooled margin being this, or 4 n."""
        size, all_ranks = self.search.sizes[0], 4 * self.search.pairs
        apart = [[0] * size for _ in range(size)]
        for i in range(size):
            for j in range(i + 1, size):
                ranks = both[i] + both[j] + 2 * sum(both[i + 1 : j])
                apart[i][j] = apart[j][i] = min(ranks, all_ranks) ** 2
        return apart

    def _expected(self, box: Box, form: OneLess, least: Distances, most: Distances) -> tuple[int, int]:
        """Bound the disagreement expected in a box."""
        n, size = self.search.pairs, self.search.sizes[0]
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


def untied_range(lowest: Iterable[int], highest: Iterable[int], n: int) -> tuple[int, int]:
    """Bound the number of pairs of n councils that differ in a grade, from bounds of how many have each.

    The greatest is that of the most even margin; the least is bounded by the chord of the square between the
    two bounds of each grade.

    >>> untied_range([0, 0], [4, 4], 4)
    (0, 4)
    """
    low, high = [int(each) for each in lowest], [min(int(each), n) for each in highest]
    even, left = list(low), n - sum(low)
    while left > 0:
        room = [index for index, size in enumerate(even) if size < high[index]]
        if not room:
            break
        bottom = min(even[index] for index in room)
        level = [index for index in room if even[index] == bottom]
        above = [even[index] for index in room if even[index] > bottom] + [high[index] for index in level]
        step = max(1, min(min(above) - bottom, left // len(level)))
        for index in level:
            taken = min(step, left)
            even[index] += taken
            left -= taken
    most = (n * n - sum(size * size for size in even)) // 2
    left, squares = n - sum(low), sum(size * size for size in low)
    for index in sorted(range(len(low)), key=lambda index: -(low[index] + high[index])):
        taken = min(left, high[index] - low[index])
        squares += taken * (low[index] + high[index])
        left -= taken
    return max(0, -((squares - n * n) // 2)), most


def _filled(values: Sequence[int], lowest: Sequence[int], highest: Sequence[int], n: int, *, greatest: bool) -> int:
    """Share n among grades within their bounds so that the sum of values is greatest, or least."""
    total = sum(value * low for value, low in zip(values, lowest, strict=True))
    left = n - sum(lowest)
    for index in sorted(range(len(values)), key=lambda index: values[index], reverse=greatest):
        taken = min(left, highest[index] - lowest[index])
        total += taken * values[index]
        left -= taken
    return total


def slope(statistic: Statistic, table: Table, sign: int) -> Vector:
    """Say by how much one more council in each cell, row after row, would raise a statistic (times the sign).

    In thousandths of the largest.
    """
    at = statistic.value(table)
    gains = []
    for i, row in enumerate(table):
        for j in range(len(row)):
            more = [list(each) for each in table]
            more[i][j] += 1
            value = statistic.value(more)
            gain = 0.0 if isinstance(value, Degenerate) or isinstance(at, Degenerate) else value - at
            gains.append(sign * gain)
    most = max(map(abs, gains)) or 1.0
    return np.array([round(1000 * each / most) for each in gains])


def _rows(matrix: Vector, lowest: Vector, highest: Vector) -> Rows:
    from crossregime.core.programs import (
        Rows,
    )  # that module imports this one, when it is asked for statistics

    return Rows(matrix, lowest, highest)


def _table(cells: Vector, sizes: tuple[int, int]) -> Table:
    table: list[list[int]] = cells.reshape(sizes).tolist()
    return table


def _number(statistic: Statistic, table: Table) -> float:
    value = statistic.value(table)
    assert not isinstance(value, Degenerate), value  # noqa: S101  # only tables with a value come here
    return int(value) if statistic.counts else value
