"""Measure association in a table of two ordinal judgements.

A table is a list of rows of whole numbers, worst grade first on both sides, with a row or column for every
declared grade. C counts the pairs of councils that the two judgements put in the same order, D those that
they put in opposite orders; S is C - D. Each statistic is a numerator over a denominator; both are worked
out by sums and products alone, so that a cell may also be an array: the counts of that cell in many tables.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    import numpy as np

CountTable = Sequence[Sequence[int]]
Cells = Sequence[Sequence[Any]]
"""A table whose cells are whole numbers, or arrays of one length: many tables at once."""
Vector: TypeAlias = "np.ndarray[Any, Any]"
"""An array of numbers; numpy is loaded only where one is made."""


@dataclass(frozen=True, slots=True)
class Undefined:
    """Say why a statistic has no value, instead of giving NaN: in a sentence, and as a code for programs."""

    reason: str
    code: str


FEW = Undefined("fewer than two councils have both grades known", "too_few")
TIED = tuple(
    Undefined(f"all councils with both grades known have the same grade in the {side}", f"one_grade_{side}")
    for side in ("first", "second")
)
SINGLE = Undefined("a scale of one grade puts nothing in order", "single_grade_scale")
ALL_TIED = Undefined("every two councils are tied in one judgement or the other", "all_tied")


def concordance(table: Cells) -> tuple[Any, Any]:
    """Count concordant and discordant pairs (C, D).

    >>> concordance([[2, 0], [0, 3]])
    (6, 0)
    """
    concordant = discordant = 0
    columns = len(table[0])
    below = [0] * columns  # councils in all rows above this one, by column
    for row in table:
        left, right = 0, sum(below)
        for column, count in enumerate(row):
            right = right - below[column]
            concordant = concordant + count * left
            discordant = discordant + count * right
            left = left + below[column]
        below = [old + new for old, new in zip(below, row, strict=True)]
    return concordant, discordant


def margins(table: Cells) -> tuple[list[Any], list[Any]]:
    """Sum the rows and the columns.

    >>> margins([[1, 2], [3, 4]])
    ([3, 7], [4, 6])
    """
    return [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]


def untied(margin: Sequence[Any]) -> Any:
    """Count the pairs of councils that differ in one judgement, from how many have each grade.

    >>> untied([2, 3])
    6
    """
    n = sum(margin)
    return _half(n * n - sum(size * size for size in margin))


def tau_a(table: CountTable) -> float | Undefined:
    """Compute Kendall's tau-a (Kendall 1938): S / (n (n - 1) / 2), ties left in.

    Gives Degenerate where fewer than two councils are paired.

    >>> round(tau_a([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]]), 7)
    0.2068323
    """
    return _value(tau_a_parts(table), _too_few(table))


def tau_b(table: CountTable) -> float | Undefined:
    """Compute Kendall's tau-b (Kendall 1945): S / sqrt((n0 - n1)(n0 - n2)), ties on either side taken out.

    n0 counts all pairs of councils, n1 those tied on the first judgement, n2 those tied on the second. Gives
    Degenerate where fewer than two councils are paired or one side has a single grade.

    >>> round(tau_b([[1, 1, 1, 0], [2, 2, 3, 2], [5, 5, 1, 4], [1, 1, 0, 4]]), 4)
    0.1404
    """
    return _value(tau_b_parts(table), _too_few(table) or _one_grade(table))


def tau_c(table: CountTable) -> float | Undefined:
    """Compute Stuart's tau-c (1953): S / (n^2 (m - 1) / 2m), m the smaller number of declared grades.

    The declared grades count whether or not a council has them, so that m is the same in every completion.
    Gives Degenerate where fewer than two councils are paired or one scale has a single grade.

    >>> round(tau_c([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]]), 7)
    0.4110953
    """
    single = None if min(len(table), len(table[0])) > 1 else SINGLE
    return _value(tau_c_parts(table), single or _too_few(table))


def gamma(table: CountTable) -> float | Undefined:
    """Compute Goodman and Kruskal's gamma (1954): (C - D) / (C + D), tied pairs left out.

    Gives Degenerate where every pair of councils is tied on one side or the other.

    >>> round(gamma([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]]), 7)
    0.5313123
    """
    return _value(gamma_parts(table), _too_few(table) or _one_grade(table))


def somers_d(table: CountTable, dependent: Literal["first", "second"] = "second") -> float | Undefined:
    """Compute Somers' D (Somers 1962): S over the pairs of councils that differ in the independent judgement.

    `dependent` is the judgement that is explained: "second" (the columns; scipy's choice, D(C|R) in SAS) or
    "first" (the rows, D(R|C)). Gives Degenerate where fewer than two councils are paired or the independent
    judgement has a single grade.

    >>> round(somers_d([[26, 26, 23, 18, 9], [6, 7, 9, 14, 23]]), 4)
    0.4427
    """
    side = 0 if dependent == "second" else 1
    parts = somers_d_columns_parts if dependent == "second" else somers_d_rows_parts
    return _value(parts(table), _too_few(table) or _one_grade(table, sides=(side,)))


def tau_a_parts(table: Cells) -> tuple[Any, Any]:
    """Give the numerator and the denominator of tau-a."""
    concordant, discordant = concordance(table)
    n = sum(map(sum, table))
    return concordant - discordant, _half(n * (n - 1))


def tau_b_parts(table: Cells) -> tuple[Any, Any]:
    """Give the numerator and the denominator of tau-b."""
    concordant, discordant = concordance(table)
    rows, columns = margins(table)
    product = untied(rows) * untied(columns)
    return concordant - discordant, math.sqrt(product) if isinstance(product, int) else product**0.5


def tau_c_parts(table: Cells) -> tuple[Any, Any]:
    """Give the numerator and the denominator of tau-c."""
    concordant, discordant = concordance(table)
    n, m = sum(map(sum, table)), min(len(table), len(table[0]))
    return concordant - discordant, n * n * (m - 1) / (2 * m)


def gamma_parts(table: Cells) -> tuple[Any, Any]:
    """Give the numerator and the denominator of gamma."""
    concordant, discordant = concordance(table)
    return concordant - discordant, concordant + discordant


def somers_d_columns_parts(table: Cells) -> tuple[Any, Any]:
    """Give the numerator and the denominator of Somers' D with the second judgement dependent."""
    concordant, discordant = concordance(table)
    return concordant - discordant, untied(margins(table)[0])


def somers_d_rows_parts(table: Cells) -> tuple[Any, Any]:
    """Give the numerator and the denominator of Somers' D with the first judgement dependent."""
    concordant, discordant = concordance(table)
    return concordant - discordant, untied(margins(table)[1])


def _half(even: Any) -> Any:
    """Halve an even number, exactly where it is whole: a complex number has no whole division."""
    try:
        return even // 2
    except TypeError:
        return even / 2


def _value(parts: tuple[Any, Any], why: Undefined | None) -> float | Undefined:
    return why or (float(parts[0] / parts[1]) if parts[1] else ALL_TIED)


def _too_few(table: CountTable) -> Undefined | None:
    return FEW if sum(map(sum, table)) < 2 else None


def _one_grade(table: CountTable, sides: Sequence[int] = (0, 1)) -> Undefined | None:
    both = margins(table)
    return next((TIED[side] for side in sides if not untied(both[side])), None)
