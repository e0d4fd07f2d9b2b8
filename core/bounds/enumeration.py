"""Bound statistics by listing every completion, where there are few."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from crossregime.core.bounds.counting import tables
from crossregime.core.bounds.interval import Counts, Interval, among
from crossregime.core.bounds.problem import Contradiction
from crossregime.core.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossregime.core.bounds.problem import Cell, Problem
    from crossregime.core.bounds.search.branch_and_bound import BranchAndBound
    from crossregime.core.statistics import CountTable, Statistic, Undefined

MOST_STEPS = 2_000
"""The most steps of listing: about the time that integer programs take to load."""


@frozen
class Enumeration:
    """A problem with few completions, as the list of their distinct tables."""

    problem: Problem
    tables: Sequence[CountTable]
    method: str = "every completion"

    @classmethod
    def of(cls, problem: Problem) -> Enumeration | None:
        """List the tables of a problem; return None if there are too many.

        Raises Contradiction where no completion meets the facts.
        """
        if any(stratum.weights for stratum in problem.strata):
            return None
        found = tables(problem, MOST_STEPS)
        if found is None:
            return None
        if not found:
            raise Contradiction
        width = problem.sizes[1]
        rows = [[cells[start : start + width] for start in range(0, len(cells), width)] for cells in sorted(found)]
        return cls(problem, rows)

    def cells(self, wanted: frozenset[Cell]) -> Counts:
        """Bound the number of paired councils in a set of cells."""
        numbers = [_number(table, wanted) for table in self.tables]
        return Counts(min(numbers), max(numbers))

    def share(self, wanted: frozenset[Cell], within: frozenset[Cell]) -> Interval | None:
        """Bound the share of the councils in the cells `within` that are in those of them that are `wanted`."""
        parts = [(_number(table, wanted), _number(table, within)) for table in self.tables]
        ratios = [part / whole for part, whole in parts if whole]
        return Interval(min(ratios), max(ratios)) if ratios else None

    def interval(self, statistic: Statistic) -> Interval | Undefined:
        """Bound a statistic over the tables in which it has a value; Undefined where there is none."""
        return among(self.tables, statistic)

    @cached_property
    def search(self) -> BranchAndBound:
        """The same problem by integer programs."""
        from crossregime.core.bounds.search.branch_and_bound import BranchAndBound

        return BranchAndBound(self.problem)


def _number(table: CountTable, cells: frozenset[Cell]) -> int:
    return sum(table[row][column] for row, column in cells)
