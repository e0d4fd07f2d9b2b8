"""Keep the value of a statistic for each completion found by a search, for both of its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crossregime.core.statistics import ContrastForm, Undefined

if TYPE_CHECKING:
    from crossregime.core.bounds.search.pool import Pool
    from crossregime.core.statistics import CountTable, Statistic, Vector

AT_ONCE = 12
"""From this many tables it is faster to compute the statistic of all of them at once, in floating point."""
MOST_PAIRS = 100_000
"""With more pairs than this, floating-point sums lose digits, so each table is computed by itself."""


class Values:
    """The values of a statistic for the completions found so far, in order; NaN where it has no value.

    Those computed together are floating point throughout, and may differ from `Statistic.value` in the last digit:
    they choose the table to examine, and no bound is made of them.
    """

    def __init__(self, statistic: Statistic, pool: Pool) -> None:
        self.statistic, self.pool = statistic, pool
        self._values: Vector = np.zeros(0)

    def since(self, number: int) -> Vector:
        """Return the values of the completions found after the first `number`."""
        if len(self._values) < len(self.pool):
            self._values = np.concatenate([self._values, self._worked_out(len(self._values))])
        return self._values[number:]

    def _worked_out(self, number: int) -> Vector:
        tables = self.pool.tables(number)
        if len(tables) < AT_ONCE or self.pool.pairs > MOST_PAIRS:
            return np.array([_float(self.statistic, table) for table in tables])
        return values_of(self.statistic, self.pool.stack()[number:].T.reshape(*self.pool.sizes, -1))


def values_of(statistic: Statistic, stack: Vector) -> Vector:
    """Compute a statistic of many tables at once, in floating point: an array by row, column and table.

    Gives NaN where it has no value.

    >>> from crossregime.core.statistics import TAU_B
    >>> values_of(TAU_B, np.array([[[2, 1], [0, 1]], [[0, 1], [1, 1]]])).tolist()
    [1.0, 0.0]
    """
    number = stack.shape[-1]
    if isinstance(statistic.form, ContrastForm):  # computed in exact fractions, a table at a time
        return np.array([_float(statistic, stack[..., each].tolist()) for each in range(number)])
    over, under = (
        np.broadcast_to(np.asarray(part, dtype=float), number)
        for part in statistic.parts([list(row) for row in stack.astype(float)])
    )
    values: Vector = np.full(number, np.nan)
    np.divide(over, under, out=values, where=under > 0)
    return values


def _float(statistic: Statistic, table: CountTable) -> float:
    value = statistic.value(table)
    return np.nan if isinstance(value, Undefined) else value
