"""Test symmetry, marginal homogeneity and trend in a table of two judgements.

Symmetry asks whether as many councils moved from i to j as from j to i; homogeneity only whether both
judgements have the same distribution. The two differ: symmetry implies homogeneity, not the other way round.
All tests look only at what the table holds; none of them has bounds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import check_flag, listed, shown
from crossregime.core.errors import UsageError
from crossregime.core.statistics.association import FEW, TIED, CountTable, Undefined, margins

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np

    Vector = np.ndarray[Any, Any]

NO_MOVES = Undefined("no council has another grade in the second than in the first", "no_moves")
ALL_MOVE = Undefined(
    "every council that is counted moved one way along its pair of grades, so the variance is nought", "no_variance"
)
TOO_MANY = Undefined(
    "so many councils moved that the exact test would take long: ordinal_homogeneity is as good there", "too_many_moves"
)
TOO_FINE = Undefined(
    "the scores are so fine that the exact test would take long: give whole numbers, or decimals of a few places",
    "too_fine",
)
MOST_STEPS = 200_000
"""Steps that all moves together may make in the exact ordinal test."""
MOST_EXACT = 1_000
"""Throws of a coin that are reckoned in whole numbers; the cost of more grows with their square."""
NEAR = 1e-12
"""How far a score may be from the simple fraction that it is taken for."""
MOST_SYMMETRIC = 200_000
"""Ways for the moves to fall that the exact omnibus test lists; with more it draws them."""


@dataclass(frozen=True, slots=True)
class Significance:
    """The outcome of a test: the statistic, its degrees of freedom (None for a z or an exact test) and p.

    A statistic that counts councils is a whole number.
    """

    statistic: float | int
    df: int | None
    p: float
    details: dict[str, Any] = field(default_factory=dict)


def normal_p(z: float) -> float:
    """Give the two-sided p of a standard normal deviate."""
    return math.erfc(abs(z) / math.sqrt(2))


def chi2_p(statistic: float, df: int) -> float:
    """Give the chance of a chi-squared this large or larger."""
    from scipy.special import chdtrc

    return float(chdtrc(df, statistic))


def _off_diagonal(table: CountTable) -> list[tuple[int, int, int, int]]:
    """List every two grades i < j with the councils that moved up (i to j) and down (j to i)."""
    size = len(table)
    return [(i, j, table[i][j], table[j][i]) for i in range(size) for j in range(i + 1, size)]


def bowker(table: CountTable) -> Significance | Undefined:
    """Test symmetry (Bowker 1948): the sum of (n_ij - n_ji)^2 / (n_ij + n_ji) over every two grades.

    df is the number of every two declared grades, k (k - 1) / 2, as in SAS and R; details say how many of
    them saw no move at all. Zeros stay zeros.
    """
    pairs = _off_diagonal(table)
    moved = [(up, down) for _, _, up, down in pairs if up + down]
    if not moved:
        return NO_MOVES
    statistic = math.fsum((up - down) ** 2 / (up + down) for up, down in moved)
    return Significance(
        statistic, len(pairs), chi2_p(statistic, len(pairs)), {"pairs_without_moves": len(pairs) - len(moved)}
    )


def _components(table: CountTable) -> list[list[int]]:
    """Join the grades between which any council moved; those that nobody entered or left stand alone."""
    parent = list(range(len(table)))

    def root(grade: int) -> int:
        while parent[grade] != grade:
            grade = parent[grade]
        return grade

    for i, j, up, down in _off_diagonal(table):
        if up + down:
            parent[root(j)] = root(i)
    joined: dict[int, list[int]] = {}
    for grade in range(len(table)):
        joined.setdefault(root(grade), []).append(grade)
    return list(joined.values())


def stuart_maxwell(table: CountTable) -> Significance | Undefined:
    """Test marginal homogeneity (Stuart 1955, Maxwell 1970): d' S^-1 d, d the differences of the margins.

    A grade is dropped only where its whole row and column lie on the diagonal: nobody entered or left it.
    Where moves join the grades in several sets that nobody crossed, each set loses one degree of freedom.
    Solved in fractions, so nothing rounds before the end. details: `dropped` (ranks), `n` (councils at the
    grades kept).
    """
    found = _homogeneity(table)
    if found is None:
        return NO_MOVES
    statistic = float(found.total)
    return Significance(statistic, found.df, chi2_p(statistic, found.df), {"dropped": found.dropped, "n": found.n})


@dataclass(frozen=True, slots=True)
class _Homogeneity:
    """Stuart and Maxwell's statistic as a fraction, and what it rests on."""

    total: Fraction
    df: int
    dropped: tuple[int, ...]
    n: int


def _homogeneity(table: CountTable) -> _Homogeneity | None:
    rows, columns = margins(table)
    total, df = Fraction(0), 0
    dropped: list[int] = []
    for grades in _components(table):
        if len(grades) == 1:
            dropped += grades
            continue
        inner = grades[:-1]  # the differences sum to nought, so the last says nothing more
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
    return _Homogeneity(total, df, tuple(sorted(dropped)), n) if df else None


def _solve(matrix: list[list[Fraction]], vector: list[Fraction]) -> list[Fraction]:
    """Solve a system of which the matrix is positive definite, by elimination."""
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


def bhapkar(table: CountTable) -> Significance | Undefined:
    """Test marginal homogeneity (Bhapkar 1966): Q / (1 - Q / n), Q that of Stuart and Maxwell.

    n counts the councils at the grades that are kept: dropping a grade lowers it.
    """
    found = _homogeneity(table)
    if found is None:
        return NO_MOVES
    if found.total == found.n:
        return ALL_MOVE
    statistic = float(found.total / (1 - found.total / found.n))
    return Significance(statistic, found.df, chi2_p(statistic, found.df), {"dropped": found.dropped, "n": found.n})


def sign_test(table: CountTable) -> Significance | Undefined:
    """Test whether rises and falls were equally likely (Dixon & Mood 1946): exact, two-sided, ties left out.

    The statistic is the number of rises; details give `rises`, `falls` and the `one_sided_p`: the chance of as few
    moves the rarer way, or fewer.
    """
    pairs = _off_diagonal(table)
    rises, falls = sum(up for _, _, up, _ in pairs), sum(down for _, _, _, down in pairs)
    if not rises + falls:
        return NO_MOVES
    tail = _fewer(min(rises, falls), rises + falls)
    p = 1.0 if rises == falls else min(1.0, 2 * tail)
    return Significance(rises, None, p, {"rises": rises, "falls": falls, "one_sided_p": tail})


def _fewer(heads: int, throws: int) -> float:
    """Give the chance of so many heads or fewer when a fair coin is thrown so often."""
    if throws > MOST_EXACT:
        from scipy.special import betainc

        return float(betainc(throws - heads, heads + 1, 0.5))
    return float(Fraction(sum(_ways(throws)[: heads + 1]), 2**throws))


def _ways(throws: int) -> list[int]:
    """Count the ways to each number of heads."""
    ways = [1]
    for heads in range(throws):
        ways.append(ways[-1] * (throws - heads) // (heads + 1))
    return ways


def ordinal_homogeneity(table: CountTable, scores: Sequence[float] | None = None) -> Significance | Undefined:
    """Test marginal homogeneity along the scale (Stuart 1955; Birch 1965): a standard normal z.

    z is the sum of the steps that councils rose (falls count as negative) over the root of the sum of their
    squares: its deviation if each council had been as likely to move the same steps the other way. Positive where the
    second judgement is better. `scores` put other distances between the grades.
    """
    at = _scores(table, scores)
    steps = [(at[j] - at[i], up, down) for i, j, up, down in _off_diagonal(table)]
    shift = sum(step * (up - down) for step, up, down in steps)
    variance = sum(step * step * (up + down) for step, up, down in steps)
    if not variance:
        return NO_MOVES
    z = float(shift) / math.sqrt(variance)
    return Significance(z, None, normal_p(z), {"shift": float(shift)})


def exact_homogeneity(
    table: CountTable,
    scores: Sequence[float] | None = None,
    *,
    omnibus: bool = False,
    draws: int = 100_000,
    seed: int = 0,
) -> Significance | Undefined:
    """Test marginal homogeneity exactly: given who moved between which grades, every direction equally likely.

    The p of the ordinal z over all 2^moves directions, two-sided, by convolving the chances of every two grades.
    With `omnibus` the statistic is Stuart and Maxwell's instead: all ways are listed where they are few, else
    `draws` of them from the `seed`; details say which (`method`).
    """
    moves = [(i, j, up, down) for i, j, up, down in _off_diagonal(table) if up + down]
    if not moves:
        return NO_MOVES
    check_flag(omnibus, "omnibus")
    if omnibus:
        return _exact_omnibus(table, moves, draws, seed)
    ordinal = ordinal_homogeneity(table, scores)
    if isinstance(ordinal, Undefined):
        return ordinal
    at = [_simple(score) for score in _scores(table, scores)]
    unit = math.lcm(*(each.denominator for each in at))
    steps = [(int((at[j] - at[i]) * unit), up, down) for i, j, up, down in moves]
    farthest = sum(step * (up + down) for step, up, down in steps)
    if farthest > MOST_STEPS:
        by_rank = sum((j - i) * (up + down) for i, j, up, down in moves)
        return TOO_MANY if by_rank > MOST_STEPS else TOO_FINE
    start, chances = _risen([(step, up + down) for step, up, down in steps])
    risen = sum(step * up for step, up, _ in steps)
    fewer = min(risen, farthest - risen)
    tail = min(1.0, float(chances[: max(0, fewer - start + 1)].sum()))
    p = 1.0 if 2 * fewer == farthest else min(1.0, 2 * tail)
    return Significance(ordinal.statistic, None, p, {"method": "exact", "one_sided_p": tail})


def _simple(score: float) -> Fraction:
    """Give the simple fraction that a score was written for: 0.1 is a tenth, not the binary number beside it."""
    exact = Fraction(score)
    near = exact.limit_denominator(10_000)
    return near if abs(near - exact) <= NEAR * max(1.0, float(abs(exact))) else exact


def _risen(moves: Sequence[tuple[int, int]]) -> tuple[int, Vector]:
    """Give the chances of each sum of steps up, of moves of so many steps by so many councils, either way as likely.

    The first of the chances is that of the sum that is given too; sums of no chance in floating point are left out at
    both ends.
    """
    import numpy as np

    start = 0
    chances: Any = np.ones(1)
    for step, councils in moves:
        heads = _fair(councils)
        (held,) = np.nonzero(heads)
        first, last = int(held[0]), int(held[-1])
        wider = np.zeros(len(chances) + step * (last - first))
        for number in range(first, last + 1):
            place = step * (number - first)
            wider[place : place + len(chances)] += float(heads[number]) * chances
        start, chances = start + step * first, wider
    return start, chances


def _fair(throws: int) -> Vector:
    """Give the chance of each number of heads when a fair coin is thrown so often."""
    import numpy as np

    if throws <= MOST_EXACT:
        every = 2**throws
        return np.array([ways / every for ways in _ways(throws)])
    # From the middle up, each chance is the one before it times a ratio; the other half mirrors them.
    middle = (throws + 1) // 2
    heads = np.arange(middle, throws)
    upper = np.concatenate([[1.0], np.cumprod((throws - heads) / (heads + 1))])
    found = np.concatenate([upper[::-1] if throws % 2 else upper[:0:-1], upper])
    shares: Vector = found / found.sum()
    return shares


def _exact_omnibus(
    table: CountTable, moves: Sequence[tuple[int, int, int, int]], draws: int, seed: int
) -> Significance | Undefined:
    import numpy as np

    observed = stuart_maxwell(table)
    if isinstance(observed, Undefined):
        return observed
    together = [up + down for _, _, up, down in moves]
    ways = math.prod(each + 1 for each in together)
    if ways <= MOST_SYMMETRIC:
        grid = np.indices([each + 1 for each in together]).reshape(len(moves), -1).T
        chances = np.ones(len(grid))
        for index, each in enumerate(together):
            chances *= _fair(each)[grid[:, index]]
    else:
        grid = np.random.default_rng(seed).binomial(together, 0.5, size=(draws, len(moves)))
        chances = np.full(len(grid), 1 / len(grid))
    size = len(table)
    spread = np.zeros((size, size))
    shift = np.zeros((len(grid), size))
    for index, (i, j, up, down) in enumerate(moves):
        spread[i, i] += up + down
        spread[j, j] += up + down
        spread[i, j] -= up + down
        spread[j, i] -= up + down
        net = 2 * grid[:, index] - together[index]
        shift[:, i] += net
        shift[:, j] -= net
    found = np.einsum("ni,ij,nj->n", shift, np.linalg.pinv(spread, hermitian=True), shift)
    p = float(chances[found >= observed.statistic * (1 - 1e-9)].sum())
    if ways > MOST_SYMMETRIC:
        p = (p * draws + 1) / (draws + 1)  # the table itself is one of the ways
    return Significance(observed.statistic, observed.df, min(1.0, p), {
        "method": "exact" if ways <= MOST_SYMMETRIC else f"{draws} draws from seed {seed}",
    })  # fmt: skip


def linear_by_linear(
    table: CountTable, row_scores: Sequence[float] | None = None, column_scores: Sequence[float] | None = None
) -> Significance | Undefined:
    """Test trend (Mantel 1963): (n - 1) r^2 on one degree of freedom, r the correlation of the grades' scores.

    Scores are the ranks unless others are given. details: `r`.
    """
    rows, columns = margins(table)
    n = sum(rows)
    if n < 2:
        return FEW
    first = [Fraction(each) for each in _checked(row_scores, len(rows))]
    second = [Fraction(each) for each in _checked(column_scores, len(columns))]
    centred = [
        [n * score - sum(a * b for a, b in zip(scores, margin, strict=True)) for score in scores]
        for scores, margin in ((first, rows), (second, columns))
    ]
    spreads = [
        sum(margin * score * score for margin, score in zip(margin_, scores, strict=True))
        for margin_, scores in zip((rows, columns), centred, strict=True)
    ]
    for side in (0, 1):
        if not spreads[side]:
            return TIED[side]
    together = sum(count * centred[0][i] * centred[1][j] for i, row in enumerate(table) for j, count in enumerate(row))
    r = float(together) / math.sqrt(spreads[0] * spreads[1])
    statistic = float((n - 1) * Fraction(together) ** 2 / (spreads[0] * spreads[1]))
    return Significance(statistic, 1, chi2_p(statistic, 1), {"r": r})


def _is_finite(score: Any) -> bool:
    try:
        return math.isfinite(score)
    except (TypeError, ValueError, OverflowError):
        return False


def scores_given(scores: Any) -> tuple[Any, ...] | None:
    """Read scores of grades once, whatever holds them; raise UsageError for what is no number."""
    if scores is None:
        return None
    given = tuple(listed(scores, "scores", "give one finite number for each grade"))
    for each in given:
        if isinstance(each, (str, bytes, bool)) or not hasattr(each, "__float__") or not _is_finite(each):
            raise UsageError(f"the score {shown(each)} is no number", do="give one finite number for each grade")
    return given


def _scores(table: CountTable, scores: Iterable[float] | None) -> list[float]:
    return _checked(scores, len(table))


def _checked(scores: Iterable[float] | None, size: int) -> list[float]:
    """Take the ranks as scores, or check those given: one a grade, each more than the one before."""
    if scores is None:
        return list(range(size))
    given = list(scores)
    if len(given) != size:
        raise UsageError(f"{len(given)} scores don't fit {size} grades", do="give one finite number for each grade")
    if any(after <= before for before, after in pairwise(given)):
        raise UsageError(
            "the scores are not in the order of the grades, or two grades have one score",
            do="let them grow from the worst grade on",
        )
    return given
