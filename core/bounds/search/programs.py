"""Bound statistics by integer programs, where there is no closed form.

For every stratum and every assignment of its variables there is one integer: the number of councils of the stratum
with that assignment. They sum to the stratum's count, and the printed totals and flows constrain them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from crossregime.core.bounds.interval import Counts, Interval
from crossregime.core.bounds.problem import Contradiction
from crossregime.core.bounds.search.integer_program import IntegerProgram

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from crossregime.core.bounds.problem import Cell, FlowConstraint, Problem, Stratum, TotalConstraint
    from crossregime.core.statistics import CountTable, Vector


@dataclass(frozen=True, slots=True)
class LinearRows:
    """Further constraints: a matrix of coefficients, and the bounds of each row."""

    matrix: Vector
    lowest: Vector
    highest: Vector


@dataclass(frozen=True, slots=True)
class Allocation:
    """How many councils of a stratum receive these grades in a completion."""

    stratum: Stratum
    grades: tuple[int, ...]
    councils: int


class Programs:
    """The integer programs of one problem.

    `assumed` are constraints beyond the facts. Raises Contradiction if no completion meets the facts
    (and these), unless `check` is false.
    """

    def __init__(self, problem: Problem, *, check: bool = True, assumed: LinearRows | None = None) -> None:
        self.problem, self._assumed = problem, assumed
        self._ways = [
            (row, stratum, way) for row, stratum in enumerate(problem.strata) for way in stratum.assignments()
        ]
        self._cells = [stratum.filled(way) for _, stratum, way in self._ways]
        self._programs: dict[int | None, tuple[Vector | None, IntegerProgram]] = {}
        if check and not self.possible:
            raise Contradiction

    @cached_property
    def possible(self) -> bool:
        """Whether some completion meets every fact."""
        return self.optimum(np.zeros(len(self._ways))) is not None

    @cached_property
    def in_cells(self) -> Vector:
        """What one council with each assignment adds to each cell of the table (row after row)."""
        matrix = np.zeros((self.problem.sizes[0] * self.problem.sizes[1], len(self._ways)), dtype=np.int64)
        for way, ((_, stratum, _), cells) in enumerate(zip(self._ways, self._cells, strict=True)):
            for (row, column), weight in zip(cells, stratum.counts_for, strict=True):
                matrix[row * self.problem.sizes[1] + column, way] += weight
        return matrix

    @cached_property
    def _facts(self) -> LinearRows:
        """The constraints of every completion: the counts of the strata, the totals and the flows."""
        problem = self.problem
        matrix = np.zeros(
            (len(problem.strata) + len(problem.limits) + len(problem.flows), len(self._ways)), dtype=np.int64
        )
        for column, (row, stratum, grades) in enumerate(self._ways):
            matrix[row, column] = 1
            for variable, grade in zip(stratum.variables, grades, strict=True):
                for index in variable.totals:
                    matrix[len(problem.strata) + index, column] += grade in problem.limits[index].ranks
            moved = stratum.moved(grades)
            for index, flow in enumerate(problem.flows, len(problem.strata) + len(problem.limits)):
                matrix[index, column] = sum(cell in flow.cells for cell in moved)
        bound: list[TotalConstraint | FlowConstraint] = [*problem.limits, *problem.flows]
        counts = [stratum.count for stratum in problem.strata]
        lowest = np.array([*counts, *(each.lowest for each in bound)])
        highest = np.array([*counts, *(each.highest for each in bound)])
        if self._assumed is None:
            return LinearRows(matrix, lowest, highest)
        more = self._assumed
        return LinearRows(
            np.vstack([matrix, more.matrix]),
            np.concatenate([lowest, more.lowest]),
            np.concatenate([highest, more.highest]),
        )

    def of_open(self, rows: Collection[int], columns: Collection[int]) -> Vector:
        """Return what one council with each assignment adds to those with a known row, among some, and an open column.

        A council counts once for each of its cells in which its column turns out to be among `columns`.
        """
        return np.array(
            [
                sum(
                    row in rows and column in columns and len(stratum.possible(second)) > 1
                    for (row, column), (_, second) in zip(cells, stratum.cells, strict=True)
                )
                for (_, stratum, _), cells in zip(self._ways, self._cells, strict=True)
            ],
            dtype=np.int64,
        )

    def _program(self, more: Vector | None) -> IntegerProgram:
        """Return the rows of the facts with further rows below; cached, since a search uses them often."""
        key = None if more is None else id(more)
        if key not in self._programs:
            whole = self._facts.matrix if more is None else np.vstack([self._facts.matrix, more])
            # The rows are kept too, so that no other array can get their id.
            self._programs[key] = more, IntegerProgram(whole)
        return self._programs[key][1]

    def optimum(self, cost: Vector, also: LinearRows | None = None) -> Vector | None:
        """Find the completion of least cost, as the number of councils with each assignment; None if there is none."""
        lowest, highest = self._facts.lowest, self._facts.highest
        if also is not None:
            lowest, highest = np.concatenate([lowest, also.lowest]), np.concatenate([highest, also.highest])
        return self._program(None if also is None else also.matrix).optimum(cost, lowest, highest)

    def counted(self, index: int, place: int) -> Vector:
        """Return which assignments give a stratum (by index) each grade of one of its variables: a row a grade."""
        grades = self.problem.strata[index].variables[place].grades
        return np.array([[int(row == index and way[place] == grade) for row, _, way in self._ways] for grade in grades])

    def _index(self, stratum: Stratum) -> int:
        """Find a stratum, regardless of its count."""
        return next(
            index for index, each in enumerate(self.problem.strata) if replace(each, count=stratum.count) == stratum
        )

    def number_of(self, stratum: Stratum) -> int:
        """Return the number of councils of a stratum, regardless of the count given."""
        return self.problem.strata[self._index(stratum)].count

    def stratum_in(self, stratum: Stratum, place: int, wanted: frozenset[Cell]) -> Counts:
        """Bound how many councils of a stratum have one of their cells (by place) among some."""
        index = self._index(stratum)
        cost = np.array(
            [
                int(row == index and cells[place] in wanted)
                for (row, _, _), cells in zip(self._ways, self._cells, strict=True)
            ]
        )
        lowest, highest = (int(cost @ each) for each in self.range(cost))
        return Counts(lowest, highest)

    def at_least(self, matrix: Vector, numbers: Sequence[int]) -> LinearRows:
        """Constrain the sums of a matrix to be at least these numbers."""
        return LinearRows(matrix, np.array(numbers), np.full(len(matrix), np.inf))

    def solve(self, cost: Vector, also: LinearRows | None = None) -> Vector:
        """Find the completion of least cost; raises Contradiction where there is none."""
        solution = self.optimum(cost, also)
        if solution is None:
            raise Contradiction
        return solution

    def weighed(self, weights: Mapping[Cell, float]) -> Vector:
        """Convert weights of cells to what one council with each assignment adds to their sum.

        A council of a kind that has weights of its own (its population) counts for those.
        """
        return np.array(
            [
                sum(size * weights.get(cell, 0) for size, cell in zip(stratum.counts_for, cells, strict=True))
                for (_, stratum, _), cells in zip(self._ways, self._cells, strict=True)
            ]
        )

    def in_group(self, groups: Collection[str], counts: Callable[[int, int], int]) -> Vector:
        """Return what one council with each assignment adds, in its cells of some groups, by the grades of a cell."""
        return np.array(
            [
                sum(counts(*cell) for group, cell in zip(stratum.groups, cells, strict=True) if group in groups)
                for (_, stratum, _), cells in zip(self._ways, self._cells, strict=True)
            ],
            dtype=np.int64,
        )

    def range(self, cost: Vector, also: LinearRows | None = None) -> tuple[Vector, Vector]:
        """Find the completions of the least and of the greatest sum of costs."""
        return self.solve(cost, also), self.solve(-cost, also)

    def cells(self, wanted: frozenset[Cell]) -> Counts:
        """Bound the number of paired councils in a set of cells."""
        cost = self.weighed(dict.fromkeys(wanted, 1))
        lowest, highest = (int(cost @ each) for each in self.range(cost))
        return Counts(lowest, highest)

    def share(self, wanted: frozenset[Cell], within: frozenset[Cell]) -> Interval | None:
        """Bound the ratio of two numbers of councils over the completions in which the second is not zero.

        Each bound is found by Dinkelbach's iteration (1967) in integers, so it is exact. None where no completion
        has a council within.
        """
        parts, wholes = (self.weighed(dict.fromkeys(cells, 1)) for cells in (wanted, within))
        some = LinearRows(wholes.reshape(1, -1), np.array([1]), np.array([np.inf]))
        ends = []
        for sign in (1, -1):
            found = self.optimum(-wholes, some)
            if found is None:
                return None
            part, whole = int(parts @ found), int(wholes @ found)
            while True:
                found = self.solve(sign * (parts * whole - wholes * part), some)
                better = int(parts @ found), int(wholes @ found)
                if sign * (better[0] * whole - better[1] * part) >= 0:
                    break
                part, whole = better
            ends.append(part / whole)
        return Interval(ends[0], ends[1])

    def table(self, solution: Vector) -> CountTable:
        """Make the table of a completion."""
        rows, columns = self.problem.sizes
        table: list[list[int]] = (self.in_cells @ solution).reshape(rows, columns).tolist()
        return table

    def completion(self, table: CountTable) -> tuple[Allocation, ...]:
        """Find a completion that makes a table: how many councils of each unknown kind have which grades.

        Raises ValueError where none does.
        """
        counts = np.array(table).ravel()
        solution = self.optimum(np.zeros(len(self._ways)), LinearRows(self.in_cells, counts, counts))
        if solution is None:
            raise ValueError("no completion makes this table")
        return tuple(
            Allocation(stratum, way, int(councils))
            for (_, stratum, way), councils in zip(self._ways, solution, strict=True)
            if councils and not stratum.known
        )


def possible(problem: Problem) -> bool:
    """Tell whether some completion meets every fact.

    >>> from crossregime.core.bounds.problem import Problem
    >>> possible(Problem((2, 2), ()))
    True
    """
    return Programs(problem, check=False).possible
