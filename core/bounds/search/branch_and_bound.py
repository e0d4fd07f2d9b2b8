"""Search for the smallest and the largest value of a statistic over all completions.

Linear figures are two integer programs. Others are ratios of sums of products of sums of cells (`forms`), and the
completions are split into boxes, in which these sums lie between two numbers. A linear program gives a value that no
completion of a box exceeds (`relaxation`), and integer programs give completions that attain values; a box that can't
beat the best value attained is done with, the most promising one is split. When none is left the bound is sharp; when
too many boxes were opened the best bound left is the outer value and the best value attained the inner one.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from crossregime.core.bounds.interval import Counts, Interval
from crossregime.core.bounds.search.forms import ratio_of
from crossregime.core.bounds.search.milp import MOST_COUNCILS, check_size
from crossregime.core.bounds.search.pool import Pool
from crossregime.core.bounds.search.programs import LinearRows, Programs
from crossregime.core.bounds.search.relaxation import Box, Relaxation
from crossregime.core.bounds.search.searched_ends import SearchedEnds, interval_of, numbers_of
from crossregime.core.bounds.search.values import Values, values_of
from crossregime.core.statistics import SAME as SAME_GRADE, TIED, ContrastForm, Linear, Undefined

if TYPE_CHECKING:
    from crossregime.core.bounds.problem import Cell, Problem
    from crossregime.core.bounds.search.contrasts import Numbers
    from crossregime.core.bounds.search.forms import CellSum, ProductForm, Ratio
    from crossregime.core.statistics import CountTable, Statistic, Vector

MOST_STEPS = 12
"""The most steps uphill from a completion."""
SAME = 1e-12
"""Values nearer than this are one value: they differ only in how the division rounds."""
WHOLE = 1e-6
"""How far from whole numbers an answer may be that is taken for a completion, if it then meets the facts."""


@dataclass(frozen=True, slots=True)
class End:
    """One end of an interval: no completion exceeds `outer`, and `table` attains `inner`."""

    outer: float
    inner: float
    table: CountTable

    @property
    def sharp(self) -> bool:
        """Tell whether the bound is attained."""
        return self.outer == self.inner


@dataclass(frozen=True, slots=True)
class Valued:
    """The completions in which a statistic has a value: what binds them (None: nothing more), and why others lack it.

    `possible` is false where none has one.
    """

    rows: LinearRows | None
    why: str
    possible: bool = True


class BranchAndBound:
    """Bound every statistic of a problem by integer programs.

    `assumed` are constraints beyond the facts. Raises Contradiction where no completion meets the facts, and these,
    UsageError for too many councils for exact programs.
    """

    method = "integer programs"

    def __init__(self, problem: Problem, assumed: LinearRows | None = None) -> None:
        check_size(sum(stratum.count for stratum in problem.strata), MOST_COUNCILS)
        self.programs = Programs(problem, assumed=assumed)
        self.problem = problem
        self.pool = Pool(self.programs)
        self._having: dict[tuple[tuple[int, ...], bool], Valued] = {}
        self._ranges: dict[tuple[CellSum, int], tuple[int, int]] = {}
        self._found: dict[tuple[ProductForm, ProductForm, ProductForm | None], tuple[End, float | None]] = {}
        self._intervals: dict[Statistic, Interval | Undefined] = {}
        self._values: dict[Statistic, Values] = {}
        self._numbers: dict[tuple[tuple[int, ...], ...], Numbers] = {}

    @property
    def search(self) -> BranchAndBound:
        """The solver itself."""
        return self

    def cells(self, wanted: frozenset[Cell]) -> Counts:
        """Bound the number of paired councils in a set of cells."""
        return self.programs.cells(wanted)

    def share(self, wanted: frozenset[Cell], within: frozenset[Cell]) -> Interval | None:
        """Bound the ratio of two numbers of councils over the completions in which the second is not zero."""
        return self.programs.share(wanted, within)

    def interval(self, statistic: Statistic) -> Interval | Undefined:
        """Bound a statistic over the completions in which it has a value; searched for once."""
        if statistic not in self._intervals:
            self._intervals[statistic] = self._interval(statistic)
        return self._intervals[statistic]

    def _interval(self, statistic: Statistic) -> Interval | Undefined:
        sizes = self.problem.sizes
        if isinstance(statistic.form, ContrastForm):
            return interval_of(self.contrast(statistic.form))
        self._start()
        value = statistic.value(self.pool.tables()[0])
        if isinstance(value, Undefined) and not statistic.may_lack_value:
            return value  # for want of pairs or grades, so in every completion
        if isinstance(statistic.form, Linear):
            return self._linear(statistic, statistic.form)
        lowest, highest = (ratio_of(statistic, sizes, self.pool.pairs, sign) for sign in (-1, 1))
        valued = self._valued(highest)
        if not valued.possible:
            assert isinstance(value, Undefined)  # noqa: S101  # no completion gives it a value
            return value
        low, high = self._end(statistic, lowest, valued, -1), self._end(statistic, highest, valued, 1)
        sharp = low.sharp and high.sharp
        return Interval(
            low.outer,
            high.outer,
            sharp,
            None if sharp else (low.inner, high.inner),
            valued.why,
            (low.table, high.table),
        )

    def _start(self) -> None:
        """Meet the completions in which the two sides agree, or rise together, most and least."""
        if len(self.pool):
            return
        rows, columns = (np.arange(size) for size in self.problem.sizes)
        together = np.outer(2 * rows - rows.max(), 2 * columns - columns.max())
        apart = np.abs(np.subtract.outer(rows, columns))
        for weights in (together, apart, apart * apart, np.minimum(apart, 1)):
            for sign in (1, -1):
                self.pool.best(sign * weights.ravel())

    def contrast(self, form: ContrastForm) -> SearchedEnds:
        """Return the search for the ends of a contrast, cached by its groups, since measures share completions."""
        key = form.given, form.against, form.then
        if key not in self._numbers:
            self._numbers[key] = numbers_of(self.programs, form)
        return SearchedEnds(self._numbers[key], form.measure, self.problem.sizes[1])

    def _linear(self, statistic: Statistic, form: Linear) -> Interval:
        rows, columns = self.problem.sizes
        weights = np.array([form.weight(i, j) for i in range(rows) for j in range(columns)])
        tables = []
        for sign in (-1, 1):
            cells = self.pool.best(sign * weights)
            assert cells is not None  # noqa: S101  # completions exist: the programs were solved
            tables.append(self.pool.table(cells))
        lowest, highest = map(statistic.number, tables)
        return Interval(lowest, highest, extremes=(tables[0], tables[1]))

    def _valued(self, ratio: Ratio) -> Valued:
        """Find the completions that have a value: on some sides two grades, or not all councils at one and the same."""
        key = ratio.sides, ratio.alike
        if key not in self._having:
            self._having[key] = self._with_value(*key)
        return self._having[key]

    def _with_value(self, sides: tuple[int, ...], alike: bool) -> Valued:
        cells = np.arange(self.pool.sizes[0] * self.pool.sizes[1]).reshape(self.pool.sizes)
        groups: list[tuple[str, Vector]] = []
        for side in sides:
            groups += [(TIED[side].reason, line) for line in (cells if side == 0 else cells.T)]
        if alike:
            groups += [(SAME_GRADE.reason, cells[grade, grade]) for grade in range(len(cells))]
        lines, why = [], ""
        for reason, places in groups:
            line = np.zeros(cells.size, dtype=np.int64)
            line[places] = 1
            found = self.pool.best(line)
            assert found is not None  # noqa: S101  # completions exist: the programs were solved
            if line @ found == self.pool.pairs:
                lines.append(line)
                why = why or reason
        if not lines:
            return Valued(None, "")
        matrix = np.array(lines) @ self.programs.in_cells
        rows = LinearRows(matrix, np.zeros(len(lines)), np.full(len(lines), self.pool.pairs - 1))
        return Valued(rows, why, self.pool.best(np.zeros(cells.size, dtype=np.int64), rows) is not None)

    def _range(self, each: CellSum, valued: Valued) -> tuple[int, int]:
        """Give the least and the most that a sum is in the completions that have a value."""
        key = each, id(valued) if valued.rows is not None else 0
        if key not in self._ranges:
            line = np.array(each.cells)
            ends = [self.pool.best(sign * line, valued.rows) for sign in (-1, 1)]
            low, high = (int(line @ cells) for cells in ends if cells is not None)
            self._ranges[key] = low, high
        return self._ranges[key]

    def _values_of(self, statistic: Statistic) -> Values:
        """Give the values of a statistic in the completions met, which both of its ends look at."""
        if statistic not in self._values:
            self._values[statistic] = Values(statistic, self.pool)
        return self._values[statistic]

    def _end(self, statistic: Statistic, ratio: Ratio, valued: Valued, sign: int) -> End:
        """Find the greatest (sign 1) or the least (-1) value; of statistics that differ by a factor, once."""
        key = ratio.over, ratio.under, ratio.beside
        if key not in self._found:
            end = self._searched(statistic, ratio, valued, sign)
            self._found[key] = end, None if end.sharp else (sign * end.outer - ratio.offset) / ratio.scale
        end, most = self._found[key]
        inner = statistic.number(end.table)
        if most is None:
            return End(inner, inner, end.table)
        outer = min(ratio.offset + ratio.scale * most, statistic.greatest(sign))
        return End(sign * outer, inner, end.table)

    def _searched(self, statistic: Statistic, ratio: Ratio, valued: Valued, sign: int) -> End:
        """Split boxes until the greatest (sign 1) or least (-1) value is found, or too many were opened."""
        best, limit = _Best(self._values_of(statistic), sign), statistic.greatest(sign)
        best.look()
        self._uphill(statistic, best, valued)
        if best.table is not None and best.value >= limit:
            return End(sign * best.value, sign * best.value, best.table)
        relaxation = Relaxation(ratio, self.programs.facts_with(valued.rows), self.programs.in_cells, self.pool.pairs)
        ranges = np.array([self._range(each, valued) for each in relaxation.sums], dtype=np.int64).reshape(-1, 2)
        number, opened = count(), 0
        heap: list[tuple[float, int, Box, tuple[int, int] | None]] = []

        def beaten() -> float:
            """Give what a box must exceed to hold anything better: half a step, as rounding might hide a whole one."""
            step = 0.0 if best.table is None else ratio.scale * relaxation.step(best.table) / 2
            return best.value + max(SAME, step)

        def enter(box: Box) -> None:
            nonlocal opened
            opened += 1
            found = relaxation.ceiling(box, (best.value - ratio.offset) / ratio.scale)
            if found is None:
                return
            ways: Vector = np.rint(found.ways).astype(np.int64)
            if np.abs(found.ways - ways).max(initial=0.0) < WHOLE:
                self.pool.add(ways)
                best.look()
            value = min(ratio.offset + ratio.scale * found.value, limit)
            if value > beaten():
                heapq.heappush(heap, (-value, next(number), box, found.split))

        enter(Box(ranges[:, 0], ranges[:, 1]))
        while heap and -heap[0][0] > beaten() and opened < relaxation.boxes(self.problem.effort):
            _, _, box, split = heap[0]
            if split is None:
                break  # nothing is left to split: this bound is as good as it gets
            heapq.heappop(heap)
            for half in box.halves(*split):
                enter(half)
        open_still = [-value for value, *_ in heap if -value > beaten()]
        outer = max([best.value, *open_still])
        assert best.table is not None  # noqa: S101  # the root's completion has a value
        return End(sign * outer, sign * best.value, best.table)

    def _uphill(self, statistic: Statistic, best: _Best, valued: Valued) -> None:
        """Go where the statistic's slope at the best completion points, as long as that gains."""
        for _ in range(MOST_STEPS):
            if best.table is None:
                return
            before = best.value
            self.pool.best(slope(statistic, best.table, best.sign), valued.rows)
            best.look()
            if best.value <= before:
                return


class _Best:
    """The best value of a statistic among the completions found so far."""

    def __init__(self, values: Values, sign: int) -> None:
        self.values, self.sign = values, sign
        self.value, self._looked_at = -math.inf, 0
        self.table: CountTable | None = None

    def look(self) -> None:
        """Examine the new completions."""
        values = self.sign * self.values.since(self._looked_at)
        met = np.where(np.isnan(values), -math.inf, values)
        if len(met) and met.max() > self.value:
            table = self.values.pool.table_at(self._looked_at + int(met.argmax()))
            value = self.sign * self.values.statistic.number(table)
            if value > self.value:
                self.value, self.table = value, table
        self._looked_at += len(met)


def slope(statistic: Statistic, table: CountTable, sign: int) -> Vector:
    """Return the gradient of a statistic (times the sign): its increase for one more council in each cell.

    In thousandths of the largest.
    """
    cells = np.array(table)
    size = cells.size
    # The table itself, then with one more council in each cell.
    stack = np.repeat(cells.reshape(-1, 1), size + 1, axis=1)
    stack[np.arange(size), np.arange(1, size + 1)] += 1
    values = values_of(statistic, stack.reshape(*cells.shape, size + 1))
    gains = np.nan_to_num(sign * (values[1:] - values[0]))
    most = np.abs(gains).max() or 1.0
    weights: Vector = np.rint(1000 * gains / most).astype(np.int64)
    return weights
