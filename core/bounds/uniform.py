"""Sample uniform completions: every assignment of grades that the facts allow is equally likely.

This is an assumption, not a fact. It shows the distribution of a statistic if nothing but the ranges, the totals and
the flows constrained the unpublished grades.

Where only one side is unknown, with one kind of range and known totals, the table is hypergeometric and every
table is listed with its chance. Where each side has one kind of range and known totals, and nothing ties the
two, each side is dealt out by itself, many times from a fixed start. Small problems of any other form are
counted: every table with the number of assignments that make it. Else there is none, with the reason.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from crossregime.core.bounds.closed_form import ClosedForm
from crossregime.core.bounds.counting import tables
from crossregime.core.bounds.free_grades import FreeGrades
from crossregime.core.statistics import Undefined

if TYPE_CHECKING:
    from crossregime.core.bounds.problem import Problem, Stratum
    from crossregime.core.statistics import Statistic, Vector

MOST_TABLES = 300_000
"""The most tables listed one by one; beyond it, they are drawn."""
MOST_STEPS = 60_000
"""The most steps of counting."""
DRAWS = 20_000
START = 20031113
"""The seed of the draws."""
CENTRAL = (0.025, 0.975)
HAIR = 1e-12
"""The largest rounding error of a sum of probabilities."""


@dataclass(frozen=True, slots=True)
class UniformSummary:
    """The mean of a statistic over uniform completions and the ends of the central 95% of them.

    `method` is "exact" (every table with its chance), "counting" (every table with its number of assignments)
    or "draws". `undefined` is the share of completions without a value; they are left out.
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
class UniformCompletions:
    """Uniform completions: `tables` (number, rows, columns), their probabilities `chances`, and the method."""

    tables: Vector
    chances: Vector
    method: str

    @cached_property
    def _cells(self) -> list[list[Vector]]:
        _, rows, columns = self.tables.shape
        return [[self.tables[:, i, j].astype(float) for j in range(columns)] for i in range(rows)]

    def summary(self, statistic: Statistic) -> UniformSummary | Undefined:
        """Return the mean and the central 95% of a statistic; Undefined where no completion gives it a value.

        An end is the smallest value that at most 2.5% (97.5%) of the completions stay below.
        """
        if isinstance(first := statistic.value(self.tables[0].tolist()), Undefined) and not statistic.may_lack_value:
            return first
        numerators, denominators = (
            np.broadcast_to(np.asarray(part, dtype=float), len(self.tables)) for part in statistic.parts(self._cells)
        )
        held = denominators > 0
        if not held.any():
            assert isinstance(first, Undefined)  # noqa: S101  # no table gives a value
            return first
        chances = self.chances
        if not held.all():
            numerators, denominators = numerators[held], denominators[held]
            chances = _shares(chances[held])
        values = numerators / denominators
        order = np.argsort(values)
        below = np.cumsum(chances[order])
        ends = [values[order][min(int(np.searchsorted(below, end - HAIR)), len(order) - 1)] for end in CENTRAL]
        mean, undefined = _sum(values * chances), _sum(self.chances[~held])
        return UniformSummary(mean, float(ends[0]), float(ends[1]), self.method, undefined)

    def chances_of_sign(self, statistic: Statistic) -> tuple[float, float, float] | None:
        """Return the shares of completions in which a statistic is below zero, zero and above zero.

        Of those in which it has a value; None where it has none in any.
        """
        numerators, denominators = (
            np.broadcast_to(np.asarray(part, dtype=float), len(self.tables)) for part in statistic.parts(self._cells)
        )
        held = denominators > 0
        if not held.any():
            return None
        chances, signs = _shares(self.chances[held]), np.sign(numerators[held])
        below, zero, above = (_sum(chances[signs == sign]) for sign in (-1, 0, 1))
        return below, zero, above


def _sum(numbers: Vector) -> float:
    """Sum exactly and round once: the last digit of a BLAS sum depends on the number of cores."""
    return math.fsum(numbers.tolist())


def _shares(numbers: Vector) -> Vector:
    """Divide by the sum."""
    shares: Vector = numbers / _sum(numbers)
    return shares


def uniform_completions(problem: Problem) -> UniformCompletions | Undefined:
    """Find the uniform completions of a problem, or the reason for none."""
    closed = ClosedForm.of(problem)
    if closed is not None and not closed.both:
        for side in (1, 0):
            if not any(closed.slots[1 - side].opposite):
                found = _listed(closed, side)
                if found is not None:
                    return found
    sides = [_dealt(problem, side) for side in (0, 1)]
    if sides[0] is not None and sides[1] is not None:
        return _drawn(problem, sides[0], sides[1])
    counted = _counted(problem)
    if counted is not None:
        return counted
    return Undefined(
        "the grades of the two sides are tied or their totals are open, and there are too many ways to count",
        "too_many_ways",
    )


# One side unknown: every table


def _listed(closed: ClosedForm, side: int) -> UniformCompletions | None:
    """List every table of a side's unknown block with its hypergeometric chance; None where there are too many.

    The block has a row for each grade of the other side.
    """
    slots = closed.slots[side]
    columns = slots.pack.columns
    rows = [(row, size) for row, size in enumerate(slots.opposite) if size]
    if slots.outside:
        rows.append((-1, slots.outside))
    grades = len(columns)
    left = np.array([columns], dtype=np.int64).reshape(1, grades)
    filled = np.zeros((1, len(rows), grades), dtype=np.int64)
    for index, (_, size) in enumerate(rows):
        need = np.full(len(left), size)
        for grade in range(grades):
            # This grade must take what the later ones can't.
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
    from scipy.special import gammaln

    weight = -gammaln(filled + 1.0).sum(axis=(1, 2))
    chances = np.exp(weight - weight.max())
    tables = np.repeat(np.array([closed.known], dtype=np.int64), len(filled), axis=0)
    blocks = tables if side else tables.transpose(0, 2, 1)
    for index, (row, _) in enumerate(rows):
        if row >= 0:
            blocks[:, row, slots.pack.grades.start : slots.pack.grades.stop] += filled[:, index]
    return UniformCompletions(tables, _shares(chances), "exact")


# Each side by itself: draws


def _dealt(problem: Problem, side: int) -> dict[Stratum, Vector] | None:
    """Assign a side's unknown grades to strata at random, many times; None if they are not one multiset.

    Gives, for each kind with an unknown grade on the side, how many of its councils have each grade of the
    scale (a row a draw).
    """
    if problem.flows or any(len(stratum.variables) > 2 or stratum.weights for stratum in problem.strata):
        return None
    if any(
        len({variable.side for variable in stratum.variables}) < len(stratum.variables) for stratum in problem.strata
    ):
        return None
    known = FreeGrades.of(problem, side)
    if known is None:
        return None
    pack = np.zeros((DRAWS, problem.sizes[side]), dtype=np.int64)
    pack[:, known.grades.start : known.grades.stop] = known.columns
    chance = np.random.default_rng([START, side])
    return {
        stratum: _deal(chance, np.full(DRAWS, stratum.count), pack)
        for stratum in problem.strata
        if any(variable.side == side and len(variable.grades) > 1 for variable in stratum.variables)
    }


def _deal(chance: np.random.Generator, need: Vector, pack: Vector) -> Vector:
    """Draw a number of grades from each multiset at random (a row a draw), without replacement."""
    taken = np.zeros_like(pack)
    rest = pack.sum(axis=1)
    for grade in range(pack.shape[1]):
        here = pack[:, grade]
        rest = rest - here
        if need.any() and here.any():
            taken[:, grade] = chance.hypergeometric(here, rest, need) if rest.any() else need
            need = need - taken[:, grade]
    pack -= taken
    return taken


def _drawn(problem: Problem, first: dict[Stratum, Vector], second: dict[Stratum, Vector]) -> UniformCompletions:
    tables = np.zeros((DRAWS, *problem.sizes), dtype=np.int64)
    chance = np.random.default_rng([START, 2])
    for stratum in problem.strata:
        if not stratum.cells:
            continue
        row, column = (stratum.variables[place].range[0] for place in stratum.cells[0])
        if stratum in first and stratum in second:
            pack = second[stratum].copy()
            for grade in range(problem.sizes[0]):
                tables[:, grade] += _deal(chance, first[stratum][:, grade], pack)
        elif stratum in first:
            tables[:, :, column] += first[stratum]
        elif stratum in second:
            tables[:, row] += second[stratum]
        else:
            tables[:, row, column] += stratum.count
    return UniformCompletions(tables, np.full(DRAWS, 1 / DRAWS), "draws")


# Small problems of any form: counting


def _counted(problem: Problem) -> UniformCompletions | None:
    """Count the assignments that make each table; None where that takes too many steps."""
    counted = tables(problem, MOST_STEPS)
    if counted is None:
        return None
    ways = np.array(list(counted.values()))
    chances = np.exp(ways - ways.max())
    return UniformCompletions(
        np.array(list(counted), dtype=np.int64).reshape(-1, *problem.sizes), _shares(chances), "counting"
    )
