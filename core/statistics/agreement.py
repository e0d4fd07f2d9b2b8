"""Measure agreement in a table of two judgements on a common scale.

Rows and columns are the declared grades of the one scale, worst first. Every measure but percent agreement
is one minus a ratio: disagreement seen over disagreement expected. Disagreement between two grades is a whole
number that grows with how far apart they are, so that all sums are exact. As in `association`, a cell may be
an array: the counts of that cell in many tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.errors import UsageError
from crossregime.core.statistics.association import Cells, CountTable, Undefined, margins

if TYPE_CHECKING:
    from collections.abc import Callable

NamedWeights = Literal["unweighted", "linear", "quadratic", "gwet-ordinal"]
Weights = NamedWeights | Sequence[Sequence[float]]
"""Weights by name, or a matrix of agreement weights: 1 on the diagonal, from 0 to 1 elsewhere."""
SAME = Undefined("all councils with both grades known have one and the same grade in both", "same_grade")
NONE = Undefined("no council has both grades known", "no_pairs")
NO_CHANCE = Undefined("by chance alone no disagreement is expected, so there is nothing to set it against", "no_chance")
SINGLE = Undefined("a scale of one grade leaves nothing to disagree on", "single_grade_scale")

_DISAGREEMENT: dict[str, Callable[[int], int]] = {
    "unweighted": lambda steps: int(steps > 0),
    "linear": lambda steps: steps,
    "quadratic": lambda steps: steps * steps,
    "gwet-ordinal": lambda steps: steps * (steps + 1) // 2,
}


def disagreement(size: int, weights: Weights) -> list[list[Any]]:
    """Say how much each two of so many grades disagree, as whole numbers (nought for the same grade).

    "unweighted" counts any difference as one, "linear" the steps between, "quadratic" their square,
    "gwet-ordinal" the pairs of grades from one to the other (Gwet 2014). Agreement weights are one minus these over
    the largest of them; of a matrix of agreement weights the disagreement is one minus each. Raises UsageError
    for a matrix of another size.

    >>> disagreement(3, "gwet-ordinal")
    [[0, 1, 3], [1, 0, 1], [3, 1, 0]]
    """
    if not isinstance(weights, str):
        if len(weights) != size:
            raise UsageError(f"weights of {len(weights)} grades don't fit a scale of {size}",
                             do="give a row and a column for each declared grade")  # fmt: skip
        return [[1 - weight for weight in row] for row in weights]
    rule = _DISAGREEMENT[weights]
    return [[rule(abs(i - j)) for j in range(size)] for i in range(size)]


def largest(size: int, weights: Weights) -> int:
    """Give the disagreement that counts as full: that of the two ends of the scale, or 1 for a matrix."""
    return _DISAGREEMENT[weights](size - 1) if isinstance(weights, str) else 1


def percent_agreement(table: CountTable) -> float | Undefined:
    """Compute the share of councils with the same grade in both, from 0 to 1.

    Gives Degenerate where no council is paired; raises ValueError for a table that isn't square.

    >>> percent_agreement([[3, 1], [0, 4]])
    0.875
    """
    return _value(percent_agreement_parts(table), _empty(table))


def kappa(table: CountTable, weights: Weights = "unweighted") -> float | Undefined:
    """Compute Cohen's kappa (1960), or his weighted kappa (1968): one minus disagreement over the expected.

    Expected: if the two judgements were independent, each with its own margin. Gives Degenerate where no
    council is paired or all have one and the same grade; raises ValueError for a table that isn't square.

    >>> round(kappa([[88, 14, 18], [10, 40, 10], [2, 6, 12]]), 3)
    0.492
    """
    return _value(kappa_parts(table, weights), _empty(table) or _same(table))


def ac(table: CountTable, weights: Weights = "unweighted") -> float | Undefined:
    """Compute Gwet's AC1 (2008), or with weights his AC2 (2014).

    Chance agreement is T sum p(1 - p) / (q (q - 1)): q grades, p the mean share of each over the two
    judgements, T the sum of the agreement weights. Gives Degenerate where no council is paired or the scale
    has one grade; raises ValueError for a table that isn't square.

    >>> round(ac([[13, 0, 0], [0, 20, 7], [0, 4, 56]]), 7)
    0.8493305
    """
    return _value(ac_parts(table, weights), (None if len(table) > 1 else SINGLE) or _empty(table))


def alpha_ordinal(table: CountTable) -> float | Undefined:
    """Compute Krippendorff's ordinal alpha for two judgements of every council, none missing.

    The squared difference of two grades is that of their mid-ranks among all grades given on both sides
    (Krippendorff 2011, section F). Gives Degenerate where no council is paired or all have one and the same
    grade; raises ValueError for a table that isn't square.

    >>> round(alpha_ordinal([[2, 1], [0, 3]]), 4)
    0.6857
    """
    return _value(alpha_ordinal_parts(table), _empty(table) or _same(table))


def percent_agreement_parts(table: Cells) -> tuple[Any, Any]:
    """Give the numerator and the denominator of percent agreement."""
    _check_square(table)
    return sum(row[grade] for grade, row in enumerate(table)), sum(map(sum, table))


def kappa_parts(table: Cells, weights: Weights) -> tuple[Any, Any]:
    """Give the numerator and the denominator of kappa."""
    _check_square(table)
    apart = disagreement(len(table), weights)
    rows, columns = margins(table)
    expected = expected_by_margins(rows, columns, apart)
    return expected - sum(rows) * seen(table, apart), expected


def ac_parts(table: Cells, weights: Weights) -> tuple[Any, Any]:
    """Give the numerator and the denominator of AC1 or AC2."""
    _check_square(table)
    apart = disagreement(len(table), weights)
    rows, columns = margins(table)
    n, size = sum(rows), len(table)
    possible = expected_by_gwet(pooled(rows, columns), apart, largest(size, weights))
    return possible - 4 * n * size * (size - 1) * seen(table, apart), possible


def alpha_ordinal_parts(table: Cells) -> tuple[Any, Any]:
    """Give the numerator and the denominator of ordinal alpha."""
    _check_square(table)
    rows, columns = margins(table)
    both = pooled(rows, columns)
    apart = rank_distances(both)
    expected = expected_by_margins(both, both, apart)
    return expected - 2 * (2 * sum(rows) - 1) * seen(table, apart), expected


def seen(table: Cells, apart: Cells) -> Any:
    """Sum the disagreement of every council."""
    return sum(
        count * much for row, line in zip(table, apart, strict=True) for count, much in zip(row, line, strict=True)
    )


def expected_by_margins(rows: Sequence[Any], columns: Sequence[Any], apart: Cells) -> Any:
    """Sum the disagreement over every way to take one council from each margin."""
    return sum(
        row * column * much
        for row, line in zip(rows, apart, strict=True)
        for column, much in zip(columns, line, strict=True)
    )


def expected_by_gwet(both: Sequence[Any], apart: Cells, most: int) -> Any:
    """Give 4 n^2 q (q - 1) M (1 - pe) of Gwet's pe, M the full disagreement: a whole number."""
    size = len(both)
    doubled = sum(both)
    weight = sum(most - much for line in apart for much in line)
    spread = sum(each * (doubled - each) for each in both)
    return doubled * doubled * size * (size - 1) * most - weight * spread


def pooled(rows: Sequence[Any], columns: Sequence[Any]) -> list[Any]:
    """Count how often each grade was given on either side."""
    return [row + column for row, column in zip(rows, columns, strict=True)]


def rank_distances(both: Sequence[Any]) -> list[list[Any]]:
    """Give four times the squared difference of the mid-ranks of each two grades.

    >>> rank_distances([1, 2, 3])
    [[0, 9, 64], [9, 0, 25], [64, 25, 0]]
    """
    middle, before = [], 0
    for each in both:
        middle.append(2 * before + each)
        before = before + each
    return [[(one - other) * (one - other) for other in middle] for one in middle]


def _check_square(table: Cells) -> None:
    if len(table) != len(table[0]):
        grades = f"{len(table)} by {len(table[0])} grades"
        raise ValueError(f"agreement needs one scale on both sides, not {grades}")


def _value(parts: tuple[Any, Any], why: Undefined | None) -> float | Undefined:
    return why or (float(parts[0] / parts[1]) if parts[1] else NO_CHANCE)


def _empty(table: CountTable) -> Undefined | None:
    return None if any(map(sum, table)) else NONE


def _same(table: CountTable) -> Undefined | None:
    n = sum(map(sum, table))
    return SAME if any(row[grade] == n for grade, row in enumerate(table)) else None
