"""Keep the completions found by a search, and find more by integer programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from crossregime.core.bounds.search.programs import LinearRows, Programs
    from crossregime.core.statistics import CountTable, Vector


class Pool:
    """The completions found so far, as tables; each gives an inner value for every statistic."""

    def __init__(self, programs: Programs) -> None:
        self.programs = programs
        self.sizes = programs.problem.sizes
        self.pairs = programs.problem.pairs
        self._met: set[bytes] = set()
        self._rows: list[Vector] = []
        self._stack = np.zeros((0, self.sizes[0] * self.sizes[1]), dtype=np.int64)

    def best(self, weights: Vector, also: LinearRows | None = None) -> Vector | None:
        """Find the table (row after row) of greatest weighted sum; None if no completion meets the constraints."""
        solution = self.programs.optimum(-(weights @ self.programs.in_cells), also)
        if solution is None:
            return None
        cells: Vector = self.programs.in_cells @ solution
        if cells.tobytes() not in self._met:
            self._met.add(cells.tobytes())
            self._rows.append(cells)
        return cells

    def stack(self) -> Vector:
        """Return all of them, one a row."""
        if len(self._stack) < len(self._rows):
            self._stack = np.array(self._rows)
        return self._stack

    def table(self, cells: Vector) -> CountTable:
        """Reshape a flat row of cells into a table."""
        table: list[list[int]] = cells.reshape(self.sizes).tolist()
        return table

    def tables(self, since: int = 0) -> list[CountTable]:
        """Return those found after the first `since`."""
        return [self.table(row) for row in self._rows[since:]]

    def table_at(self, number: int) -> CountTable:
        """Return one of them."""
        return self.table(self._rows[number])

    def __len__(self) -> int:
        return len(self._rows)
