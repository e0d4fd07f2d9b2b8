"""Measure association in a table of two ordinal judgements.

A table is a list of rows of whole numbers, worst grade first on both sides. C counts the pairs of councils
that the two judgements put in the same order, D those that they put in opposite orders.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Table = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Degenerate:
    """Say why a statistic has no value, instead of giving NaN."""

    reason: str


def concordance(table: Table) -> tuple[int, int]:
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
            right -= below[column]
            concordant += count * left
            discordant += count * right
            left += below[column]
        below = [old + new for old, new in zip(below, row, strict=True)]
    return concordant, discordant


def tau_b(table: Table) -> float | Degenerate:
    """Compute Kendall's tau-b (Kendall 1945): (C - D) / sqrt((n0 - n1)(n0 - n2)), ties on either side taken out.

    n0 counts all pairs of councils, n1 those tied on the first judgement, n2 those tied on the second. Gives
    Degenerate where fewer than two councils are paired or one side has a single grade.

    >>> round(tau_b([[1, 1, 1, 0], [2, 2, 3, 2], [5, 5, 1, 4], [1, 1, 0, 4]]), 4)
    0.1404
    """
    rows = [sum(row) for row in table]
    columns = [sum(column) for column in zip(*table, strict=True)]
    n = sum(rows)
    if n < 2:
        return Degenerate("fewer than two councils are paired")
    everything = n * (n - 1) // 2
    untied = [everything - sum(size * (size - 1) // 2 for size in margin) for margin in (rows, columns)]
    for side, pairs in zip(("first", "second"), untied, strict=True):
        if not pairs:
            return Degenerate(f"every paired council has the same grade in the {side}")
    concordant, discordant = concordance(table)
    return (concordant - discordant) / math.sqrt(untied[0] * untied[1])
