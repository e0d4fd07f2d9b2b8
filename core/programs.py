"""Bound figures by integer programs, where no closed form exists.

For every kind of council and every way to fix its variables there is one whole number: how many councils of the
kind go that way. They add up to the kind's count, and the printed totals bind them. Solved by HiGHS through
scipy.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from crossregime.core.association import Table
from crossregime.core.bounds import Counts, Interval, contradiction
from crossregime.core.completions import Cell, Problem, empty_table


class Programs:
    """Answer for one problem by integer programs; raises DataError if no completion meets the facts."""

    method = "integer programs"

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._ways = [(kind, way) for kind in problem.kinds for way in kind.assignments()]
        self._cells = [kind.filled(way) for kind, way in self._ways]
        self.solve(np.zeros(len(self._ways)))

    @cached_property
    def _constraints(self) -> LinearConstraint:
        entries: list[tuple[int, int]] = []
        lowest: list[int] = []
        highest: list[int] = []
        way = 0
        for kind in self.problem.kinds:
            size = sum(1 for _ in kind.assignments())
            entries += [(len(lowest), column) for column in range(way, way + size)]
            lowest.append(kind.count)
            highest.append(kind.count)
            way += size
        rows = np.zeros((len(self.problem.limits), len(self._ways)))
        for column, (kind, grades) in enumerate(self._ways):
            for variable, grade in zip(kind.variables, grades, strict=True):
                for index in variable.totals:
                    if grade in self.problem.limits[index].ranks:
                        rows[index, column] += 1
        matrix = np.zeros((len(lowest), len(self._ways)))
        for row, column in entries:
            matrix[row, column] = 1
        lowest += [limit.lowest for limit in self.problem.limits]
        highest += [limit.highest for limit in self.problem.limits]
        return LinearConstraint(csr_array(np.vstack([matrix, rows])), lowest, highest)

    def solve(
        self, cost: np.ndarray[Any, Any], also: LinearConstraint | None = None
    ) -> np.ndarray[Any, Any]:
        """Find the completion of least cost, as the number of councils that go each way."""
        constraints = [self._constraints] if also is None else [self._constraints, also]
        result = milp(cost, constraints=constraints, integrality=np.ones(len(cost)), bounds=Bounds(lb=0))
        if result.x is None:
            raise contradiction(self.problem)
        return np.rint(result.x).astype(np.int64)

    def weighed(self, weights: Mapping[Cell, float]) -> np.ndarray[Any, Any]:
        """Turn weights of cells into what one council that goes each way adds to their sum."""
        return np.array([sum(weights.get(cell, 0) for cell in cells) for cells in self._cells], dtype=float)

    def cells(self, wanted: frozenset[Cell]) -> Counts:
        """Bound the number of paired councils in a set of cells."""
        cost = self.weighed(dict.fromkeys(wanted, 1))
        lowest, highest = (int((cost * self.solve(sign * cost)).sum()) for sign in (1, -1))
        return Counts(lowest, highest)

    def share(self, wanted: frozenset[Cell], within: frozenset[Cell]) -> Interval:
        """Bound the ratio of two numbers of councils over the completions in which the second is not nil.

        Each bound is found by Dinkelbach's iteration (1967) on whole numbers, so it is exact.
        """
        parts, wholes = (self.weighed(dict.fromkeys(cells, 1)) for cells in (wanted, within))
        some = LinearConstraint(wholes.reshape(1, -1), lb=1)
        ends = []
        for sign in (1, -1):
            part, whole = self._sums(self.solve(-wholes, some), parts, wholes)
            while True:
                cost = sign * (parts * whole - wholes * part)
                better = self._sums(self.solve(cost, some), parts, wholes)
                if sign * (better[0] * whole - better[1] * part) >= 0:
                    break
                part, whole = better
            ends.append(part / whole)
        return Interval(ends[0], ends[1])

    @staticmethod
    def _sums(solution: np.ndarray[Any, Any], *weights: np.ndarray[Any, Any]) -> tuple[int, ...]:
        return tuple(round(float((each * solution).sum())) for each in weights)

    def table(self, solution: np.ndarray[Any, Any]) -> Table:
        """Make the table of a completion."""
        table = empty_table(self.problem.sizes)
        for councils, cells in zip(solution, self._cells, strict=True):
            for row, column in cells:
                table[row][column] += int(councils)
        return table

    def extremes(self) -> Iterator[Table] | None:
        """Give nothing: margins vary here, so no short list of tables has the extremes."""
        return None
