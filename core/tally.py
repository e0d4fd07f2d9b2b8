"""Bound sums over councils, over every way to fill what was not printed.

A form says what one council adds to a sum once its grades are fixed. Councils that add the same whatever their
grades are counted once and for all; the others are whole numbers of an integer program, which the printed totals
bind. So a sum that is known costs a loop, and one that is not has exact bounds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import lcm
from typing import TYPE_CHECKING

from crossregime.core.pairing import align
from crossregime.core.register import register

if TYPE_CHECKING:
    from crossregime.core.position import Position
    from crossregime.core.tabulation import Range

Grades = tuple[int | None, ...]
"""One rank a position; None where the council has no grade in it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A council (a series) in several positions: for each its id, region, type and range of ranks, or None."""

    series: str
    councils: tuple[str | None, ...]
    groups: tuple[dict[str, str], ...]
    ranges: tuple[Range | None, ...]

    def ways(self) -> Iterator[Grades]:
        """Give every way to fix its grades."""
        return product(*((None,) if each is None else range(each[0], each[1] + 1) for each in self.ranges))


Form = Callable[[Unit, Grades], int]


@dataclass(frozen=True, slots=True)
class Limit:
    """A printed total or flow: a sum that lies between `lowest` and `highest`."""

    form: Form
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """Ask that a weighted sum of the forms is at least a number, or more than it where `strict`."""

    weights: tuple[Fraction, ...]
    least: Fraction
    strict: bool = False


def units(positions: Sequence[Position]) -> list[Unit]:
    """Put positions side by side, one unit a series, sorted by series.

    >>> import crossregime
    >>> len(units([crossregime.position("ssi2003"), crossregime.position("ofsted2009")]))
    154
    """
    known = register()
    sides = range(1, len(positions) + 1)
    rows = align([position.outcomes for position in positions]).sort("series_id").iter_rows(named=True)
    return [
        Unit(
            row["series_id"],
            tuple(row[f"council_{side}"] for side in sides),
            tuple(
                {"region": council.region, "type": council.type}
                if (council := known.councils.get(row[f"council_{side}"])) is not None
                else {}
                for side in sides
            ),
            tuple(
                None if row[f"worst_{side}"] is None else (row[f"worst_{side}"], row[f"best_{side}"]) for side in sides
            ),
        )
        for row in rows
    ]


class Tally:
    """Sum forms over units, and bound their weighted sums over all completions that meet the limits."""

    def __init__(self, every: Iterable[Unit], forms: Sequence[Form], limits: Sequence[Limit] = ()) -> None:
        self.size = len(forms)
        self._limits = limits
        self._fixed = [0] * (self.size + len(limits))
        kinds: Counter[tuple[tuple[int, ...], ...]] = Counter()
        whole = [*forms, *(limit.form for limit in limits)]
        for unit in every:
            ways = tuple(sorted({tuple(form(unit, way) for form in whole) for way in unit.ways()}))
            if len(ways) == 1:
                self._fixed = [have + more for have, more in zip(self._fixed, ways[0], strict=True)]
            else:
                kinds[ways] += 1
        self._kinds = sorted(kinds.items())

    @property
    def counted(self) -> bool:
        """Tell whether every form is known: no completion changes it."""
        return all(len({way[: self.size] for way in ways}) == 1 for ways, _ in self._kinds)

    @property
    def bound(self) -> bool:
        """Tell whether a printed total limits what is unknown."""
        return bool(self._limits) and not self.counted

    def extent(
        self, weights: Sequence[Fraction], given: Sequence[Requirement] = ()
    ) -> tuple[Fraction, Fraction] | None:
        """Find the smallest and the largest value of a weighted sum, both attained; None if no completion is left."""
        scale = lcm(*(weight.denominator for weight in weights))
        whole = [int(weight * scale) for weight in weights]
        ends = [self._least(whole, given), self._least([-weight for weight in whole], given)]
        if ends[0] is None or ends[1] is None:
            return None
        return Fraction(ends[0], scale), Fraction(-ends[1], scale)

    def possible(self, requirements: Sequence[Requirement]) -> bool:
        """Tell whether some completion meets all requirements together."""
        return self._least([0] * self.size, requirements) is not None

    def _least(self, weights: Sequence[int], given: Sequence[Requirement]) -> int | None:
        """Find the smallest value of a sum with whole weights, or None where no completion is left."""
        rows = [self._row(requirement) for requirement in given]
        costs = [[self._weigh(weights, way) for way in ways] for ways, _ in self._kinds]
        start = self._weigh(weights, self._fixed)
        if self.counted:
            met = all(self._weigh(row, self._fixed) + self._counted(row) >= least for row, least in rows)
            return start + self._counted(weights) if met else None
        if not rows and not self._limits:
            return start + sum(min(cost) * count for cost, (_, count) in zip(costs, self._kinds, strict=True))
        found = self._solve(costs, rows)
        if found is None:
            return None
        return start + sum(cost * number for cost, number in zip((each for cost in costs for each in cost), found, strict=True))

    def _counted(self, weights: Sequence[int]) -> int:
        """Sum what councils add that differ only in what they add to limits."""
        return sum(self._weigh(weights, ways[0]) * count for ways, count in self._kinds)

    def _weigh(self, weights: Sequence[int], values: Sequence[int]) -> int:
        return sum(weight * value for weight, value in zip(weights, values[: self.size], strict=True))

    def _row(self, requirement: Requirement) -> tuple[list[int], int]:
        """Write a requirement in whole numbers."""
        scale = lcm(requirement.least.denominator, *(weight.denominator for weight in requirement.weights))
        return [int(weight * scale) for weight in requirement.weights], int(requirement.least * scale) + requirement.strict

    def _solve(self, costs: Sequence[Sequence[int]], rows: Sequence[tuple[list[int], int]]) -> list[int] | None:
        """Find the completion of least cost: how many councils of each kind go each way."""
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp

        ways = [(index, way) for index, (each, _) in enumerate(self._kinds) for way in each]
        lines, lowest, highest = [], [], []
        for index, (_, count) in enumerate(self._kinds):
            lines.append([int(kind == index) for kind, _ in ways])
            lowest.append(float(count))
            highest.append(float(count))
        for place, limit in enumerate(self._limits, self.size):
            lines.append([way[place] for _, way in ways])
            lowest.append(limit.lowest - self._fixed[place])
            highest.append(limit.highest - self._fixed[place])
        for row, least in rows:
            lines.append([self._weigh(row, way) for _, way in ways])
            lowest.append(least - self._weigh(row, self._fixed))
            highest.append(np.inf)
        result = milp(
            np.array([cost for each in costs for cost in each], dtype=float),
            constraints=LinearConstraint(np.array(lines, dtype=float), lowest, highest),
            integrality=np.ones(len(ways)),
            bounds=Bounds(lb=0),
        )
        return None if result.x is None else [round(number) for number in result.x]
