"""Compute the log-probability of every cell when a standard bivariate normal is cut at thresholds.

A cell far in the tail may have a probability of 1e-100, and the likelihood needs its logarithm. So no probability
is computed as a difference of larger ones: each is the integral of a positive function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.special import log_ndtr

if TYPE_CHECKING:
    from crossregime.core.statistics.cells import Vector

FAR = 40.0
"""Limit of the standard normal: the probability beyond it is below 1e-340."""
DEPTH = 80.0
"""How far below its maximum the integrand is followed, as twice a logarithm: e^-40 of it is below rounding error."""
_AT, _WEIGHT = np.polynomial.legendre.leggauss(16)
_TURNS = np.array([-6.0, -2.0, 0.0, 2.0, 6.0])
"""Break points of the integral around the edge of a band, in units of the width of that edge."""
_ROOT = 0.5 * np.log(2 * np.pi)


def log_chances(rows: Vector, columns: Vector, rho: float) -> Vector:
    """Compute the log-probability of each cell: bands between row thresholds by bands between column thresholds.

    `rows` and `columns` are increasing thresholds, and the correlation is strictly between -1 and 1. The result has one
    row and one column more than there are thresholds. Each probability integrates the density of the first variable
    times the conditional probability of the other band (Owen 1956), by Gauss-Legendre quadrature in pieces.

    >>> corner = log_chances(np.array([0.0]), np.array([0.0]), 0.5)[0, 0]
    >>> round(float(np.exp(corner)), 6)
    0.333333
    """
    a, b = (each[:, None] for each in _bands(rows))
    c, d = (each[None, :] for each in _bands(columns))
    if rho < 0:  # reversed, the correlation is positive
        c, d, rho = -d, -c, -rho
    rho = max(rho, 1e-12)
    root = np.sqrt((1 - rho) * (1 + rho))
    # Minus twice the logarithm of the integrand is about q(x) = x^2 + (how far off the band is, in widths)^2: convex.
    top = np.clip(rho * np.clip(0.0, c, d), a, b)
    least = top**2 + np.maximum(0, np.maximum(c - rho * top, rho * top - d) / root) ** 2
    low, high = _within(least + DEPTH, c, d, rho, root)
    low, high = np.maximum(low, a), np.minimum(high, b)
    turns = [top - 3, top, top + 3, *(edge / rho + turn * root / rho for edge in (c, d) for turn in _TURNS)]
    ends = np.sort([np.clip(np.broadcast_to(each, low.shape), low, high) for each in (low, *turns, high)], axis=0)
    half = np.diff(ends, axis=0)[:, None] / 2
    x = ends[:-1][:, None] + half * (1 + _AT[None, :, None, None])
    inside = log_band((c - rho * x) / root, (d - rho * x) / root)
    summed = (half * _WEIGHT[None, :, None, None] * np.exp(inside - x**2 / 2 + least / 2)).sum(axis=(0, 1))
    found: Vector = np.log(summed) - least / 2 - _ROOT
    return found


def log_band(low: Vector, high: Vector) -> Vector:
    """Return the log-probability that a standard normal lies between two values, accurate in both tails."""
    turned = low + high > 0
    low, high = np.where(turned, -high, low), np.where(turned, -low, high)
    below, above = log_ndtr(low), log_ndtr(high)
    found: Vector = above + np.log1p(-np.exp(below - above))
    return found


def log_density(points: Vector) -> Vector:
    """Return the log-density of the standard normal."""
    found: Vector = -0.5 * points * points - _ROOT
    return found


def log_joint_density(first: Vector, second: Vector, rho: float) -> Vector:
    """Return the log-density of the standard bivariate normal."""
    rest = (1 - rho) * (1 + rho)
    found: Vector = -(first**2 - 2 * rho * first * second + second**2) / (2 * rest) - 2 * _ROOT - 0.5 * np.log(rest)
    return found


def ends_of(thresholds: Vector) -> Vector:
    """Add the limits of the normal to both ends of the thresholds."""
    return np.concatenate([[-FAR], np.clip(thresholds, -FAR, FAR), [FAR]])


def _bands(thresholds: Vector) -> tuple[Vector, Vector]:
    ends = ends_of(thresholds)
    return ends[:-1], ends[1:]


def _within(depth: Vector, c: Vector, d: Vector, rho: float, root: float) -> tuple[Vector, Vector]:
    """Find the interval where q(x) is at most `depth`: q is a parabola left of the band, in it and right of it."""
    flat = np.sqrt(depth)
    by_c, by_d = (root * np.sqrt(np.maximum(0, depth - edge**2)) for edge in (c, d))
    left, right = rho * c - by_c, rho * d + by_d
    low = np.where(
        (depth >= c**2) & (left <= c / rho),
        left,
        np.where((c / rho <= -flat) & (-flat <= d / rho), -flat, rho * d - by_d),
    )
    high = np.where(
        (depth >= d**2) & (right >= d / rho),
        right,
        np.where((c / rho <= flat) & (flat <= d / rho), flat, rho * c + by_c),
    )
    return low, high
