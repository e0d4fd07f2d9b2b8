"""Test symmetry, marginal homogeneity and trend in a table of two judgements.

Symmetry asks whether as many councils moved from i to j as from j to i; homogeneity only whether both
judgements have the same distribution. The two differ: symmetry implies homogeneity, not the other way round.
All tests look only at what the table holds; none of them has bounds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import check_flag, listed, shown
from crossregime.core.errors import UsageError
from crossregime.core.statistics.cells import FEW, TIED, CountTable, Undefined, Vector, margins
from crossregime.core.statistics.measured import Significance, examination
from crossregime.core.statistics.record import EQUAL_STEPS, LARGE, check_draws

if TYPE_CHECKING:
    from collections.abc import Sequence


__all__ = [
    "bhapkar", "bowker", "exact_homogeneity", "linear_by_linear", "ordinal_homogeneity", "sign_test", "stuart_maxwell",
]  # fmt: skip

UNLESS_SCORED = f"{EQUAL_STEPS}, unless scores are given"

NO_MOVES = Undefined("no council has another grade in the second than in the first", "no_moves")
ALL_MOVE = Undefined(
    "every move counted is in the same direction within its pair of grades, so the variance is zero", "no_variance"
)
TOO_MANY = Undefined(
    "too many councils moved for the exact test to be quick; ordinal_homogeneity is as good there", "too_many_moves"
)
TOO_FINE = Undefined(
    "the scores are too fine for the exact test to be quick: give integers, or decimals of a few places",
    "too_fine",
)
MOST_STEPS = 200_000
"""The most steps, over all moves, of the exact ordinal test."""
MOST_EXACT = 1_000
"""Largest binomial n computed exactly; the cost grows with n squared."""
NEAR = 1e-12
"""The largest difference between a score and the simple fraction that it is taken for."""
MOST_SYMMETRIC = 200_000
"""The most outcomes that the exact omnibus test lists; beyond it, they are drawn."""


def normal_p(z: float) -> float:
    """Return the two-sided p-value of a standard normal deviate."""
    return math.erfc(abs(z) / math.sqrt(2))


def chi2_p(statistic: float, df: int) -> float:
    """Return the upper tail probability of a chi-squared variable."""
    from scipy.special import chdtrc

    return float(chdtrc(df, statistic))


def _off_diagonal(table: CountTable) -> list[tuple[int, int, int, int]]:
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
    pairs = _off_diagonal(table)
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

    for i, j, up, down in _off_diagonal(table):
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
    return _Homogeneity(total, df, tuple(sorted(dropped)), n) if df else None


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
    `n`. No value: no council moved, or the variance is nought.

    >>> round(bhapkar([[30, 0, 0], [0, 10, 2], [0, 4, 8]]).statistic, 3)
    0.686
    """
    found = _homogeneity(table)
    if found is None:
        return NO_MOVES
    if found.total == found.n:
        return ALL_MOVE
    statistic = float(found.total / (1 - found.total / found.n))
    return Significance(statistic, found.df, chi2_p(statistic, found.df), {"dropped": found.dropped, "n": found.n})


@examination(
    title="Sign test of rises and falls",
    about="Asks whether councils were as likely to rise as to fall, by the numbers of each alone. Exact and two-sided;"
    " councils that stayed are left out.",
    formula="twice the chance of as few heads as the rarer move had, in as many throws of a coin as councils moved",
    direction="The statistic is the number of rises.", range="0 to n",
    references=("W. J. Dixon and A. M. Mood (1946), JASA 41(236), 557-566",),
)  # fmt: skip
def sign_test(table: CountTable) -> Significance | Undefined:
    """Test exactly whether councils rose as often as they fell (two-sided; those that stayed are left out).

    Takes a square table, or a stack of them. details: `rises`, `falls`, `one_sided_p`. No value: no
    council moved.

    >>> found = sign_test([[1, 6], [1, 0]])
    >>> found.statistic, found.p, found.details["one_sided_p"]
    (6, 0.125, 0.0625)
    """
    pairs = _off_diagonal(table)
    rises, falls = sum(up for _, _, up, _ in pairs), sum(down for _, _, _, down in pairs)
    if not rises + falls:
        return NO_MOVES
    tail = _fewer(min(rises, falls), rises + falls)
    p = 1.0 if rises == falls else min(1.0, 2 * tail)
    return Significance(rises, None, p, {"rises": rises, "falls": falls, "one_sided_p": tail})


def _fewer(heads: int, throws: int) -> float:
    """Return the probability of at most a number of heads in throws of a fair coin."""
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


@examination(
    title="Stuart-Birch test of ordinal homogeneity",
    about="Asks whether the second judgement is better or worse on the whole, taking the steps between grades as equal:"
    " the test of Stuart and Birch, which finds a shift along the scale sooner than stuart_maxwell.",
    formula="z = sum of n_ij (j - i) / sqrt(sum of n_ij (j - i)^2), standard normal",
    direction="Positive: better in the second judgement; negative: worse.", range="any number",
    references=(
        "A. Stuart (1955), Biometrika 42(3/4), 412-416",
        "M. W. Birch (1965), Journal of the Royal Statistical Society B 27(1), 111-124",
    ), assumes=(UNLESS_SCORED, LARGE),
)  # fmt: skip
def ordinal_homogeneity(table: CountTable, scores: Sequence[float] | None = None) -> Significance | Undefined:
    """Test marginal homogeneity along the scale (Stuart 1955, Birch 1965): a z, positive where councils rose.

    Takes a square table, or a stack of them; `scores` put other distances between the grades than steps. No value: no
    council moved. Raises UsageError for scores that don't fit or don't grow.

    >>> table = [[144, 33, 84, 126], [2, 4, 14, 29], [0, 2, 6, 25], [0, 0, 1, 5]]
    >>> round(ordinal_homogeneity(table).statistic, 3)
    16.454
    """
    found = _shift(table, _scores(scores, len(table)))
    if found is None:
        return NO_MOVES
    shift, z = found
    return Significance(z, None, normal_p(z), {"shift": float(shift)})


def _shift(table: CountTable, at: Sequence[float]) -> tuple[float, float] | None:
    """Return the net sum of steps moved up, and its z: None if no council moved.

    The z is its deviation if each council had been as likely to move the same steps the other way.
    """
    steps = [(at[j] - at[i], up, down) for i, j, up, down in _off_diagonal(table)]
    shift = sum(step * (up - down) for step, up, down in steps)
    variance = sum(step * step * (up + down) for step, up, down in steps)
    return (shift, float(shift) / math.sqrt(variance)) if variance else None


@examination(
    title="Exact test of marginal homogeneity",
    about="The same question as ordinal_homogeneity without approximation: given which grades councils moved between,"
    " every direction of every move is equally likely. For the few moves of a small table, use this one.",
    formula="the share of all 2^moves directions with a shift as far from nought as the one seen",
    direction="The statistic is the z of ordinal_homogeneity.", range="any number",
    references=("A. Agresti (2013), Categorical Data Analysis, 3rd edition, chapter 11",), assumes=(UNLESS_SCORED,),
    one_table=True,
)  # fmt: skip
def exact_homogeneity(
    table: CountTable,
    scores: Sequence[float] | None = None,
    *,
    omnibus: bool = False,
    draws: int = 100_000,
    seed: int = 0,
) -> Significance | Undefined:
    """Test marginal homogeneity exactly: every direction of every move equally likely.

    Takes one square table. `p` is two-sided; details: `one_sided_p`, `method`. `statistic` is the z of
    ordinal_homogeneity, or with `omnibus` that of stuart_maxwell, whose p is exact where the ways are few and
    else from `draws` ways from the `seed`. No value: no council moved, or so many, or with
    scores so fine, that it would take long. Raises UsageError for scores that don't fit or don't grow.

    >>> exact_homogeneity([[1, 6], [1, 0]]).p
    0.125
    """
    check_draws(draws, seed)
    check_flag(omnibus, "omnibus")
    at = _scores(scores, len(table))
    moved = _shift(table, at)
    if moved is None:
        return NO_MOVES
    moves = [(i, j, up, down) for i, j, up, down in _off_diagonal(table) if up + down]
    if omnibus:
        return _exact_omnibus(table, moves, draws, seed)
    at = [_simple(score) for score in at]
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
    return Significance(moved[1], None, p, {"method": "exact", "one_sided_p": tail})


def _simple(score: float) -> Fraction:
    """Return the simple fraction nearest to a score: 0.1 is a tenth, not its binary approximation."""
    exact = Fraction(score)
    near = exact.limit_denominator(10_000)
    return near if abs(near - exact) <= NEAR * max(1.0, float(abs(exact))) else exact


def _risen(moves: Sequence[tuple[int, int]]) -> tuple[int, Vector]:
    """Return the probability of each sum of upward steps, when either direction of every move is equally likely.

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
    """Return the probability of each number of heads in throws of a fair coin."""
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

    observed = _homogeneity(table)
    if observed is None:
        return NO_MOVES
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
    p = float(chances[found >= float(observed.total) * (1 - 1e-9)].sum())
    if ways > MOST_SYMMETRIC:
        p = (p * draws + 1) / (draws + 1)  # the observed table counts as one of the draws
    return Significance(float(observed.total), observed.df, min(1.0, p), {
        "method": "exact" if ways <= MOST_SYMMETRIC else f"{draws} draws from seed {seed}",
    })  # fmt: skip


@examination(
    title="Linear-by-linear trend",
    about="Asks whether the second judgement rises with the first along a line of scores (ranks unless others are"
    " given).",
    formula="(n - 1) r^2, r the correlation of the scores; chi-squared on 1 degree of freedom",
    direction="More is a stronger trend, up or down; details give r.", range="0 up",
    references=("N. Mantel (1963), JASA 58(303), 690-700",), common_scale=False, assumes=(UNLESS_SCORED, LARGE),
)  # fmt: skip
def linear_by_linear(
    table: CountTable, row_scores: Sequence[float] | None = None, column_scores: Sequence[float] | None = None
) -> Significance | Undefined:
    """Test trend (Mantel 1963): (n - 1) r^2 on one degree of freedom, r the correlation of the scores.

    Takes a table, or a stack of them; scores are the ranks unless others are given. details: `r`. No value: fewer
    than two councils, or one grade on a side. Raises UsageError for scores that don't fit or don't grow.

    >>> table = [[144, 33, 84, 126], [2, 4, 14, 29], [0, 2, 6, 25], [0, 0, 1, 5]]
    >>> round(linear_by_linear(table).statistic, 4)
    47.425
    """
    rows, columns = margins(table)
    n = sum(rows)
    first = [Fraction(each) for each in _scores(row_scores, len(rows))]
    second = [Fraction(each) for each in _scores(column_scores, len(columns))]
    if n < 2:
        return FEW
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


def _scores(scores: Any, size: int) -> list[Any]:
    """Take the ranks as scores, or check those given: one finite number per grade, strictly increasing."""
    if scores is None:
        return list(range(size))
    how = "give one finite number for each grade"
    given = listed(scores, "scores", how)
    for each in given:
        if isinstance(each, (str, bytes, bool)) or not hasattr(each, "__float__") or not _is_finite(each):
            raise UsageError(f"the score {shown(each)} is not a number", do=how)
    if len(given) != size:
        raise UsageError(f"{len(given)} scores don't fit {size} grades", do=how)
    if any(after <= before for before, after in pairwise(given)):
        raise UsageError(
            "the scores are not in the order of the grades, or two grades have one score",
            do="let them grow from the worst grade on",
        )
    return given
