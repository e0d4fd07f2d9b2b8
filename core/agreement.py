"""Measure agreement in a table of two judgements on a common scale.

Rows and columns are the declared grades of the one scale, worst first. Every measure but percent agreement
is one minus a ratio: disagreement seen over disagreement expected. Disagreement between two grades is a whole
number that grows with how far apart they are, so that all sums are exact. As in `association`, a cell may be
an array: the counts of that cell in many tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from crossregime.core.association import Cells, Degenerate, Table, margins

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Weights = Literal["unweighted", "linear", "quadratic", "ordinal"]
SAME = "every paired council has the same grade in both"
NONE = "no council is paired"

_DISAGREEMENT: dict[str, Callable[[int], int]] = {
    "unweighted": lambda steps: int(steps > 0),
    "linear": lambda steps: steps,
    "quadratic": lambda steps: steps * steps,
    "ordinal": lambda steps: steps * (steps + 1) // 2,
}


def disagreement(size: int, weights: Weights) -> list[list[int]]:
    """Say how much each two of so many grades disagree, as whole numbers (nought for the same grade).

    "unweighted" counts any difference as one, "linear" the steps between, "quadratic" their square,
    "ordinal" the pairs of grades from one to the other (Gwet 2014, his ordinal weights). Agreement weights
    are one minus these over the largest of them.

    >>> disagreement(3, "ordinal")
    [[0, 1, 3], [1, 0, 1], [3, 1, 0]]
    """
    rule = _DISAGREEMENT[weights]
    return [[rule(abs(i - j)) for j in range(size)] for i in range(size)]


def percent_agreement(table: Table) -> float | Degenerate:
    """Compute the share of councils with the same grade in both, from 0 to 1.

    Gives Degenerate where no council is paired; raises ValueError for a table that isn't square.

    >>> percent_agreement([[3, 1], [0, 4]])
    0.875
    """
    return _value(percent_agreement_parts(table), _empty(table))


def kappa(table: Table, weights: Weights = "unweighted") -> float | Degenerate:
    """Compute Cohen's kappa (1960), or his weighted kappa (1968): one minus disagreement over the expected.

    Expected: if the two judgements were independent, each with its own margin. Gives Degenerate where no
    council is paired or all have one and the same grade; raises ValueError for a table that isn't square.

    >>> round(kappa([[88, 14, 18], [10, 40, 10], [2, 6, 12]]), 3)
    0.492
    """
    return _value(kappa_parts(table, weights), _empty(table) or _same(table))


def gwet_ac(table: Table, weights: Weights = "unweighted") -> float | Degenerate:
    """Compute Gwet's AC1 (2008), or with weights his AC2 (2014).

    Chance agreement is T sum p(1 - p) / (q (q - 1)): q grades, p the mean share of each over the two
    judgements, T the sum of the agreement weights. Gives Degenerate where no council is paired or the scale
    has one grade; raises ValueError for a table that isn't square.

    >>> round(gwet_ac([[13, 0, 0], [0, 20, 7], [0, 4, 56]]), 7)
    0.8493305
    """
    single = "" if len(table) > 1 else "a scale of one grade leaves nothing to disagree on"
    return _value(gwet_ac_parts(table, weights), single or _empty(table))


def krippendorff_alpha(table: Table) -> float | Degenerate:
    """Compute Krippendorff's ordinal alpha for two judgements of every council, none missing.

    The squared difference of two grades is that of their mid-ranks among all grades given on both sides
    (Krippendorff 2011, section F). Gives Degenerate where no council is paired or all have one and the same
    grade; raises ValueError for a table that isn't square.

    >>> round(krippendorff_alpha([[2, 1], [0, 3]]), 4)
    0.6857
    """
    return _value(krippendorff_alpha_parts(table), _empty(table) or _same(table))


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


def gwet_ac_parts(table: Cells, weights: Weights) -> tuple[Any, Any]:
    """Give the numerator and the denominator of AC1 or AC2."""
    _check_square(table)
    apart = disagreement(len(table), weights)
    rows, columns = margins(table)
    n, size = sum(rows), len(table)
    possible = expected_by_gwet(pooled(rows, columns), apart)
    return possible - 4 * n * size * (size - 1) * seen(table, apart), possible


def krippendorff_alpha_parts(table: Cells) -> tuple[Any, Any]:
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


def expected_by_gwet(both: Sequence[Any], apart: Table) -> Any:
    """Give 4 n^2 q (q - 1) M (1 - pe) of Gwet's pe, M the largest disagreement: a whole number."""
    size, most = len(both), max(map(max, apart))
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


def _value(parts: tuple[Any, Any], reason: str) -> float | Degenerate:
    return Degenerate(reason) if reason else float(parts[0] / parts[1])


def _empty(table: Table) -> str:
    return "" if any(map(sum, table)) else NONE


def _same(table: Table) -> str:
    n = sum(map(sum, table))
    return SAME if any(row[grade] == n for grade, row in enumerate(table)) else ""
