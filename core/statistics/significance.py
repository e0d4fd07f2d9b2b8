"""Test for a shift along the scale, and for trend, in a table of two judgements.

The tests of symmetry, and of homogeneity regardless of order, are in `symmetry`. All look only at the counts of the
table, and have no bounds.
"""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from crossregime.core.arguments import check_flag, listed, shown
from crossregime.core.errors import UsageError
from crossregime.core.statistics.binomial import heads_at_most, heads_chances
from crossregime.core.statistics.cells import FEW, TIED, CountTable, Undefined, Vector, margins
from crossregime.core.statistics.measured import Significance, examination
from crossregime.core.statistics.record import EQUAL_STEPS, LARGE, check_draws
from crossregime.core.statistics.symmetry import NO_MOVES, chi2_p, homogeneity, off_diagonal

if TYPE_CHECKING:
    from collections.abc import Sequence


__all__ = ["exact_homogeneity", "linear_by_linear", "ordinal_homogeneity", "sign_test"]

UNLESS_SCORED = f"{EQUAL_STEPS}, unless scores are given"

TOO_MANY = Undefined(
    "too many moved for the exact test to be quick; ordinal_homogeneity is as good there", "too_many_moves"
)
TOO_FINE = Undefined(
    "the scores are too fine for the exact test to be quick: give integers, or decimals of a few places",
    "too_fine",
)
MOST_STEPS = 200_000
"""The most steps, over all moves, of the exact ordinal test."""
NEAR = 1e-12
"""The largest difference between a score and the simple fraction that it is taken for."""
MOST_SYMMETRIC = 200_000
"""The most outcomes that the exact omnibus test lists; beyond it, they are drawn."""


def normal_p(z: float) -> float:
    """Return the two-sided p-value of a standard normal deviate."""
    return math.erfc(abs(z) / math.sqrt(2))


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
    pairs = off_diagonal(table)
    rises, falls = sum(up for _, _, up, _ in pairs), sum(down for _, _, _, down in pairs)
    if not rises + falls:
        return NO_MOVES
    tail = heads_at_most(min(rises, falls), rises + falls)
    p = 1.0 if rises == falls else min(1.0, 2 * tail)
    return Significance(rises, None, p, {"rises": rises, "falls": falls, "one_sided_p": tail})


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
    steps = [(at[j] - at[i], up, down) for i, j, up, down in off_diagonal(table)]
    shift = sum(step * (up - down) for step, up, down in steps)
    variance = sum(step * step * (up + down) for step, up, down in steps)
    return (shift, float(shift) / math.sqrt(variance)) if variance else None


@examination(
    title="Exact test of marginal homogeneity",
    about="The same question as ordinal_homogeneity without approximation: given which grades councils moved between,"
    " every direction of every move is equally likely. For the few moves of a small table, use this one.",
    formula="the share of all 2^moves directions with a shift as far from zero as the observed one",
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
    else from `draws` random directions from the `seed`. No value: no council moved, or too many councils or too fine
    scores to be quick. Raises UsageError for scores that don't fit or don't grow.

    >>> exact_homogeneity([[1, 6], [1, 0]]).p
    0.125
    """
    check_draws(draws, seed)
    check_flag(omnibus, "omnibus")
    at = _scores(scores, len(table))
    moved = _shift(table, at)
    if moved is None:
        return NO_MOVES
    moves = [(i, j, up, down) for i, j, up, down in off_diagonal(table) if up + down]
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
        heads = heads_chances(councils)
        (held,) = np.nonzero(heads)
        first, last = int(held[0]), int(held[-1])
        wider = np.zeros(len(chances) + step * (last - first))
        for number in range(first, last + 1):
            place = step * (number - first)
            wider[place : place + len(chances)] += float(heads[number]) * chances
        start, chances = start + step * first, wider
    return start, chances


def _exact_omnibus(
    table: CountTable, moves: Sequence[tuple[int, int, int, int]], draws: int, seed: int
) -> Significance | Undefined:
    import numpy as np

    observed = homogeneity(table)
    if observed is None:
        return NO_MOVES
    together = [up + down for _, _, up, down in moves]
    ways = math.prod(each + 1 for each in together)
    if ways <= MOST_SYMMETRIC:
        grid = np.indices([each + 1 for each in together]).reshape(len(moves), -1).T
        chances = np.ones(len(grid))
        for index, each in enumerate(together):
            chances *= heads_chances(each)[grid[:, index]]
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
