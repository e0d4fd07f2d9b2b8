"""Sum the observed disagreement of two judgements on one scale, and that expected by chance.

Disagreement between two grades is a whole number that grows with how far apart they are, so that all sums are exact.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.arguments import check_choice, listed
from crossregime.core.errors import UsageError
from crossregime.core.statistics.counts import numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from crossregime.core.statistics.cells import Cells

NamedWeights = Literal["unweighted", "linear", "quadratic", "gwet-ordinal"]
Weights = NamedWeights | Sequence[Sequence[float]]
"""Weights by name, or a matrix of agreement weights: 1 on the diagonal, from 0 to 1 elsewhere."""

_DISAGREEMENT: dict[str, Callable[[int], int]] = {
    "unweighted": lambda steps: int(steps > 0),
    "linear": lambda steps: steps,
    "quadratic": lambda steps: steps * steps,
    "gwet-ordinal": lambda steps: steps * (steps + 1) // 2,
}


def disagreement(size: int, weights: Weights) -> list[list[Any]]:
    """Return the disagreement of each two grades of a scale as integers (0 for the same grade).

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
    """Return the greatest disagreement: that of the two ends of the scale, or 1 for a matrix."""
    return _DISAGREEMENT[weights](size - 1) if isinstance(weights, str) else 1


def seen(table: Cells, apart: Cells) -> Any:
    """Sum the disagreement of every council."""
    return sum(
        count * much for row, line in zip(table, apart, strict=True) for count, much in zip(row, line, strict=True)
    )


def expected_by_margins(rows: Sequence[Any], columns: Sequence[Any], apart: Cells) -> Any:
    """Sum the disagreement over every pair of one council from each margin."""
    return sum(
        row * column * much
        for row, line in zip(rows, apart, strict=True)
        for column, much in zip(columns, line, strict=True)
    )


def expected_by_gwet(both: Sequence[Any], apart: Cells, most: int) -> Any:
    """Return 4 n^2 q (q - 1) M (1 - pe) of Gwet's pe, M the full disagreement: a whole number."""
    size = len(both)
    doubled = sum(both)
    weight = sum(most - much for line in apart for much in line)
    spread = sum(each * (doubled - each) for each in both)
    return doubled * doubled * size * (size - 1) * most - weight * spread


def pooled(rows: Sequence[Any], columns: Sequence[Any]) -> list[Any]:
    """Count how often each grade was given on both sides together."""
    return [row + column for row, column in zip(rows, columns, strict=True)]


def rank_distances(both: Sequence[Any]) -> list[list[Any]]:
    """Return four times the squared difference of the mid-ranks of each two grades.

    >>> rank_distances([1, 2, 3])
    [[0, 9, 64], [9, 0, 25], [64, 25, 0]]
    """
    middle, before = [], 0
    for each in both:
        middle.append(2 * before + each)
        before = before + each
    return [[(one - other) * (one - other) for other in middle] for one in middle]


def checked_weights(weights: Any, *, any_unit: bool) -> Any:
    """Check weights: a name, or a matrix, which is given back as one of agreement weights.

    With `any_unit` weights of any unit are put from 0 to 1, and those of disagreement (zeros on the diagonal, as in
    Cohen 1968) turned into agreement.
    """
    if isinstance(weights, str):
        known = ("unweighted", "identity", "linear", "quadratic", "gwet-ordinal")
        check_choice(weights, known, f"there are no weights '{weights}'", do=f"take {', '.join(known)} or a matrix")
        return "unweighted" if weights == "identity" else weights
    how = "give a row and a column of numbers for each grade"
    rows = [numbers(row) for row in listed(weights, "weights", how)]
    if not rows or any(row is None or not all(map(math.isfinite, row)) for row in rows):
        raise UsageError("the weights are not a matrix of numbers", do=how)
    if any(row is None or len(row) != len(rows) for row in rows):
        raise UsageError("the weights are not a square matrix", do=how)
    matrix = [row for row in rows if row is not None]
    same = {row[grade] for grade, row in enumerate(matrix)}
    cells = [cell for row in matrix for cell in row]
    if same == {1.0} and min(cells) >= 0 and max(cells) <= 1:
        return matrix
    if not any_unit:
        raise UsageError(
            "these are not agreement weights",
            do="give 1 on the diagonal and from 0 to 1 elsewhere: of weights of disagreement v, 1 - v / (the largest"
            " v); of agreement weights w in another unit, (w - the lowest) / (the highest - the lowest)",
        )
    top = matrix[0][0]
    if len(same) == 1 and (max(cells) == top or (top == 0 and min(cells) == 0)):
        most = max(abs(cell - top) for cell in cells) or 1.0
        return [[1 - abs(cell - top) / most for cell in row] for row in matrix]
    raise UsageError(
        "these are weights neither of agreement nor of disagreement",
        do="of agreement: one number on the diagonal and none above it elsewhere; of disagreement: zeros on the"
        " diagonal and numbers from 0 elsewhere",
    )
