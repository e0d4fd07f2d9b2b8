"""Bound a ratio of sums of products over a box of completions, by one linear program.

In a box, where each sum of cells lies between two numbers, a product of two sums lies below two planes and above two
others (McCormick 1976): a program with a number for each product, held between its planes, gives a value that no
completion in the box exceeds. The narrower the box, the closer the planes.

HiGHS finds the multipliers of the rows, in floating point. What these multipliers prove is then worked out anew from
the rows themselves (Neumaier and Shcherbina 2004), with what rounding can add to it: a bound holds whatever HiGHS does.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from crossregime.core.bounds.search.evenness import untied_range
from crossregime.core.bounds.search.forms import CellSum, Product
from crossregime.core.bounds.search.integer_program import passed, run
from crossregime.core.bounds.search.planes import PLANES, planes_of_products, planes_of_root

if TYPE_CHECKING:
    from crossregime.core.bounds.search.forms import Factor, ProductForm, Ratio
    from crossregime.core.bounds.search.programs import LinearRows
    from crossregime.core.statistics import CountTable, Vector

ROUNDING = 4e-15
"""What rounding adds to a sum, at most, for each unit of the sizes that are summed."""
NEARER = 3
"""Programs that are solved for one box, each with a better guess of the ratio (Dinkelbach 1967)."""
SMALL = 50
"""Products of a program of which an effort of one buys a box; a table of four grades by four has 35 at most."""
EXACT = 1e-11
"""An error of the planes that is none."""


@dataclass(frozen=True, eq=False, slots=True)
class Box:
    """The completions in which each sum lies between `lowest` and `highest`, each a vector by sum."""

    lowest: Vector
    highest: Vector

    def halves(self, index: int, at: int) -> tuple[Box, Box]:
        """Split it: the sum of that index is at most `at` in one half, and more in the other."""
        below, above = self.highest.copy(), self.lowest.copy()
        below[index], above[index] = at, at + 1
        return Box(self.lowest, below), Box(above, self.highest)


@dataclass(frozen=True, slots=True)
class BoxBound:
    """What is known of a box: no completion in it exceeds `value`; `ways` is the program's own answer.

    `split` says which sum to split, and where; None where nothing is left to split.
    """

    value: float
    box: Box
    ways: Vector
    split: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Answer:
    """The most that the multipliers of a program prove, and its numbers."""

    most: float
    numbers: Vector


class Relaxation:
    """The linear program of one ratio, of which the bounds of the sums change from box to box.

    `facts` bind the ways that councils go; `in_cells` says what one council of each way adds to each cell. All numbers
    are shares of `n` councils.
    """

    def __init__(self, ratio: Ratio, facts: LinearRows, in_cells: Vector, n: int) -> None:
        self.ratio, self._in_cells, self._n = ratio, in_cells, n
        self._ways = in_cells.shape[1]
        products = _products(ratio)
        self.sums = _sums(products)
        factors: tuple[Factor, ...] = (*self.sums, *products)
        self._place = {each: self._ways + at for at, each in enumerate(factors)}
        held = [(self._place[each.one], self._place[each.other], self._place[each]) for each in products]
        self._width = self._ways + len(self._place)
        self._degree = max(form.degree for form in (ratio.over, ratio.under))
        lines = [self._line(form) for form in (ratio.over, ratio.under, ratio.beside) if form is not None]
        if ratio.beside is not None:  # a number for each of the two, and one for the root of their product
            held.append((self._width, self._width + 1, self._width + 2))
            self._width += 3
        self._lines = [(np.append(line, np.zeros(self._width - len(line))), constant) for line, constant in lines]
        self._held = np.array(held, dtype=np.int64).reshape(-1, 3)
        self._products = len(products)
        nested = np.isin(self._held[: len(products), 0], self._held[: len(products), 2])
        self._deeper = [self._held[: len(products)][which].T for which in (~nested, nested)]
        # Products of products, the last first, each with the place of the one that is its first factor.
        self._nested = [
            (at, int(np.flatnonzero(self._held[:, 2] == self._held[at, 0])[0]))
            for at in reversed(range(len(products)))
            if self._held[at, 0] in self._held[: len(products), 2]
        ]
        # Those that rows speak of, or other products, whatever is asked for.
        self._inside = np.isin(self._held[:, 2], self._held[:, :2])
        if ratio.beside is not None:
            self._inside[: len(products)] |= ((self._lines[1][0] != 0) | (self._lines[2][0] != 0))[
                self._held[: len(products), 2]
            ]
        self._margins = self._squares()
        self._rows, self._row_ends = self._bound_rows(facts)
        self._sizes, self._columns = np.abs(self._rows), self._held.T.ravel()
        self._lowest, self._highest = np.zeros(self._width), np.zeros(self._width)
        self._highest[: self._ways] = _most_of_each(facts) / n
        # As the rows have them before there are any planes: every number once.
        self._coefficients = np.full((len(held), PLANES, 2), -1.0)
        self._coefficients[self._held[:, 0] == self._held[:, 1]] = -0.5
        self._ends = np.full((len(held), PLANES, 2), np.nan)
        self._highs = self._program()
        self._least_under: float | None = None

    def boxes(self, effort: int) -> int:
        """Say how many boxes an effort is worth: as many as that, and fewer where the program is large."""
        return max(1, min(effort, effort * SMALL // max(self._products, 1)))

    def _line(self, form: ProductForm) -> tuple[Vector, float]:
        """Write a form as what each column of the program adds, and its constant, as shares of n to a power."""
        n, line = float(self._n), np.zeros(self._width)
        for often, factor in form.terms:
            share = often * n ** (factor.degree - self._degree)
            if factor in self._place:
                line[self._place[factor]] += share
            else:
                assert isinstance(factor, CellSum)  # noqa: S101  # products have places
                line[: self._ways] += share * (np.array(factor.cells) @ self._in_cells)
        return line, form.constant * n**-self._degree

    def _squares(self) -> list[list[int]]:
        """Give the places among the sums of the margins of `under` and `beside`, where the root of both is taken."""
        forms = (self.ratio.under, self.ratio.beside)
        return [
            [self.sums.index(factor.one) for _, factor in form.terms if isinstance(factor, Product)]
            for form in forms
            if self.ratio.beside is not None and form is not None
        ]

    def _bound_rows(self, facts: LinearRows) -> tuple[Vector, Vector]:
        """Give the rows that are the same in every box: facts, what each sum is, and what both untied numbers are."""
        more = len(self.sums) + (2 if self.ratio.beside is not None else 0)
        rows = np.zeros((len(facts.matrix) + more, self._width))
        ends = np.zeros((len(rows), 2))
        rows[: len(facts.matrix), : self._ways] = facts.matrix
        ends[: len(facts.matrix)] = np.stack([facts.lowest, facts.highest], axis=1) / self._n
        for at, each in enumerate(self.sums, len(facts.matrix)):
            rows[at, : self._ways] = np.array(each.cells) @ self._in_cells
            rows[at, self._place[each]] = -1
        if self.ratio.beside is not None:
            for at, (line, constant) in enumerate(self._lines[1:]):
                rows[at - 2] = line
                rows[at - 2, self._width - 3 + at] = -1
                ends[at - 2] = -constant
        return rows, ends

    def _program(self) -> Any:
        planes = np.zeros((len(self._held) * PLANES, self._width))
        for at, places in enumerate(np.repeat(self._held, PLANES, axis=0)):
            planes[at, places] = 1.0
        highs = passed(np.vstack([self._rows, planes]))
        for row, (low, high) in enumerate(self._row_ends):
            highs.changeRowBounds(row, low, high)
        for column in range(self._ways, self._width):
            highs.changeColBounds(column, -np.inf, np.inf)
        return highs

    def ceiling(self, box: Box, reached: float) -> BoxBound | None:
        """Bound the ratio in a box, where `reached` of it has been attained; None where the box is empty."""
        self._enter(box, reached)
        if self._least_under is None:
            self._least_under = self._smallest_under()
        bound, guess = math.inf, reached
        answer: _Answer | None = None
        for _ in range(NEARER):
            found = self._solved(guess)
            if found is None:
                return None
            answer, tried = found, guess
            bound = min(bound, guess + max(found.most, 0.0) / self._least_under)
            guess = self._ratio_at(found.numbers)
            if found.most <= EXACT or not tried < guess < math.inf:
                break
        assert answer is not None  # noqa: S101  # at least one program was solved
        return BoxBound(bound, box, answer.numbers[: self._ways] * self._n, self._split(box, answer.numbers, tried))

    def _enter(self, box: Box, reached: float) -> None:
        """Let the program speak of a box: bound its columns, and put the planes of its products.

        A product that is only added, or only taken away, can do without the planes on the other side.
        """
        low, high = self._lowest, self._highest
        sums = slice(self._ways, self._ways + len(self.sums))
        low[sums], high[sums] = box.lowest / self._n, box.highest / self._n
        for one, other, held in self._deeper:
            corners = np.stack(
                [low[one] * low[other], low[one] * high[other], high[one] * low[other], high[one] * high[other]]
            )
            low[held], high[held] = corners.min(axis=0), corners.max(axis=0)
        for at, places in enumerate(self._margins, self._width - 3):
            few, many = untied_range(box.lowest[places], box.highest[places], self._n)
            low[at], high[at] = 2 * few / self._n**2, 2 * many / self._n**2
        one, other, held = self._held.T
        planes = planes_of_products(low[one], high[one], low[other], high[other], one == other)
        if self._margins:
            low[-1], high[-1] = math.sqrt(low[-3] * low[-2]), math.sqrt(high[-3] * high[-2])
            planes[-1] = planes_of_root(low[-3], high[-3], low[-2], high[-2])
        columns = np.arange(self._ways, self._width, dtype=np.int32)
        self._highs.changeColsBounds(len(columns), columns, low[columns], high[columns])
        cost = self._lines[0][0] - reached * self._under[0]
        for sign, end in ((1, 2), (-1, 3)):
            idle = (sign * cost[held] >= 0) & ~self._inside
            planes[idle[:, None] & np.isfinite(planes[..., end]), 2:] = -np.inf, np.inf
        self._put(planes)

    def _put(self, planes: Vector) -> None:
        """Change the planes that are not as the last box had them: by product, plane, and factors and ends."""
        coefficients, ends = planes[..., :2], planes[..., 2:]
        binding = np.asarray(np.isfinite(ends).any(axis=2))
        coefficients = np.where(binding[..., None], coefficients, self._coefficients)
        for at, plane in np.argwhere((coefficients != self._coefficients).any(axis=2)):
            row = len(self._rows) + at * PLANES + plane
            one, other, _ = self._held[at]
            first, second = coefficients[at, plane]
            if one == other:
                self._highs.changeCoeff(row, one, -(first + second))
            else:
                self._highs.changeCoeff(row, one, -first)
                self._highs.changeCoeff(row, other, -second)
        for at, plane in np.argwhere((ends != self._ends).any(axis=2)):
            self._highs.changeRowBounds(len(self._rows) + at * PLANES + plane, *ends[at, plane])
        self._coefficients, self._ends = coefficients, ends

    def _solved(self, guess: float) -> _Answer | None:
        """Solve it for what the ratio exceeds a guess by, times what it is over; None where the box is empty."""
        (over, plus), under, minus = self._lines[0], *self._under
        return self._most(over - guess * under, plus - guess * minus)

    @property
    def _under(self) -> tuple[Vector, float]:
        """What the ratio is over, by column, and its constant."""
        if self.ratio.beside is None:
            return self._lines[1]
        root = np.zeros(self._width)
        root[-1] = 1
        return root, 0.0

    def _most(self, cost: Vector, plus: float) -> _Answer | None:
        """Find the most that a sum of columns can be, as the multipliers of the rows prove it."""
        highs = self._highs
        highs.changeColsCost(self._width, np.arange(self._width, dtype=np.int32), -cost)
        solved = run(highs)
        if solved is None:  # without multipliers the ends of the columns prove something
            nothing = np.zeros(len(self._rows) + PLANES * len(self._held))
            return _Answer(self._proven(cost, nothing) + plus, (self._lowest + self._highest) / 2)
        if not solved:
            return None
        solution = highs.getSolution()
        return _Answer(self._proven(cost, -np.array(solution.row_dual)) + plus, np.array(solution.col_value))

    def _proven(self, cost: Vector, multipliers: Vector) -> float:
        """Add up what multipliers of the rows prove of a sum of columns: it is no more, whatever they are."""
        ends = np.vstack([self._row_ends, self._ends.reshape(-1, 2)])
        row_end = np.where(multipliers > 0, ends[:, 1], ends[:, 0])
        multipliers = np.where(np.isfinite(row_end), multipliers, 0.0)
        by_rows = multipliers * np.where(np.isfinite(row_end), row_end, 0.0)
        fixed, planes = multipliers[: len(self._rows)], multipliers[len(self._rows) :].reshape(-1, PLANES)
        used = fixed @ self._rows + self._by_planes(planes, self._coefficients)
        sizes = np.abs(fixed) @ self._sizes + self._by_planes(np.abs(planes), -np.abs(self._coefficients))
        left = cost - used
        by_columns = left * np.where(left > 0, self._highest, self._lowest)
        room = np.maximum(np.abs(self._highest), np.abs(self._lowest))
        rounding = np.abs(by_rows).sum() + ((np.abs(cost) + sizes) * room).sum()
        return float(by_rows.sum() + by_columns.sum() + ROUNDING * rounding)

    def _by_planes(self, multipliers: Vector, coefficients: Vector) -> Vector:
        """Add up what multipliers of the planes say of each column: factors less, products so much."""
        factors = -(multipliers[..., None] * coefficients).sum(axis=1).T
        shares = np.concatenate([factors.ravel(), multipliers.sum(axis=1)])
        found: Vector = np.bincount(self._columns, shares, self._width)
        return found

    def step(self, table: CountTable) -> float:
        """Say by how much a ratio that is above that of a table is above it at least: both are of whole numbers."""
        if self.ratio.beside is not None:
            return 0.0
        line, constant = self._under
        most = constant + float(np.where(line > 0, line * self._highest, line * self._lowest).sum())
        return 1 / (float(self.ratio.under.value(table)) * max(most * float(self._n) ** self._degree, 1.0))

    def _smallest_under(self) -> float:
        """Give the least that the ratio is over in any completion: no less than one council, or pair."""
        least = float(self._n) ** -self._degree
        if self.ratio.beside is not None:
            return max(least, float(self._lowest[-1]))
        line, constant = self._under
        if not line.any():
            return constant
        found = self._most(-line, -constant)
        return least if found is None else max(least, -found.most)

    def _ratio_at(self, numbers: Vector) -> float:
        """Give the ratio that an answer of the program has, as the planes have it."""
        (over, plus), (under, minus) = self._lines[0], self._under
        below = under @ numbers + minus
        return float((over @ numbers + plus) / below) if below > 0 else math.inf

    def _split(self, box: Box, numbers: Vector, guess: float) -> tuple[int, int] | None:
        """Choose the sum to split: the widest of the product that the planes miss by most."""
        cost = self._lines[0][0] - guess * self._under[0]
        missed = self._missed(numbers, cost)
        width = box.highest - box.lowest
        for at in np.argsort(-missed, kind="stable"):
            if missed[at] <= EXACT:
                break
            index = max(self._under_product(int(at)), key=lambda each: width[each])
            if width[index]:
                return index, self._cut(box, numbers, index)
        # The planes are exact here, so the answer is no completion: a sum of it is no whole number.
        values = numbers[self._ways : self._ways + len(self.sums)] * self._n
        apart = np.abs(values - np.rint(values))
        if not len(apart) or apart.max() < 1e-6:
            return None
        index = int(apart.argmax())
        return index, min(max(math.floor(values[index]), int(box.lowest[index])), int(box.highest[index]) - 1)

    def _missed(self, numbers: Vector, cost: Vector) -> Vector:
        """Say how far each product of an answer is from what its factors make, in what is asked for."""
        one, other, held = self._held.T
        made = numbers[one] * numbers[other]
        if self._margins:
            made[-1] = math.sqrt(max(made[-1], 0.0))
        weights = np.abs(cost[held])
        for line, _ in self._lines[1:] if self._margins else ():  # the root passes its weight on to both margins
            weights += np.abs(cost[-1] * line[held])
        for at, inside in self._nested:  # a product of products passes its weight on to them
            weights[inside] += weights[at] * np.abs(self._highest[other[at]])
        missed: Vector = weights * np.abs(numbers[held] - made)
        return missed

    def _under_product(self, at: int) -> list[int]:
        """List the sums that a product is made of, at last."""
        if at >= self._products:
            return sorted({place for side in self._margins for place in side})
        found: list[int] = []
        for place in self._held[at, :2]:
            inside = np.flatnonzero(self._held[:, 2] == place)
            found += self._under_product(int(inside[0])) if len(inside) else [int(place) - self._ways]
        return found

    def _cut(self, box: Box, numbers: Vector, index: int) -> int:
        """Say where to split a sum: between the middle of the box and where the answer is."""
        low, high = int(box.lowest[index]), int(box.highest[index])
        at = math.floor(0.5 * float(numbers[self._ways + index]) * self._n + 0.25 * (low + high))
        return min(max(at, low), high - 1)


def _products(ratio: Ratio) -> list[Product]:
    """List the products of a ratio, each after those that it is made of."""
    found: dict[Product, None] = {}

    def add(factor: Factor) -> None:
        if isinstance(factor, Product) and factor not in found:
            add(factor.one)
            add(factor.other)
            found[factor] = None

    for form in (ratio.over, ratio.under, ratio.beside):
        for _, factor in () if form is None else form.terms:
            add(factor)
    return list(found)


def _sums(products: list[Product]) -> tuple[CellSum, ...]:
    """List the sums that products are made of."""
    factors = (factor for each in products for factor in (each.one, each.other))
    return tuple(dict.fromkeys(factor for factor in factors if isinstance(factor, CellSum)))


def _most_of_each(facts: LinearRows) -> Vector:
    """Give a number that no way exceeds, from the facts that only add."""
    adds = (facts.matrix >= 0).all(axis=1) & np.isfinite(facts.highest)
    matrix, highest = facts.matrix[adds], facts.highest[adds]
    each: Vector = np.where(matrix > 0, highest[:, None] / np.maximum(matrix, 1), np.inf).min(axis=0)
    return each
