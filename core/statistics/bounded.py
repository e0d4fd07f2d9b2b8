"""Define the statistics that can be bounded, and what a search for their bounds must know.

Tests, standard errors and the polychoric correlation have no bounds.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from crossregime.core.frozen import frozen
from crossregime.core.statistics.cells import NONE, Undefined
from crossregime.core.statistics.weights import Weights, disagreement

if TYPE_CHECKING:
    from collections.abc import Callable

    from crossregime.core.statistics.cells import Check, CountTable, Parts

BoundedFamily = Literal["association", "agreement", "change", "contrast"]


@frozen
class ConcordanceBased:
    """A statistic that increases with C and decreases with D, for given margins.

    It is C - D over a number, or over the pairs untied on the `sides` (their geometric mean where there are
    two); or, as gamma is, over C + D. It has no value where one of the `sides` has a single grade.
    """

    sides: tuple[int, ...]
    over_untied: bool = True


@frozen
class Linear:
    """A weighted sum of cells, divided by the number of pairs or by one.

    The weights are 0 and 1, or supermodular (see `Statistic.ordered`).
    """

    weight: Callable[[int, int], int]


@frozen
class ChanceCorrected:
    """One minus observed over expected disagreement, where the expected disagreement depends on the margins alone.

    `expected` is by each side's own margin, by Gwet's formula, or by the mid-ranks of all grades given (which
    then decide the disagreement of two grades too). It has no value where all councils have one and the same
    grade, save under Gwet's formula.
    """

    weights: Weights
    expected: Literal["margins", "gwet", "ranks"]


@frozen
class ContrastForm:
    """The contrast of two groups of rows at some columns: the measure, the rows of each group, and the columns."""

    measure: Literal["difference", "ratio", "odds_ratio", "superiority"]
    given: tuple[int, ...]
    against: tuple[int, ...]
    then: tuple[int, ...]


@frozen
class Statistic:
    """A statistic of a table: its id, its title, its family and how it is computed.

    `parts` gives the numerator and the denominator, also of many tables at once; `lacks` are the reasons why a table
    may have no value, looked for in order, and `zero` the reason where the denominator is zero. Those of the
    families agreement and change need a common scale. `counts` says that it is a number of councils.
    """

    id: str
    title: str
    family: BoundedFamily
    parts: Parts
    form: ConcordanceBased | Linear | ChanceCorrected | ContrastForm
    lacks: tuple[Check, ...] = ()
    zero: Undefined = NONE
    counts: bool = False

    def value(self, table: CountTable) -> float | Undefined:
        """Compute the value for one table, or say why there is none.

        Raises ValueError where the two sides of the table cannot be on the one scale that it needs.
        """
        if self.family in ("agreement", "change") and len(table) != len(table[0]):
            raise ValueError(f"{self.id} needs one scale on both sides, not {len(table)} by {len(table[0])} grades")
        for check in self.lacks:
            if (why := check(table)) is not None:
                return why
        numerator, denominator = self.parts(table)
        if not denominator:
            return self.zero
        return int(numerator) if self.counts else float(numerator / denominator)

    def number(self, table: CountTable) -> float:
        """Return the value of a table that has one: a whole number where it is one of councils."""
        value = self.value(table)
        assert not isinstance(value, Undefined), value  # noqa: S101  # the caller knows that it has one
        return int(value) if self.counts else value

    @property
    def may_lack_value(self) -> bool:
        """Tell whether having a value depends on the cells, not only on the numbers of pairs and grades."""
        if isinstance(self.form, ConcordanceBased):
            return bool(self.form.sides)
        if isinstance(self.form, ChanceCorrected):
            return self.form.expected != "gwet"
        return isinstance(self.form, ContrastForm)

    def greatest(self, sign: int) -> float:
        """Give a number that its value (sign 1), or its negative (-1), is never above; infinity where there is none.

        Kappa and alpha are never below -1: each is a mean of those of the scale cut in two, or over distances.
        """
        if isinstance(self.form, ConcordanceBased):
            return 1.0
        if isinstance(self.form, ChanceCorrected) and (sign > 0 or self.form.expected != "gwet"):
            return 1.0
        return math.inf

    def ordered(self, sizes: tuple[int, int]) -> bool:
        """Tell whether it increases with every entry of the cumulative table, for given margins.

        So does association, and so does any sum of cells whose weights are supermodular: both ends of a step down the
        diagonal weigh at least what both ends of a step across it do.
        """
        form = self.form
        if isinstance(form, ConcordanceBased):
            return True
        if isinstance(form, ContrastForm):
            return False  # of two groups of rows, not of all
        if isinstance(form, Linear):
            weights = [[form.weight(i, j) for j in range(sizes[1])] for i in range(sizes[0])]
        elif form.expected == "ranks":
            return True  # the squared distance of two mid-ranks, which the margins fix
        else:
            weights = [[-apart for apart in row] for row in disagreement(sizes[0], form.weights)]
        return all(
            weights[i][j] + weights[i + 1][j + 1] >= weights[i + 1][j] + weights[i][j + 1]
            for i in range(sizes[0] - 1)
            for j in range(sizes[1] - 1)
        )
