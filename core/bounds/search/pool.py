"""Keep the completions that a search has met, and find more of them by integer programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from crossregime.core.bounds.search.programs import LinearRows, Programs
    from crossregime.core.statistics import CountTable, Vector


class Pool:
    """The completions of a problem met so far, as tables; each is an inner value for every statistic."""

    def __init__(self, programs: Programs) -> None:
        self.programs = programs
        self.sizes = programs.problem.sizes
        self.pairs = programs.problem.pairs
        self._met: set[bytes] = set()
        self._rows: list[Vector] = []
        self._stack = np.zeros((0, self.sizes[0] * self.sizes[1]), dtype=np.int64)

    def best(self, weights: Vector, also: LinearRows | None = None) -> Vector | None:
        """Find the table, row after row, of greatest weighted sum of cells; None where no completion is like that."""
        solution = self.programs.optimum(-(weights @ self.programs.in_cells), also)
        return None if solution is None else self._keep(solution)

    def add(self, ways: Vector) -> None:
        """Keep what may be a completion, as how many councils go each way, if it meets the facts."""
        if self.programs.meets(ways):
            self._keep(ways)

    def _keep(self, ways: Vector) -> Vector:
        cells: Vector = self.programs.in_cells @ ways
        if cells.tobytes() not in self._met:
            self._met.add(cells.tobytes())
            self._rows.append(cells)
        return cells

    def stack(self) -> Vector:
        """Give all that were met, one a row."""
        if len(self._stack) < len(self._rows):
            self._stack = np.array(self._rows)
        return self._stack

    def table(self, cells: Vector) -> CountTable:
        """Make a table of its rows one after another."""
        table: list[list[int]] = cells.reshape(self.sizes).tolist()
        return table

    def tables(self, since: int = 0) -> list[CountTable]:
        """Give those met since so many were."""
        return [self.table(row) for row in self._rows[since:]]

    def table_at(self, number: int) -> CountTable:
        """Give one of them."""
        return self.table(self._rows[number])

    def __len__(self) -> int:
        return len(self._rows)
