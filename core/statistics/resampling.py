"""Draw tables: resample the councils (bootstrap), or permute the grades of one judgement (permutation).

Both are about chance, and neither says anything about what was not published: the identified interval does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from crossregime.core.progress import count_off
from crossregime.core.statistics.cells import CountTable, Parts, Undefined, Vector, margins
from crossregime.core.statistics.compositions import ways_to_share

if TYPE_CHECKING:
    from collections.abc import Sequence

AT_ONCE = 4096
"""Tables held at a time, so that memory grows only by the values of the draws."""
MOST_TABLES = 100_000
"""The most tables with given margins that a permutation test lists; beyond it, they are drawn."""
MOST_COUNCILS = 10**9 - 1
"""The most councils whose grades can be permuted: the limit of numpy's hypergeometric draws."""
TOO_MANY = Undefined("too many are paired to permute their grades", "too_many_councils")


@dataclass(frozen=True, slots=True)
class Permuted:
    """A permutation p-value: `method` says whether every table was listed, or how many were drawn."""

    p: float
    method: str
    tables: int


def bootstrap_draws(table: CountTable, parts: Sequence[Parts], draws: int, seed: int) -> list[Vector]:
    """Return the values of statistics in tables drawn with this table's shares: one array a statistic.

    Drawing the cells at once is the same as drawing the councils one by one, with replacement. A table that gives a
    statistic no value is left out of its array.
    """
    counts = np.array(table, dtype=float)
    n = int(counts.sum())
    chances = counts.ravel() / n
    generator = np.random.default_rng(seed)
    held: list[list[Vector]] = [[] for _ in parts]
    for start in count_off(range(0, draws, AT_ONCE), "draws", AT_ONCE):
        drawn = generator.multinomial(n, chances, size=min(AT_ONCE, draws - start)).astype(float)
        for values, part in zip(held, parts, strict=True):
            values.append(_values(drawn.reshape(-1, *counts.shape), part))
    return [np.concatenate(values) if values else np.zeros(0) for values in held]


def cells_of(tables: Vector) -> list[list[Vector]]:
    """Return a stack of tables (tables, rows, columns) as cells, each an array with one number a table."""
    moved = np.ascontiguousarray(np.moveaxis(tables, 0, -1))
    return [list(row) for row in moved]


def _values(tables: Vector, parts: Parts) -> Vector:
    numerator, denominator = (
        np.broadcast_to(np.asarray(each, dtype=float), len(tables)) for each in _quietly(tables, parts)
    )
    held = denominator > 0
    values: Vector = numerator[held] / denominator[held]
    return values[np.isfinite(values)]


def _quietly(tables: Vector, parts: Parts) -> tuple[Any, Any]:
    with np.errstate(divide="ignore", invalid="ignore"):
        return parts(cells_of(tables))


def permutation_draws(
    table: CountTable, parts: Parts, draws: int, seed: int, *, greater: bool = False
) -> Permuted | Undefined:
    """Return the share of tables with these margins whose statistic is at least as extreme.

    Every table with the margins, each with its chance, where they are few; else `draws` of them from the `seed`,
    and the table itself counts as one of them (Davison & Hinkley 1997). With `greater` one-sided: as large or
    larger; else at least as far from zero on either side. Undefined where they would have to be drawn and are too many.
    """
    rows, columns = margins(table)
    observed = float(np.divide(*parts(table)))
    listed = _listed(tuple(rows), tuple(columns))
    if listed is not None:
        tables, chances = listed
        values = _all_values(tables, parts)
        p = float(chances[_extreme(values, observed, greater=greater)].sum())
        return Permuted(min(1.0, p), "exact", len(tables))
    if sum(rows) > MOST_COUNCILS:
        return TOO_MANY
    generator = np.random.default_rng(seed)
    extreme = 0
    for start in count_off(range(0, draws, AT_ONCE), "draws", AT_ONCE):
        tables = _dealt(rows, columns, min(AT_ONCE, draws - start), generator)
        extreme += int(_extreme(_all_values(tables, parts), observed, greater=greater).sum())
    return Permuted((extreme + 1) / (draws + 1), f"{draws:,} draws from seed {seed}", draws)


def _all_values(tables: Vector, parts: Parts) -> Vector:
    numerator, denominator = _quietly(tables, parts)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.broadcast_to(np.asarray(numerator / denominator, dtype=float), len(tables))


def _extreme(values: Vector, observed: float, *, greater: bool) -> Vector:
    room = 1e-12 * max(1.0, abs(observed))  # equal values may differ by rounding
    found: Vector = values >= observed - room if greater else np.abs(values) >= abs(observed) - room
    return found


def _dealt(rows: Sequence[int], columns: Sequence[int], draws: int, generator: np.random.Generator) -> Vector:
    """Draw tables with given margins: cell by cell, each hypergeometric given those before it."""
    tables = np.zeros((draws, len(rows), len(columns)), dtype=np.int64)
    left = np.tile(np.array(columns, dtype=np.int64), (draws, 1))
    for i, size in enumerate(rows[:-1]):
        need = np.full(draws, size, dtype=np.int64)
        rest = left.sum(axis=1)
        for j in range(len(columns) - 1):
            rest = rest - left[:, j]
            tables[:, i, j] = generator.hypergeometric(left[:, j], rest, need)
            need -= tables[:, i, j]
        tables[:, i, -1] = need
        left = left - tables[:, i]
    tables[:, -1] = left
    return tables.astype(float)


@lru_cache(maxsize=4)  # several statistics of one table ask one after another
def _listed(rows: tuple[int, ...], columns: tuple[int, ...]) -> tuple[Vector, Vector] | None:
    """List every table with these margins and its chance; None where there are too many."""
    found: list[list[tuple[int, ...]]] = []
    logs: list[float] = []

    def down(left: tuple[int, ...], index: int, above: list[tuple[int, ...]], log: float) -> bool:
        if index == len(rows) - 1:
            found.append([*above, left])
            logs.append(log - sum(math.lgamma(each + 1) for each in left))
            return len(found) <= MOST_TABLES
        return all(
            down(
                tuple(have - taken for have, taken in zip(left, row, strict=True)),
                index + 1,
                [*above, row],
                log - sum(math.lgamma(each + 1) for each in row),
            )
            for row in ways_to_share(left, rows[index])
        )

    if _surely_many(rows, columns) or not down(tuple(columns), 0, [], 0.0):
        return None
    weights = np.exp(np.array(logs) - max(logs))
    return np.array(found, dtype=float), weights / weights.sum()


def _surely_many(rows: Sequence[int], columns: Sequence[int]) -> bool:
    """Tell, from a lower bound on their number, whether there are too many tables to list."""
    free = (sum(each > 0 for each in rows) - 1) * (sum(each > 0 for each in columns) - 1)
    smallest = min((each for each in (*rows, *columns) if each), default=0)
    return free > 1 and (smallest // max(len(rows), len(columns)) + 1) ** free > MOST_TABLES
