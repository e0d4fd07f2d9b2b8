"""Test symmetry and marginal homogeneity in a table of two judgements on one scale.

Symmetry asks whether as many councils moved from i to j as from j to i; homogeneity only whether both judgements have
the same distribution. The two differ: symmetry implies homogeneity, not the other way round. The tests look only at the
counts of the table, and have no bounds.
"""

from __future__ import annotations

import math
from fractions import Fraction

from crossregime.core.frozen import frozen
from crossregime.core.statistics.cells import CountTable, Undefined, margins
from crossregime.core.statistics.measured import Significance, examination
from crossregime.core.statistics.record import LARGE

__all__ = ["bhapkar", "bowker", "stuart_maxwell"]

NO_MOVES = Undefined("none has another grade in the second than in the first", "no_moves")
ALL_MOVE = Undefined(
    "every move counted is in the same direction within its pair of grades, so the variance is zero", "no_variance"
)


def chi2_p(statistic: float, df: int) -> float:
    """Return the upper tail probability of a chi-squared variable."""
    from scipy.special import chdtrc

    return float(chdtrc(df, statistic))


def off_diagonal(table: CountTable) -> list[tuple[int, int, int, int]]:
    """List every two grades i < j with the councils that moved up (i to j) and down (j to i)."""
    size = len(table)
    return [(i, j, table[i][j], table[j][i]) for i in range(size) for j in range(i + 1, size)]


@examination(
    title="Bowker's test of symmetry",
    about="Asks whether for every two grades as many councils moved from one to the other as back (symmetry). Symmetry"
    " is more than equal distributions: read it with stuart_maxwell, which asks only for those.",
    formula="sum over i < j of (n_ij - n_ji)^2 / (n_ij + n_ji), chi-squared on k (k - 1) / 2 degrees of freedom",
    direction="More is further from symmetry.", range="0 up",
    references=("A. H. Bowker (1948), JASA 43(244), 572-574",), assumes=(LARGE,),
)  # fmt: skip
def bowker(table: CountTable) -> Significance | Undefined:
    """Test symmetry (Bowker 1948): whether as many councils moved from i to j as back.

    Takes a square table, or a stack of them. details: `pairs_without_moves`, how many of the k (k - 1) / 2 pairs of
    grades nobody moved between. No value: no council moved.

    >>> found = bowker([[20, 5], [1, 30]])
    >>> round(found.statistic, 4), found.df, round(found.p, 4)
    (2.6667, 1, 0.1025)
    """
    pairs = off_diagonal(table)
    moved = [(up, down) for _, _, up, down in pairs if up + down]
    if not moved:
        return NO_MOVES
    statistic = math.fsum((up - down) ** 2 / (up + down) for up, down in moved)
    return Significance(
        statistic, len(pairs), chi2_p(statistic, len(pairs)), {"pairs_without_moves": len(pairs) - len(moved)}
    )


def _components(table: CountTable) -> list[list[int]]:
    """Group the grades connected by moves; a grade that no council entered or left is a group by itself."""
    parent = list(range(len(table)))

    def root(grade: int) -> int:
        while parent[grade] != grade:
            grade = parent[grade]
        return grade

    for i, j, up, down in off_diagonal(table):
        if up + down:
            parent[root(j)] = root(i)
    joined: dict[int, list[int]] = {}
    for grade in range(len(table)):
        joined.setdefault(root(grade), []).append(grade)
    return list(joined.values())


@examination(
    title="Stuart-Maxwell test of homogeneity",
    about="Asks whether both judgements have the same distribution of grades (marginal homogeneity), whatever the moves"
    " between. A grade that nobody entered or left is dropped, and the details say so.",
    formula="d' S^-1 d, d the differences of the margins, S their covariance if there is none; chi-squared on the"
    " grades kept less one", direction="More is further from equal distributions.", range="0 up",
    references=(
        "A. Stuart (1955), Biometrika 42(3/4), 412-416",
        "A. E. Maxwell (1970), British Journal of Psychiatry 116, 651-655",
    ), assumes=(LARGE,),
)  # fmt: skip
def stuart_maxwell(table: CountTable) -> Significance | Undefined:
    """Test marginal homogeneity (Stuart 1955, Maxwell 1970): whether both judgements have one distribution.

    Takes a square table, or a stack of them. A grade is dropped only where its whole row and column lie on the
    diagonal. details: `dropped` (ranks), `n`. No value: no council moved.

    >>> found = stuart_maxwell([[30, 0, 0], [0, 10, 2], [0, 4, 8]])
    >>> round(found.statistic, 3), found.df, found.details["dropped"]
    (0.667, 1, (0,))
    """
    found = homogeneity(table)
    if found is None:
        return NO_MOVES
    statistic = float(found.total)
    return Significance(statistic, found.df, chi2_p(statistic, found.df), {"dropped": found.dropped, "n": found.n})


@frozen
class Homogeneity:
    """Stuart and Maxwell's statistic as a fraction, and what it rests on."""

    total: Fraction
    df: int
    dropped: tuple[int, ...]
    n: int


def homogeneity(table: CountTable) -> Homogeneity | None:
    """Compute Stuart and Maxwell's statistic; return None if no council moved."""
    rows, columns = margins(table)
    total, df = Fraction(0), 0
    dropped: list[int] = []
    for grades in _components(table):
        if len(grades) == 1:
            dropped += grades
            continue
        inner = grades[:-1]  # the differences sum to zero, so the last is redundant
        difference = [Fraction(rows[i] - columns[i]) for i in inner]
        spread = [
            [
                Fraction(rows[i] + columns[i] - 2 * table[i][i] if i == j else -(table[i][j] + table[j][i]))
                for j in inner
            ]
            for i in inner
        ]
        solution = _solve(spread, difference)
        total += sum(one * other for one, other in zip(difference, solution, strict=True))
        df += len(inner)
    n = sum(rows) - sum(table[grade][grade] for grade in dropped)
    return Homogeneity(total, df, tuple(sorted(dropped)), n) if df else None


def _solve(matrix: list[list[Fraction]], vector: list[Fraction]) -> list[Fraction]:
    """Solve a linear system with a positive definite matrix, by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    for pivot, row in enumerate(rows):
        for other in rows[pivot + 1 :]:
            times = other[pivot] / row[pivot]
            for column in range(pivot, len(row)):
                other[column] -= times * row[column]
    found = [Fraction(0)] * len(rows)
    for pivot in range(len(rows) - 1, -1, -1):
        rest = sum((rows[pivot][j] * found[j] for j in range(pivot + 1, len(rows))), Fraction(0))
        found[pivot] = (rows[pivot][-1] - rest) / rows[pivot][pivot]
    return found


@examination(
    title="Bhapkar's test of homogeneity",
    about="The same question as stuart_maxwell, with the covariance as the table has it: it finds differences a little"
    " sooner, and the two agree in large tables.",
    formula="Q / (1 - Q / n), Q that of Stuart and Maxwell, n the councils at the grades kept",
    direction="More is further from equal distributions.", range="0 up",
    references=("V. P. Bhapkar (1966), JASA 61(313), 228-235",), assumes=(LARGE,),
)  # fmt: skip
def bhapkar(table: CountTable) -> Significance | Undefined:
    """Test marginal homogeneity (Bhapkar 1966).

    Takes a square table, or a stack of them. n counts the councils at the grades kept. details: `dropped` (ranks),
    `n`. No value: no council moved, or the variance is zero.

    >>> round(bhapkar([[30, 0, 0], [0, 10, 2], [0, 4, 8]]).statistic, 3)
    0.686
    """
    found = homogeneity(table)
    if found is None:
        return NO_MOVES
    if found.total == found.n:
        return ALL_MOVE
    statistic = float(found.total / (1 - found.total / found.n))
    return Significance(statistic, found.df, chi2_p(statistic, found.df), {"dropped": found.dropped, "n": found.n})
