"""Compute the distribution of heads in throws of a fair coin: exactly for a thousand, in floating point for more."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossregime.core.statistics.cells import Vector

MOST_EXACT = 1_000
"""Largest binomial n computed exactly; the cost grows with n squared."""


def heads_at_most(heads: int, throws: int) -> float:
    """Return the probability of at most a number of heads in throws of a fair coin.

    >>> heads_at_most(1, 3)
    0.5
    """
    if throws > MOST_EXACT:
        # Not scipy.special.betainc: before scipy 1.12 it is off in the third digit at ten million throws.
        from scipy.stats import binom

        return float(binom.cdf(heads, throws, 0.5))
    return float(Fraction(sum(_ways(throws)[: heads + 1]), 2**throws))


def heads_chances(throws: int) -> Vector:
    """Return the probability of each number of heads in throws of a fair coin.

    >>> heads_chances(2).tolist()
    [0.25, 0.5, 0.25]
    """
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


def _ways(throws: int) -> list[int]:
    """Count the ways to each number of heads."""
    ways = [1]
    for heads in range(throws):
        ways.append(ways[-1] * (throws - heads) // (heads + 1))
    return ways
