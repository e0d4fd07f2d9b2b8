"""Write a statistic of a table as a ratio of sums of products of sums of cells, which is what a search bounds.

C and D each sum the product of a cell and of all cells before it, in the same order or the opposite one; the pairs
untied on a side, and Gwet's disagreement, are squares of a margin; the disagreement expected is products of both
margins, and alpha has products of three sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product
from typing import TYPE_CHECKING

from crossregime.core.statistics import ChanceCorrected, ConcordanceBased, disagreement, largest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from crossregime.core.bounds.problem import Cell
    from crossregime.core.statistics import CountTable, Statistic

Sizes = tuple[int, int]


@dataclass(frozen=True)
class CellSum:
    """A sum of cells: how often each cell, row after row, is in it."""

    cells: tuple[int, ...]
    degree = 1

    def value(self, counts: Sequence[int]) -> int:
        """Work it out for the cells of a table, row after row."""
        return sum(often * count for often, count in zip(self.cells, counts, strict=True))


@dataclass(frozen=True)
class Product:
    """A product of two sums, or of a product and a sum."""

    one: Factor
    other: Factor

    @cached_property
    def degree(self) -> int:
        """How many sums are multiplied."""
        return self.one.degree + self.other.degree

    def value(self, counts: Sequence[int]) -> int:
        """Work it out for the cells of a table, row after row."""
        return self.one.value(counts) * self.other.value(counts)


Factor = CellSum | Product


@dataclass(frozen=True)
class ProductForm:
    """A whole number plus products and sums, each so often."""

    constant: int
    terms: tuple[tuple[int, Factor], ...] = ()

    @property
    def degree(self) -> int:
        """The largest number of sums that are multiplied in it."""
        return max((factor.degree for _, factor in self.terms), default=0)

    def value(self, table: CountTable) -> int:
        """Work it out for a table.

        >>> ProductForm(1, ((2, Product(CellSum((1, 1, 0, 0)), CellSum((0, 0, 1, 1)))),)).value([[1, 2], [3, 4]])
        43
        """
        cells = [count for row in table for count in row]
        return self.constant + sum(often * factor.value(cells) for often, factor in self.terms)


@dataclass(frozen=True)
class Ratio:
    """A statistic as `offset + scale * over / under`, where `scale` is above zero.

    Over the root of `under` times `beside` where there is a `beside`. In a completion with a value councils have two
    grades or more on each of the `sides` and, if `alike`, not all of them one and the same grade on both.
    """

    over: ProductForm
    under: ProductForm
    offset: float
    scale: float
    beside: ProductForm | None = None
    sides: tuple[int, ...] = ()
    alike: bool = False


def ratio_of(statistic: Statistic, sizes: Sizes, n: int, sign: int) -> Ratio:
    """Write a statistic (`sign` 1), or its negative (-1), of tables of that size and so many councils.

    >>> from crossregime.core.statistics import TAU_B
    >>> ratio, table = ratio_of(TAU_B, (2, 2), 4, 1), [[2, 1], [0, 1]]
    >>> [form.value(table) for form in (ratio.over, ratio.under, ratio.beside)], round(TAU_B.value(table), 4)
    ([2, 6, 8], 0.5774)
    """
    form, cells = statistic.form, _Cells(sizes)
    if isinstance(form, ConcordanceBased):
        return _concordance(statistic, form, cells, n, sign)
    assert isinstance(form, ChanceCorrected)  # noqa: S101  # nothing else is searched for by boxes
    if form.expected == "ranks":
        return _ranks(cells, n, sign)
    return _corrected(form, cells, n, sign)


class _Cells:
    """The sums that statistics are made of, in a table of that size."""

    def __init__(self, sizes: Sizes) -> None:
        self.rows, self.columns = sizes

    def of(self, weight: Callable[[int, int], int]) -> CellSum:
        """CellSum the cells, each so often."""
        return CellSum(tuple(int(weight(i, j)) for i, j in product(range(self.rows), range(self.columns))))

    def at(self, *cells: Cell) -> CellSum:
        """CellSum some cells."""
        return self.of(lambda i, j: (i, j) in cells)

    def before(self, cell: Cell) -> CellSum:
        """CellSum the cells that are worse on both sides."""
        return self.of(lambda i, j: i < cell[0] and j < cell[1])

    def across(self, cell: Cell) -> CellSum:
        """CellSum the cells that are worse on the first side and better on the second."""
        return self.of(lambda i, j: i < cell[0] and j > cell[1])

    def by_margins(self, first: Sequence[int], second: Sequence[int]) -> CellSum:
        """CellSum both margins, each grade so often."""
        return self.of(lambda i, j: first[i] + second[j])

    def margin(self, side: int) -> list[CellSum]:
        """Give how many councils have each grade of a side."""
        none = [0] * self.rows, [0] * self.columns
        units = _units(self.columns if side else self.rows)
        return [self.by_margins(none[0], unit) if side else self.by_margins(unit, none[1]) for unit in units]

    def pooled(self) -> list[CellSum]:
        """Give how often each grade was given on either side."""
        return [self.by_margins(unit, unit) for unit in _units(self.rows)]


def _units(size: int) -> list[list[int]]:
    return [[int(place == at) for place in range(size)] for at in range(size)]


def _concordance(statistic: Statistic, form: ConcordanceBased, cells: _Cells, n: int, sign: int) -> Ratio:
    """Write a statistic of C and D."""
    along: list[Factor] = []
    across: list[Factor] = []
    for cell in product(range(1, cells.rows), range(cells.columns)):
        if cell[1]:
            along.append(Product(cells.at(cell), cells.before(cell)))
        if cell[1] < cells.columns - 1:
            across.append(Product(cells.at(cell), cells.across(cell)))
    over = ProductForm(0, (*((sign, each) for each in along), *((-sign, each) for each in across)))
    if not form.over_untied:
        return Ratio(over, ProductForm(0, tuple((1, each) for each in (*along, *across))), 0.0, 1.0, sides=form.sides)
    untied = [_twice_untied(cells.margin(side), n) for side in form.sides]
    if not untied:
        return Ratio(over, ProductForm(1), 0.0, 1.0 / _under(statistic, cells, n))
    return Ratio(over, untied[0], 0.0, 2.0, untied[1] if len(untied) > 1 else None, form.sides)


def _under(statistic: Statistic, cells: _Cells, n: int) -> float:
    """Give what C - D is over, where that is a number."""
    table = [[0] * cells.columns for _ in range(cells.rows)]
    table[0][0] = n
    return float(statistic.parts(table)[1])


def _twice_untied(margin: Sequence[CellSum], n: int) -> ProductForm:
    """Count twice the pairs of councils that differ on a side."""
    return ProductForm(n * n, tuple((-1, Product(each, each)) for each in margin))


def _corrected(form: ChanceCorrected, cells: _Cells, n: int, sign: int) -> Ratio:
    """Write one less disagreement seen over disagreement expected, by the margins or by Gwet's formula."""
    size = cells.rows
    apart = disagreement(size, form.weights)
    seen = ProductForm(0, ((-sign, cells.of(lambda i, j: apart[i][j])),))
    if form.expected == "gwet":
        full = largest(size, form.weights)
        weight = sum(full - much for line in apart for much in line)
        flat = 4 * n * n * (size * (size - 1) * full - weight)
        under = ProductForm(flat, tuple((weight, Product(each, each)) for each in cells.pooled()))
        return Ratio(seen, under, float(sign), 4.0 * n * size * (size - 1))
    return Ratio(seen, _expected(apart, cells, n), float(sign), float(n), alike=True)


def _expected(apart: Sequence[Sequence[int]], cells: _Cells, n: int) -> ProductForm:
    """CellSum the disagreement of every two councils, one of each margin, by products of the cumulative margins.

    Where all different grades are as far apart, that is all councils but those at the same grade. Elsewhere each two
    cuts count for how disagreement bends there. Cuts of the first margin that bend alike make one product: of
    squared steps there is one in all.
    """
    last, none = cells.rows - 1, [0] * cells.rows
    apart_by = {apart[one][other] for one, other in combinations(range(cells.rows), 2)}
    if len(apart_by) == 1:
        (much,) = apart_by
        both = zip(cells.margin(0), cells.margin(1), strict=True)
        return ProductForm(much * n * n, tuple((-much, Product(first, second)) for first, second in both))
    bends: dict[tuple[int, ...], list[int]] = {}
    for cut in range(last):
        rises = [apart[cut][grade] - apart[cut + 1][grade] for grade in range(cells.rows)]
        bends.setdefault(tuple(rises[grade] - rises[grade + 1] for grade in range(last)), []).append(cut)
    terms: list[tuple[int, Factor]] = []
    for line, cuts in bends.items():
        if any(line):
            first = [sum(grade <= cut for cut in cuts) for grade in range(cells.rows)]
            second = [sum(line[grade:]) for grade in range(cells.rows)]
            terms.append((1, Product(cells.by_margins(first, none), cells.by_margins(none, second))))
    # The rest is linear in each margin: the disagreement of each grade with the last.
    to_last = [line[last] for line in apart]
    return ProductForm(0, (*terms, (n, cells.by_margins(to_last, to_last))))


def _ranks(cells: _Cells, n: int, sign: int) -> Ratio:
    """Write Krippendorff's alpha by mid-ranks: one less disagreement seen over disagreement expected.

    Two grades are as far apart as the steps between them, which are pooled margins, and that is squared. The
    disagreement expected is 2N/3 times the cube of N = 2n less the cubes of the pooled margin.
    """
    doubled = 2 * n
    terms: list[tuple[int, Factor]] = []
    for one, other in combinations(range(cells.rows), 2):
        between = [1 if grade in (one, other) else 2 * (one < grade < other) for grade in range(cells.rows)]
        apart = cells.by_margins(between, between)
        terms.append((-sign, Product(Product(apart, apart), cells.at((one, other), (other, one)))))
    under = ProductForm(doubled**3, tuple((-1, Product(Product(each, each), each)) for each in cells.pooled()))
    return Ratio(ProductForm(0, tuple(terms)), under, float(sign), 3.0 * (doubled - 1) / doubled, alike=True)
