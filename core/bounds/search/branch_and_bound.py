"""Search for the smallest and the largest value of a statistic over all completions.

Linear figures are two integer programs. For the others the completions are split into boxes (`boxes`). Integer programs
give a value that no completion of a box exceeds (`concordance` for association, `expected` for agreement), and
completions that attain values; a box that can't beat the best value attained is done with, the most promising one is
split. When none is left the bound is sharp; when too many boxes were opened the best bound left is the outer value and
the best value attained the inner one.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import count
from typing import TYPE_CHECKING

import numpy as np

from crossregime.core.bounds.interval import Counts, Interval
from crossregime.core.bounds.search.concordance import ConcordanceSums
from crossregime.core.bounds.search.disagreement import MarginSums
from crossregime.core.bounds.search.milp import MOST_COUNCILS, check_size
from crossregime.core.bounds.search.pool import Pool
from crossregime.core.bounds.search.programs import Programs
from crossregime.core.bounds.search.searched_ends import SearchedEnds, interval_of, numbers_of
from crossregime.core.bounds.search.values import Values, values_of
from crossregime.core.statistics import ChanceCorrected, ConcordanceBased, ContrastForm, Linear, Undefined

if TYPE_CHECKING:
    from collections.abc import Callable

    from crossregime.core.bounds.problem import Cell, Problem
    from crossregime.core.bounds.search.boxes import Bounded, Box, Sums
    from crossregime.core.bounds.search.contrasts import Numbers
    from crossregime.core.bounds.search.programs import LinearRows
    from crossregime.core.statistics import CountTable, Statistic, Vector

MOST_BOXES = 40
"""Boxes that the search for one bound opens; what is open then leaves an inner and an outer value."""
MOST_STEPS = 12
"""The most steps uphill from a completion."""
SAME = 1e-12
"""Values nearer than this are one value: they differ only in how the division rounds."""


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
class Bounding:
    """How one end of a statistic is bounded: over the boxes of which sums, from which box on, and by what."""

    sums: Sums
    root: Box
    bounded: Callable[[Box], Bounded | None]


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
        self._margins: dict[str, MarginSums] = {}
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
        if not len(self.pool):
            self.pool.best(np.zeros(sizes[0] * sizes[1], dtype=np.int64))
        value = statistic.value(self.pool.tables()[0])
        if isinstance(value, Undefined) and not statistic.may_lack_value:
            return value  # for want of pairs or grades, so in every completion
        match statistic.form:
            case Linear() as form:
                return self._linear(statistic, form)
            case ConcordanceBased() as form:
                ends, undefined = self._concordant(statistic, form)
            case ChanceCorrected() as form:
                ends, undefined = self._one_less(statistic, form)
        if ends is None:
            assert isinstance(value, Undefined)  # noqa: S101  # no completion gives it a value
            return value
        lowest, highest = (self._climbed(statistic, end, sign) for end, sign in zip(ends, (-1, 1), strict=True))
        sharp = lowest.sharp and highest.sharp
        return Interval(
            lowest.outer,
            highest.outer,
            sharp,
            None if sharp else (lowest.inner, highest.inner),
            undefined,
            (lowest.table, highest.table),
        )

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

    @cached_property
    def _cumulative(self) -> tuple[ConcordanceSums, ConcordanceSums]:
        """The columns in reverse, for the least values, and as they are."""
        return ConcordanceSums(self.pool, turned=True), ConcordanceSums(self.pool, turned=False)

    def _concordant(self, statistic: Statistic, form: ConcordanceBased) -> tuple[list[Bounding] | None, str]:
        ends = []
        undefined = ""
        for cumulative in self._cumulative:
            root, undefined = cumulative.root(form)
            if root is None:
                return None, undefined
            ends.append(Bounding(cumulative, root, partial(cumulative.bounded, statistic, form)))
        return ends, undefined

    def _one_less(self, statistic: Statistic, form: ChanceCorrected) -> tuple[list[Bounding] | None, str]:
        if form.expected not in self._margins:
            self._margins[form.expected] = MarginSums(self.pool, form.expected)
        margins = self._margins[form.expected]
        root, undefined = margins.root
        if root is None:
            return None, undefined
        return [Bounding(margins, root, partial(margins.bounded, statistic, form, sign)) for sign in (-1, 1)], undefined

    def _valued(self, statistic: Statistic) -> Values:
        """Give the values of a statistic in the completions met, which both of its ends look at."""
        if statistic not in self._values:
            self._values[statistic] = Values(statistic, self.pool)
        return self._values[statistic]

    def _climbed(self, statistic: Statistic, end: Bounding, sign: int) -> End:
        """Split boxes until the greatest (sign 1) or least (-1) value is found, or too many were opened."""
        best = _Best(self._valued(statistic), sign)
        number = count()
        first = end.bounded(end.root)
        assert first is not None  # noqa: S101  # the root holds completions
        best.look()
        if first.value > best.value + SAME:
            self._uphill(statistic, best, end)
        heap = [(-first.value, next(number), first)]
        opened = 1
        while heap and -heap[0][0] > best.value + SAME and opened < MOST_BOXES:
            _, _, worst = heapq.heappop(heap)
            assert worst.split is not None  # noqa: S101  # a value that is attained isn't above the best one
            for half in worst.box.halves(*worst.split):
                opened += 1
                bounded = end.bounded(half)
                best.look()
                if bounded is not None and bounded.value > best.value + SAME:
                    heapq.heappush(heap, (-bounded.value, next(number), bounded))
        open_still = [-value for value, _, _ in heap if -value > best.value + SAME]
        outer = max([best.value, *open_still])
        assert best.table is not None  # noqa: S101  # the root's completion has a value
        return End(sign * outer, sign * best.value, best.table)

    def _uphill(self, statistic: Statistic, best: _Best, end: Bounding) -> None:
        """Go where the statistic's slope at the best completion points, as long as that gains."""
        for _ in range(MOST_STEPS):
            if best.table is None:
                return
            before = best.value
            end.sums.best(slope(statistic, best.table, best.sign), end.root)
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
