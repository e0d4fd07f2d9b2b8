"""Value one kind of fact: the interval that each answer would leave, and how few such facts can settle a sign."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import comb
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from crossregime.core.bounds.problem import Contradiction
from crossregime.core.bounds.search.branch_and_bound import slope
from crossregime.core.bounds.search.programs import LinearRows
from crossregime.core.bounds.solver import solver_of
from crossregime.core.statistics import ContrastForm, Undefined, splits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossregime.core.bounds.interval import Interval
    from crossregime.core.bounds.problem import Problem, Stratum, Variable
    from crossregime.core.bounds.solver import Solver
    from crossregime.core.ranges import Range
    from crossregime.core.statistics import Statistic, Vector

MOST_STEPS = 4
"""Steps of the search for a completion on one side of zero, before bounds are computed."""
MOST_TRIES = 100
"""The most sets of answers bounded in the search for a settled sign, for one kind of fact."""
MOST_SETS = 20_000
"""The most sets of answers examined in that search."""
SEVERAL = (1, 2, 5, 10, 20, 50, 100)
"""Numbers of facts of a kind that are valued together, besides all of them."""
MOST_ANSWERS = 120
"""The most sets of answers bounded one by one to value several facts."""
DIGITS = 12
"""Shrinks that agree to this many digits are equal but for rounding."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A possible answer of a fact, and the interval that it would leave."""

    grade: int
    bounds: Interval | Undefined
    shrink: float


@dataclass(frozen=True, slots=True)
class FactsValue:
    """The value of several facts of one kind together.

    By how much the interval shrinks whatever they say (`guaranteed`) and with the best answers (`best`), and whether
    they settle the sign: "no", "could" (with some answers) or "surely" (with any that the totals allow).
    """

    facts: int
    guaranteed: float
    best: float
    settles: Literal["no", "could", "surely"]

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "facts": self.facts,
            "guaranteed_shrink": self.guaranteed,
            "best_shrink": self.best,
            "settles": self.settles,
        }


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of fact: the grade on `side` (0 or 1) of a council of which the same is known as of the others.

    `ranges` are what is known of it on each side, None on a side where it has no outcome of its own (or
    several). `paired` is false for councils that are in no cell of the table, and only share its totals.
    `answers` leaves out what the totals rule out. `settling` is how few such facts could settle the sign,
    None where no number of them was found to; `searched` says that every set of answers was looked at, so
    that none does better. `values` are what several such facts are worth together, where that was worked out.
    """

    side: int
    ranges: tuple[Range | None, Range | None]
    count: int
    paired: bool
    answers: tuple[Answer, ...]
    settling: int | None
    searched: bool
    councils: tuple[str, ...] = ()
    values: tuple[FactsValue, ...] = ()

    @property
    def worthless(self) -> bool:
        """Tell whether neither one such fact nor several would narrow the interval."""
        most = max((value.best for value in self.values), default=0.0)
        return not round(max(self.best, most), DIGITS) and not self.settling

    @property
    def guaranteed(self) -> float:
        """By how much the interval shrinks whatever the answer is."""
        return min((answer.shrink for answer in self.answers), default=0.0)

    @property
    def best(self) -> float:
        """By how much it shrinks with the best answer."""
        return max((answer.shrink for answer in self.answers), default=0.0)


def settled(bounds: Interval | Undefined) -> bool:
    """Tell whether an interval lies on one side of zero."""
    return not isinstance(bounds, Undefined) and (bounds.lowest > 0 or bounds.highest < 0)


@dataclass
class FactSearch:
    """The valuation of one kind of fact: the stratum by index, and the variable by place."""

    problem: Problem
    solver: Solver
    statistic: Statistic
    now: Interval
    index: int
    place: int
    tries: int = 0
    cut: bool = False
    # How many of the councils have each grade (a column a grade), in completions with a statistic of at most zero, and
    # in those of at least zero.
    met: list[Vector] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.met = [np.zeros((0, len(self.grades)), dtype=np.int64) for _ in range(2)]

    def _meet(self, end: int, held: Vector | Sequence[int]) -> None:
        """Remember a completion with a statistic of at most zero (end 0), or of at least zero (1)."""
        self.met[end] = np.vstack([self.met[end], np.array([held])])

    @property
    def of(self) -> Stratum:
        """The stratum that the councils are in."""
        return self.problem.strata[self.index]

    @property
    def grades(self) -> Sequence[int]:
        """The grades that such a fact may say."""
        return self.of.variables[self.place].grades

    def kind(self, names: tuple[str, ...]) -> FactKind:
        """Bound the statistic for each answer, and find how few facts settle its sign; `names` are the councils."""
        answers = []
        for grade in self.grades:
            one = tuple(int(each == grade) for each in self.grades)
            solver = self._with(one)
            if solver is not None:
                bounds = self.now if self._kept(one) else solver.interval(self.statistic)
                answers.append(Answer(grade, bounds, self._shrink(bounds)))
        settling = self._settling() if not settled(self.now) else 0
        own = self.of.variables[self.place]
        ranges: list[Range | None] = [None, None]
        for side in (0, 1):
            there = [each.range for _, each in self.of.given if each.side == side]
            ranges[side] = own.range if side == own.side else there[0] if len(there) == 1 else None
        shown = self.of.images.get(self.place, self.place)
        paired = any(shown in cell for cell in self.of.cells)
        return FactKind(
            own.side,
            (ranges[0], ranges[1]),
            self.of.count,
            paired,
            tuple(answers),
            settling,
            not self.cut,
            names,
            tuple(self._values()),
        )

    def _values(self) -> Iterator[FactsValue]:
        """Value several facts together: bound the statistic with every set of answers, where they are few."""
        if not isinstance(self.statistic.form, ContrastForm):
            return  # a contrast is a sum or a program or two; other statistics take too long
        for number in sorted({*(each for each in SEVERAL if each < self.of.count), self.of.count}):
            if comb(number + len(self.grades) - 1, len(self.grades) - 1) > MOST_ANSWERS:
                return
            shrinks, signs = [], []
            for numbers in _sets(number, len(self.grades)):
                solver = self._with(numbers)
                if solver is not None:
                    bounds = solver.interval(self.statistic)
                    shrinks.append(self._shrink(bounds))
                    signs.append(settled(bounds))
            settles: Literal["no", "could", "surely"] = "surely" if all(signs) else "could" if any(signs) else "no"
            yield FactsValue(number, min(shrinks), max(shrinks), settles)

    @cached_property
    def _counted(self) -> Vector:
        """Return which assignments give these councils each grade: a row a grade."""
        return self.solver.search.programs.counted(self.index, self.place)

    @cached_property
    def _of_table(self) -> Vector:
        """Return what each assignment adds to each cell, then to the number of these councils at each grade."""
        return np.vstack([self.solver.search.programs.in_cells, self._counted])

    def _kept(self, numbers: Sequence[int]) -> bool:
        """Tell whether completions with these numbers of councils at each grade attain both ends of the interval.

        Then these answers leave the interval as it is, and nothing need be searched: every completion with them is one
        without them.
        """
        if self.now.extremes is None or self.now.undefined:
            return False
        programs = self.solver.search.programs
        for table in self.now.extremes:
            cells = np.array(table).ravel()
            lowest = np.concatenate([cells, numbers])
            highest = np.concatenate([cells, np.full(len(numbers), np.inf)])
            if programs.optimum(np.zeros(self._of_table.shape[1]), LinearRows(self._of_table, lowest, highest)) is None:
                return False
        return True

    def _shrink(self, bounds: Interval | Undefined) -> float:
        width = self.now.highest - self.now.lowest
        # A fact that leaves no value leaves no width; bounds that aren't sharp may not shrink.
        return width if isinstance(bounds, Undefined) else max(0.0, width - (bounds.highest - bounds.lowest))

    def _with(self, numbers: Sequence[int]) -> Solver | None:
        """Solve the problem with given numbers of facts for each grade; None if they contradict what is known."""
        strata = list(self.problem.strata)
        strata[self.index] = replace(self.of, count=self.of.count - sum(numbers))
        for grade, number in zip(self.grades, numbers, strict=True):
            variables: list[Variable] = list(self.of.variables)
            variables[self.place] = replace(variables[self.place], range=(grade, grade))
            strata.append(replace(self.of, count=number, variables=tuple(variables)))
        try:
            return solver_of(replace(self.problem, strata=tuple(each for each in strata if each.count)))
        except Contradiction:
            return None

    # How many settle the sign

    def _settling(self) -> int | None:
        """Find the smallest number of facts whose answers can settle the sign; more facts never unsettle it."""
        self._witness(self.solver, [0] * len(self.grades))
        low, high = 0, self._alike()
        if high is None:
            if not self._can_settle(self.of.count):
                return None
            high = self.of.count
        while high - low > 1:
            middle = (low + high) // 2
            if self._can_settle(middle):
                high = middle
            else:
                low = middle
        return high

    def _alike(self) -> int | None:
        """Look for facts that settle the sign when all say the same: quick, and often enough."""
        number, left = 1, set(range(len(self.grades)))
        while left:
            for place in sorted(left):
                alike = tuple(number * (each == place) for each in range(len(self.grades)))
                if self._refuted(alike):
                    continue
                solver = self._with(alike)
                if solver is None:
                    left.discard(place)
                elif settled(solver.interval(self.statistic)):
                    return number
            if number == self.of.count:
                break
            number = min(2 * number, self.of.count)
        return None

    def _can_settle(self, number: int) -> bool:
        for looked, numbers in enumerate(_sets(number, len(self.grades))):
            if looked == MOST_SETS:
                self.cut = True
                return False
            if self._refuted(numbers):
                continue
            if self.tries == MOST_TRIES:
                self.cut = True
                return False
            self.tries += 1
            solver = self._with(numbers)
            if solver is None:
                continue
            if settled(solver.interval(self.statistic)):
                return True
            self._witness(solver, numbers)
        return False

    def _refuted(self, numbers: tuple[int, ...]) -> bool:
        """Tell whether completions with these answers exist on both sides of zero, or not at all."""
        spare = self.of.count - sum(numbers)
        if any(number > most for number, (_, most) in zip(numbers, self._reach, strict=True)) or spare < sum(
            max(0, least - number) for number, (least, _) in zip(numbers, self._reach, strict=True)
        ):
            return True
        return all(
            bool((met >= np.array(numbers)).all(axis=1).any()) or self._sought(numbers, end)
            for end, met in enumerate(self.met)
        )

    @cached_property
    def _reach(self) -> list[tuple[int, int]]:
        """The smallest and the largest number of these councils that can have each grade."""
        programs = self.solver.search.programs
        ends = [programs.range(row) for row in self._counted]
        return [(int(row @ least), int(row @ most)) for row, (least, most) in zip(self._counted, ends, strict=True)]

    @cached_property
    def _slopes(self) -> tuple[Vector, Vector]:
        """The gradients of the statistic at the completions at both ends of the interval, downhill and uphill."""
        assert self.now.extremes is not None  # noqa: S101  # the caller looked
        low, high = self.now.extremes
        return slope(self.statistic, low, -1), slope(self.statistic, high, 1)

    def _sought(self, numbers: tuple[int, ...], end: int) -> bool:
        """Search for a completion with these answers on one side of zero, downhill (end 0) or uphill (1).

        True too where no completion has them.

        It goes where the statistic's slope points, from the completion at that end of the interval as it stands:
        a few integer programs, where bounding the statistic takes dozens.
        """
        if self.now.extremes is None:
            return False
        sign = (-1, 1)[end]
        programs, weights = self.solver.search.programs, self._slopes[end]
        answers = programs.at_least(self._counted, numbers)
        before = -math.inf
        for _ in range(MOST_STEPS):
            solution = programs.optimum(-(weights @ programs.in_cells), answers)
            if solution is None:
                return True  # the totals rule these answers out, so they settle nothing
            table = programs.table(solution)
            value = self.statistic.value(table)
            if isinstance(value, Undefined) or sign * value <= before:
                return False
            if sign * value >= 0:
                self._meet(end, self._counted @ solution)
                return True
            before, weights = sign * value, slope(self.statistic, table, sign)
        return False

    def _witness(self, solver: Solver, numbers: Sequence[int]) -> None:
        """Remember how many of the councils have each grade in the completions that attain the bounds."""
        bounds = solver.interval(self.statistic)
        if isinstance(bounds, Undefined) or bounds.extremes is None:
            return
        for value, table in zip(bounds.attained, bounds.extremes, strict=True):
            held = list(numbers)
            for filled in solver.search.programs.completion(table):
                if filled.stratum.variables == self.of.variables and filled.stratum.cells == self.of.cells:
                    held[filled.grades[self.place] - self.grades[0]] += filled.councils
            if value <= 0:
                self._meet(0, held)
            if value >= 0:
                self._meet(1, held)


def _sets(number: int, grades: int) -> Iterator[tuple[int, ...]]:
    """List every way to distribute a number of answers over grades, those with few different grades first.

    >>> list(_sets(2, 2))
    [(0, 2), (2, 0), (1, 1)]
    """
    for different in range(1, grades + 1):
        yield from (each for each in splits(number, grades) if sum(map(bool, each)) == different)
