"""Fill the unpublished grades neutrally: every assignment to councils that the facts allow is equally likely.

This is an assumption, not a fact: nobody knows that the unpublished grades fell so. It says what a statistic
would most often be if nothing but the ranges, the totals and the flows had guided them.

Where only one side is unknown, with one kind of range and known totals, the table is hypergeometric and every
table is listed with its chance. Where each side has one kind of range and known totals, and nothing ties the
two, each side is dealt out by itself, many times from a fixed start. Small problems of any other form are
counted: every table with the number of assignments that make it. Else there is none, with the reason.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from math import comb, factorial
from typing import TYPE_CHECKING, Any

import numpy as np

from crossregime.core.association import Degenerate
from crossregime.core.bounds import Closed, Pack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossregime.core.completions import Kind, Problem
    from crossregime.core.statistic import Statistic

Vector = np.ndarray[Any, Any]
MOST_TABLES = 300_000
"""Tables that are listed one by one; with more, they are drawn."""
MOST_STEPS = 60_000
"""Steps that counting may take."""
DRAWS = 20_000
START = 20031113
"""Where the draws start, so that they are the same each time."""
CENTRAL = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Neutral:
    """The mean of a statistic over neutral fillings and the ends of the central 95% of them.

    `method` is "exact" (every table with its chance), "counting" (every table with its number of assignments)
    or "draws". `undefined` is the share of fillings that give no value; they are left out.
    """

    mean: float
    lowest: float
    highest: float
    method: str
    undefined: float = 0.0

    def text(self, *, counts: bool = False) -> str:
        """Write the mean and, in brackets, the central part; `counts` of councils are written short."""
        if counts:
            return f"{self.mean:.1f} [{self.lowest:.0f}, {self.highest:.0f}]"
        return f"{self.mean:.4f} [{self.lowest:.4f}, {self.highest:.4f}]"


@dataclass(frozen=True, eq=False)
class Fillings:
    """Neutral fillings: `tables` (so many, rows, columns), the `chances` of each, and the method."""

    tables: Vector
    chances: Vector
    method: str

    @cached_property
    def _cells(self) -> list[list[Vector]]:
        _, rows, columns = self.tables.shape
        return [[self.tables[:, i, j].astype(float) for j in range(columns)] for i in range(rows)]

    def neutral(self, statistic: Statistic) -> Neutral | Degenerate:
        """Give the mean and the central 95% of a statistic; Degenerate where no filling gives it a value.

        An end is the smallest value that at most 2.5% (97.5%) of the fillings stay below.
        """
        if isinstance(first := statistic.value(self.tables[0].tolist()), Degenerate) and not statistic.may_lack_value:
            return first
        numerators, denominators = (
            np.broadcast_to(np.asarray(part, dtype=float), len(self.tables)) for part in statistic.parts(self._cells)
        )
        held = denominators > 0
        if not held.any():
            assert isinstance(first, Degenerate)  # noqa: S101  # no table gives a value
            return first
        values = numerators[held] / denominators[held]
        chances = self.chances[held] / self.chances[held].sum()
        order = np.argsort(values, kind="stable")
        below = np.cumsum(chances[order])
        # Sums of chances round: a hair is allowed.
        ends = [values[order][min(int(np.searchsorted(below, end - 1e-12)), len(order) - 1)] for end in CENTRAL]
        mean = float(values @ chances)
        return Neutral(mean, float(ends[0]), float(ends[1]), self.method, float(self.chances[~held].sum()))


def fillings(problem: Problem) -> Fillings | Degenerate:
    """Find the neutral fillings of a problem, or say why there are none to be had."""
    for turned, axes in ((problem, (0, 1, 2)), (problem.transposed(), (0, 2, 1))):
        closed = Closed.of(turned)
        if closed is not None:
            found = _listed(closed)
            if found is not None:
                return Fillings(found.tables.transpose(axes), found.chances, found.method)
    sides = [_dealt(problem, side) for side in (0, 1)]
    if sides[0] is not None and sides[1] is not None:
        return _drawn(problem, sides[0], sides[1])
    counted = _counted(problem)
    if counted is not None:
        return counted
    return Degenerate(
        "the grades of the two sides are tied or their totals are open, and there are too many ways to count",
        "too_many_ways",
    )


# One side unknown: every table


def _listed(closed: Closed) -> Fillings | None:
    """List every table of the unknown block with its hypergeometric chance; None where there are too many."""
    rows = [(row, size) for row, size in enumerate(closed.rows) if size]
    if closed.outside:
        rows.append((-1, closed.outside))
    grades = len(closed.columns)
    left = np.array([closed.columns], dtype=np.int64).reshape(1, grades)
    filled = np.zeros((1, len(rows), grades), dtype=np.int64)
    for index, (_, size) in enumerate(rows):
        need = np.full(len(left), size)
        for grade in range(grades):
            # What the later grades can't take this one must.
            least = np.maximum(0, need - left[:, grade + 1 :].sum(axis=1))
            most = np.minimum(need, left[:, grade])
            ways = most - least + 1
            if ways.sum() > MOST_TABLES:
                return None
            chosen = np.repeat(np.arange(len(left)), ways)
            taken = least[chosen] + np.arange(len(chosen)) - np.repeat(np.cumsum(ways) - ways, ways)
            left, need, filled = left[chosen], need[chosen] - taken, filled[chosen]
            left[:, grade] -= taken
            filled[:, index, grade] = taken
    logs = np.array([0.0, *np.cumsum(np.log(np.arange(1, max(1, sum(closed.columns)) + 1)))])
    weight = -logs[filled].sum(axis=(1, 2))
    chances = np.exp(weight - weight.max())
    tables = np.repeat(np.array([closed.known], dtype=np.int64), len(filled), axis=0)
    for index, (row, _) in enumerate(rows):
        if row >= 0:
            tables[:, row, closed.grades.start : closed.grades.stop] += filled[:, index]
    return Fillings(tables, chances / chances.sum(), "exact")


# Each side by itself: draws


def _dealt(problem: Problem, side: int) -> dict[Kind, Vector] | None:
    """Deal a side's unknown grades out to their kinds, many times; None where they are not one pack.

    Gives, for each kind with an unknown grade on the side, how many of its councils have each grade of the
    scale (a row a draw).
    """
    if problem.flows or any(len(kind.variables) > 2 or kind.weights for kind in problem.kinds):
        return None
    if any(len({variable.side for variable in kind.variables}) < len(kind.variables) for kind in problem.kinds):
        return None
    known = Pack.of(problem, side)
    if known is None:
        return None
    pack = np.zeros((DRAWS, problem.sizes[side]), dtype=np.int64)
    pack[:, known.grades.start : known.grades.stop] = known.columns
    chance = np.random.default_rng([START, side])
    return {
        kind: _deal(chance, np.full(DRAWS, kind.count), pack)
        for kind in problem.kinds
        if any(variable.side == side and len(variable.grades) > 1 for variable in kind.variables)
    }


def _deal(chance: np.random.Generator, need: Vector, pack: Vector) -> Vector:
    """Take so many of each pack at random (a row a draw); the packs are left with the rest."""
    taken = np.zeros_like(pack)
    for grade in range(pack.shape[1]):
        rest = pack[:, grade + 1 :].sum(axis=1)
        taken[:, grade] = chance.hypergeometric(pack[:, grade], rest, need)
        need = need - taken[:, grade]
    pack -= taken
    return taken


def _drawn(problem: Problem, first: dict[Kind, Vector], second: dict[Kind, Vector]) -> Fillings:
    tables = np.zeros((DRAWS, *problem.sizes), dtype=np.int64)
    chance = np.random.default_rng([START, 2])
    for kind in problem.kinds:
        if not kind.cells:
            continue
        row, column = (kind.variables[place].range[0] for place in kind.cells[0])
        if kind in first and kind in second:
            pack = second[kind].copy()
            for grade in range(problem.sizes[0]):
                tables[:, grade] += _deal(chance, first[kind][:, grade], pack)
        elif kind in first:
            tables[:, :, column] += first[kind]
        elif kind in second:
            tables[:, row] += second[kind]
        else:
            tables[:, row, column] += kind.count
    return Fillings(tables, np.full(DRAWS, 1 / DRAWS), "draws")


# Small problems of any form: counting


Sums = tuple[int, ...]
"""The cells of a table, one row after another, then how many councils each total and each flow counts."""


def _counted(problem: Problem) -> Fillings | None:
    """Count the assignments that make each table, kind by kind; None where that takes too many steps."""
    size = problem.sizes[0] * problem.sizes[1]
    lowest, highest = (
        [getattr(bound, end) for bound in (*problem.limits, *problem.flows)] for end in ("lowest", "highest")
    )
    states: Counter[Sums] = Counter({(0,) * (size + len(highest)): 1})
    steps = 0
    for kind in sorted(problem.kinds, key=_ways):
        if _ways(kind) > MOST_STEPS:
            return None
        adds = _adds(problem, kind)
        steps += _ways(kind) + len(states) * len(adds)
        if steps > MOST_STEPS:
            return None
        more: Counter[Sums] = Counter()
        for state, before in states.items():
            for add, ways in adds.items():
                after = tuple(map(int.__add__, state, add))
                if all(map(int.__le__, after[size:], highest)):
                    more[after] += before * ways
        states = more
    tables: Counter[Sums] = Counter()
    for state, ways in states.items():
        if all(map(int.__le__, lowest, state[size:])):
            tables[state[:size]] += ways
    everything = sum(tables.values())
    return Fillings(
        np.array(list(tables), dtype=np.int64).reshape(-1, *problem.sizes),
        np.array([ways / everything for ways in tables.values()]),
        "counting",
    )


def _adds(problem: Problem, kind: Kind) -> Counter[Sums]:
    """Count the assignments of a kind's councils by what they add."""
    effects = [_effect(problem, kind, way) for way in kind.assignments()]
    adds: Counter[Sums] = Counter()
    for split in _splits(kind.count, len(effects)):
        ways = factorial(kind.count)
        for councils in split:
            ways //= factorial(councils)
        added = (
            sum(each * councils for each, councils in zip(place, split, strict=True))
            for place in zip(*effects, strict=True)
        )
        adds[tuple(added)] += ways
    return adds


def _effect(problem: Problem, kind: Kind, way: Sequence[int]) -> list[int]:
    """Say what one council of a kind that goes one way adds."""
    columns = problem.sizes[1]
    cells = [0] * (problem.sizes[0] * columns)
    for row, column in kind.filled(way):
        cells[row * columns + column] += 1
    totals = [0] * len(problem.limits)
    for variable, grade in zip(kind.variables, way, strict=True):
        for index in variable.totals:
            totals[index] += grade in problem.limits[index].ranks
    moved = kind.moved(way)
    return [*cells, *totals, *(sum(cell in flow.cells for cell in moved) for flow in problem.flows)]


def _ways(kind: Kind) -> int:
    """Count the ways to split the councils of a kind among its assignments."""
    assignments = sum(1 for _ in kind.assignments())
    return comb(kind.count + assignments - 1, assignments - 1)


def _splits(councils: int, ways: int) -> Iterator[Sequence[int]]:
    """Give every way to split so many councils among so many ways."""
    if ways == 1:
        yield (councils,)
        return
    for here in range(councils + 1):
        for rest in _splits(councils - here, ways - 1):
            yield (here, *rest)
