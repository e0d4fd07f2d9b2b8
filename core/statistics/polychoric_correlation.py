"""Estimate the polychoric correlation: that of two normal variables observed only as grades.

Heavy (scipy), and it has no bounds; one table at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.special import ndtri

from crossregime.core.statistics.bivariate import ends_of, log_band, log_chances, log_density, log_joint_density
from crossregime.core.statistics.cells import FEW, TIED, CountTable, Undefined, Vector

PolychoricMethod = Literal["two_step", "ml"]
EDGE = 1 - 1e-13
"""A correlation at or beyond this counts as the limit, not as an estimate."""
GRID = np.linspace(-4, 4, 33)
"""Starting values of the search, as hyperbolic arctangents: a likelihood may have several maxima."""
BEYOND = np.linspace(4, np.arctanh(EDGE), 24)
"""Where the search continues if the best starting value is an end of the grid, which is not yet the limit."""
LIMIT = {
    sign: Undefined(
        f"the nearer the correlation is to {sign}, the likelier the table, so there is no estimate short of {sign}",
        "at_the_limit",
    )
    for sign in (-1, 1)
}


@dataclass(frozen=True, slots=True)
class Polychoric:
    """The estimate, its standard error, and the thresholds of the two sides between the grades that are used.

    The standard error is None where the curvature of the likelihood gives none; `unused` are the ranks of rows and
    columns that no council has.
    """

    value: float
    standard_error: float | None
    rows: tuple[float, ...]
    columns: tuple[float, ...]
    unused: tuple[tuple[int, ...], tuple[int, ...]]


def estimate_polychoric(table: CountTable, method: PolychoricMethod = "two_step") -> Polychoric | Undefined:
    """Estimate the polychoric correlation of a table (Olsson 1979), by two steps or by maximum likelihood.

    Two steps: the thresholds are those of the margins, then the correlation is the likeliest given them. `ml`
    finds thresholds and correlation together. Grades that no council has have no threshold and are left out. The
    standard error is that of the correlation from the curvature of the likelihood: in two steps with the
    thresholds as given. Undefined where a side has one grade, or where the likelihood grows to the limit.

    >>> found = estimate_polychoric([[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]])
    >>> 0.6 < found.value < 0.8
    True
    """
    counts = np.array(table, dtype=float)
    if counts.sum() < 2:
        return FEW
    empty = [np.flatnonzero(counts.sum(axis=axis) == 0).tolist() for axis in (1, 0)]
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    for side in (0, 1):
        if counts.shape[side] < 2:
            return TIED[side]
    n = counts.sum()
    rows, columns = (ndtri(np.cumsum(counts.sum(axis=axis))[:-1] / n) for axis in (1, 0))
    with np.errstate(all="ignore"):
        rho = _likeliest(counts, rows, columns)
        if _at_the_limit(counts, rows, columns, rho):
            return LIMIT[1 if rho > 0 else -1]
        if method == "two_step":
            found = rho, _spread_given_thresholds(counts, rows, columns, rho), rows, columns
        else:
            joint = _joint(counts, rows, columns, rho)
            if isinstance(joint, Undefined):
                return joint
            found = joint
    rho, error, *thresholds = found
    first, second = (tuple(map(float, each)) for each in thresholds)
    return Polychoric(rho, error, first, second, (tuple(empty[0]), tuple(empty[1])))


def _root(variance: float) -> float | None:
    """Return the standard error for a variance; None if it is not positive and finite."""
    return float(np.sqrt(variance)) if 0 <= variance < np.inf else None


def _likeliest(counts: Vector, rows: Vector, columns: Vector) -> float:
    """Find the correlation of greatest likelihood given the thresholds: the best of a grid, then the maximum near it.

    The search is in hyperbolic arctangents, which tell correlations near 1 apart.
    """

    def loss(at: float) -> float:
        return _loss(counts, rows, columns, float(np.tanh(at)))[0]

    grid = np.concatenate([-BEYOND[-1:], GRID, BEYOND[-1:]])
    losses = [loss(at) for at in grid]
    best = int(np.argmin(losses))
    if best in (0, 1, len(grid) - 2, len(grid) - 1):
        grid = np.concatenate([GRID[-2:-1], BEYOND]) * (1 if best > 1 else -1)
        losses = [loss(at) for at in grid]
        best = int(np.argmin(losses))
        if best == len(grid) - 1:
            return float(np.copysign(EDGE, grid[best]))
    ends = sorted((grid[max(0, best - 1)], grid[min(len(grid) - 1, best + 1)]))
    found = minimize_scalar(loss, bounds=ends, method="bounded", options={"xatol": 1e-10})
    return _polished(counts, rows, columns, float(np.tanh(found.x)))


def _at_the_limit(counts: Vector, rows: Vector, columns: Vector, rho: float) -> bool:
    """Tell whether the likelihood at the limit is at least as high: a zero in the table can make it flat there."""
    if abs(rho) >= EDGE:
        return True
    loss = _loss(counts, rows, columns, rho)[0]
    return _loss(counts, rows, columns, float(np.copysign(EDGE, rho)))[0] <= loss + max(1e-7, 1e-12 * abs(loss))


def _polished(counts: Vector, rows: Vector, columns: Vector, rho: float) -> float:
    """Find the stationary point of the likelihood nearest to where the search ended."""
    from scipy.optimize import brentq

    width = min(1e-4, (1 - abs(rho)) / 2)
    ends = (rho - width, rho + width)
    slopes = [_loss(counts, rows, columns, end)[1][-1] for end in ends]
    if not (np.isfinite(slopes).all() and slopes[0] < 0 < slopes[1]):
        return rho
    return float(brentq(lambda at: _loss(counts, rows, columns, at)[1][-1], *ends, xtol=1e-16))


def _spread_given_thresholds(counts: Vector, rows: Vector, columns: Vector, rho: float) -> float | None:
    """Return the standard error of the correlation for fixed thresholds."""
    step = _step(rho)
    ends = rho + step, rho - step
    slopes = [_loss(counts, rows, columns, end)[1][-1] for end in ends]
    return _root((ends[0] - ends[1]) / (slopes[0] - slopes[1]))


def _step(rho: float) -> float:
    """Return the step for a numerical derivative by the correlation, scaled to the distance from 1."""
    return min(1e-4, max((1 - abs(rho)) / 1000, 1e-15))


def _joint(
    counts: Vector, rows: Vector, columns: Vector, rho: float
) -> tuple[float, float | None, Vector, Vector] | Undefined:
    """Estimate correlation (with its standard error) and thresholds together, starting from the two-step estimate."""
    size = (len(rows), len(columns))

    # Unbounded parameters: the first threshold, the logarithms of the gaps between them, and atanh of the correlation.
    def opened(thresholds: Vector) -> Vector:
        return np.concatenate([thresholds[:1], np.log(np.diff(thresholds))])

    def closed(free: Vector) -> Vector:
        return np.cumsum(np.concatenate([free[:1], np.exp(free[1:])]))

    def parts(free: Vector) -> tuple[Vector, Vector, float]:
        return closed(free[: size[0]]), closed(free[size[0] : -1]), float(np.tanh(free[-1]))

    def loss(free: Vector) -> tuple[float, Vector]:
        one, other, at = parts(free)
        value, slope = _loss(counts, one, other, at)
        first, second = slope[: size[0]], slope[size[0] : -1]

        def chained(by_threshold: Vector, given: Vector) -> Vector:
            later = np.cumsum(by_threshold[::-1])[::-1]  # a gap shifts every threshold after it
            return np.concatenate([later[:1], later[1:] * np.exp(given[1:])])

        return value, np.concatenate([
            chained(first, free[: size[0]]),
            chained(second, free[size[0] : -1]),
            [slope[-1] * (1 - at * at)],
        ])  # fmt: skip

    start = np.concatenate([opened(rows), opened(columns), [np.arctanh(rho)]])
    found = minimize(loss, start, jac=True, method="BFGS", options={"gtol": 1e-9, "maxiter": 1000})
    one, other, at = parts(found.x)
    if not np.isfinite(found.fun) or _at_the_limit(counts, one, other, at):
        return LIMIT[1 if at > 0 else -1]
    natural, curvature = _settled(counts, np.concatenate([one, other, [at]]), size)
    try:
        error = _root(np.linalg.inv(curvature)[-1, -1])
    except np.linalg.LinAlgError:
        error = None
    return float(natural[-1]), error, natural[: size[0]], natural[size[0] : -1]


def _settled(counts: Vector, at: Vector, size: tuple[int, int]) -> tuple[Vector, Vector]:
    """Take Newton steps while the likelihood increases; return the maximum and the curvature there."""

    def loss(natural: Vector) -> tuple[float, Vector]:
        return _loss(counts, natural[: size[0]], natural[size[0] : -1], float(natural[-1]))

    value, slope = loss(at)
    for _ in range(10):
        curvature = _curvature(counts, at, size)
        try:
            moved = at - np.linalg.solve(curvature, slope)
        except np.linalg.LinAlgError:
            break
        if not (abs(moved[-1]) < EDGE and all((np.diff(each) > 0).all() for each in np.split(moved[:-1], [size[0]]))):
            break
        lower, next_slope = loss(moved)
        if not abs(next_slope).max() < abs(slope).max() or lower > value + 1e-9 * abs(value):
            break
        at, value, slope = moved, lower, next_slope
    return at, _curvature(counts, at, size)


def _curvature(counts: Vector, at: Vector, size: tuple[int, int]) -> Vector:
    """Differentiate the gradient of the loss at thresholds and correlation."""
    rho = float(at[-1])
    # Near 1 the bands of one judgement end sharply at the thresholds of the other: within the root of 1 - rho^2.
    sharp = float(np.sqrt((1 - rho) * (1 + rho)))
    steps = np.append(np.full(len(at) - 1, min(1e-5, sharp / 1000)), min(1e-5, _step(rho)))
    lines = []
    for index, step in enumerate(steps):
        ends, slopes = [], []
        for sign in (1, -1):
            moved = at.copy()
            moved[index] += sign * step
            ends.append(moved[index])
            slopes.append(_loss(counts, moved[: size[0]], moved[size[0] : -1], moved[-1])[1])
        lines.append((slopes[0] - slopes[1]) / (ends[0] - ends[1]))
    matrix: Vector = np.array(lines)
    found: Vector = (matrix + matrix.T) / 2
    return found


def _loss(counts: Vector, rows: Vector, columns: Vector, rho: float) -> tuple[float, Vector]:
    """Return minus the log-likelihood, and its gradient by row thresholds, column thresholds and correlation."""
    chances = log_chances(rows, columns, rho)
    seen = counts > 0
    value = -float((counts[seen] * chances[seen]).sum())
    root = np.sqrt((1 - rho) * (1 + rho))
    h, k = ends_of(rows), ends_of(columns)

    def weighed(slopes: Vector, cells: tuple[slice, slice]) -> Vector:
        """Weight the derivatives of cell probabilities by councils over probability."""
        held: Vector = np.where(seen[cells], counts[cells] * np.exp(slopes - chances[cells]), 0.0)
        return held

    every = slice(None)
    but_last, but_first = slice(None, -1), slice(1, None)
    # A threshold ends one band and starts the next; the derivative is its density times the other band's probability.
    given_row = (k[None, :] - rho * rows[:, None]) / root
    given_column = (h[:, None] - rho * columns[None, :]) / root
    by_row = log_density(rows)[:, None] + log_band(given_row[:, :-1], given_row[:, 1:])
    by_column = log_density(columns)[None, :] + log_band(given_column[:-1], given_column[1:])
    row_slope = (weighed(by_row, (but_first, every)) - weighed(by_row, (but_last, every))).sum(axis=1)
    column_slope = (weighed(by_column, (every, but_first)) - weighed(by_column, (every, but_last))).sum(axis=0)
    # The derivative by the correlation is the joint density at the corners (Olsson 1979).
    corner = log_joint_density(rows[:, None], columns[None, :], rho)
    rho_slope = sum(
        sign * weighed(corner, (one, other)).sum()
        for one, other, sign in (
            (but_last, but_last, -1), (but_first, but_first, -1), (but_last, but_first, 1), (but_first, but_last, 1)
        )
    )  # fmt: skip
    return value, np.concatenate([row_slope, column_slope, [rho_slope]])
