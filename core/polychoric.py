"""Estimate the polychoric correlation: that of two normal variables of which each judgement shows only the band.

Heavy (scipy), and it has no bounds; one table at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.special import ndtr, ndtri, owens_t

from crossregime.core.association import FEW, TIED, Degenerate, Table

Vector = np.ndarray[Any, Any]
Method = Literal["two_step", "ml"]
EDGE = 1 - 1e-6
"""A correlation that the search ends at or beyond is that of the limit, not an estimate."""
LIMIT = {
    sign: Degenerate(
        f"the nearer the correlation is to {sign}, the likelier the table, so there is no estimate short of {sign}",
        "at_the_limit",
    )
    for sign in (-1, 1)
}


@dataclass(frozen=True, slots=True)
class Polychoric:
    """The estimate, its standard error, and the thresholds of the two sides between the grades that are used."""

    value: float
    standard_error: float
    rows: tuple[float, ...]
    columns: tuple[float, ...]


def bivariate_normal(h: Vector, k: Vector, rho: float) -> Vector:
    """Give the chance that two standard normals of correlation rho are below h and k (Owen 1956).

    h and k are arrays of one shape, infinite values allowed; rho is strictly between -1 and 1.

    >>> round(float(bivariate_normal(np.array(0.0), np.array(0.0), 0.5)), 6)
    0.333333
    """
    root = np.sqrt((1 - rho) * (1 + rho))
    finite = np.isfinite(h) & np.isfinite(k)
    x, y = np.where(finite, h, 1.0), np.where(finite, k, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        first = np.where(x == 0, np.copysign(np.inf, y), (y / np.where(x == 0, 1.0, x) - rho) / root)
        second = np.where(y == 0, np.copysign(np.inf, x), (x / np.where(y == 0, 1.0, y) - rho) / root)
    opposite = (x * y < 0) | ((x * y == 0) & (x + y < 0))
    inside = 0.5 * (ndtr(x) + ndtr(y)) - owens_t(x, first) - owens_t(y, second) - 0.5 * opposite
    both_zero = 0.25 + np.arcsin(rho) / (2 * np.pi)
    inside = np.where((x == 0) & (y == 0), both_zero, inside)
    return np.where(finite, inside, np.where(np.isposinf(h), ndtr(k), np.where(np.isposinf(k), ndtr(h), 0.0)))


def polychoric(table: Table, method: Method = "two_step") -> Polychoric | Degenerate:
    """Estimate the polychoric correlation of a table (Olsson 1979), by two steps or by maximum likelihood.

    Two steps: the thresholds are those of the margins, then the correlation is the likeliest given them. `ml`
    finds thresholds and correlation together. Grades that no council has have no threshold and are left out. The
    standard error is that of the correlation from the curvature of the likelihood: in two steps with the
    thresholds as given. Degenerate where a side has one grade, or where the likelihood grows to the limit.

    >>> found = polychoric([[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]])
    >>> 0.6 < found.value < 0.8
    True
    """
    counts = np.array(table, dtype=float)
    if counts.sum() < 2:
        return FEW
    counts = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    for side in (0, 1):
        if counts.shape[side] < 2:
            return TIED[side]
    n = counts.sum()
    rows, columns = (ndtri(np.cumsum(counts.sum(axis=axis))[:-1] / n) for axis in (1, 0))
    with np.errstate(all="ignore"):
        found = minimize_scalar(
            lambda rho: _loss(counts, rows, columns, rho)[0], bounds=(-1, 1), method="bounded", options={"xatol": 1e-12}
        )
        rho = float(found.x)
        if _at_the_limit(counts, rows, columns, rho):
            return LIMIT[1 if rho > 0 else -1]
        rho = _polished(counts, rows, columns, rho)
        if method == "two_step":
            step = min(1e-4, (1 - abs(rho)) / 4)
            slopes = [_loss(counts, rows, columns, rho + sign * step)[1][-1] for sign in (1, -1)]
            error = 1 / np.sqrt((slopes[0] - slopes[1]) / (2 * step))
            return Polychoric(rho, float(error), tuple(map(float, rows)), tuple(map(float, columns)))
        return _joint(counts, rows, columns, rho)


def _at_the_limit(counts: Vector, rows: Vector, columns: Vector, rho: float) -> bool:
    """Tell whether the likelihood is no lower at the limit: near it, a zero in the table can make it flat."""
    edge = EDGE if rho > 0 else -EDGE
    return abs(rho) >= EDGE or _loss(counts, rows, columns, edge)[0] <= _loss(counts, rows, columns, rho)[0] + 1e-7


def _polished(counts: Vector, rows: Vector, columns: Vector, rho: float) -> float:
    """Find where the slope of the likelihood is nought, near where the search ended."""
    from scipy.optimize import brentq

    width = min(1e-4, (1 - abs(rho)) / 2)
    ends = (rho - width, rho + width)
    slopes = [_loss(counts, rows, columns, end)[1][-1] for end in ends]
    if not (np.isfinite(slopes).all() and slopes[0] < 0 < slopes[1]):
        return rho
    return float(brentq(lambda at: _loss(counts, rows, columns, at)[1][-1], *ends, xtol=1e-14))


def _joint(counts: Vector, rows: Vector, columns: Vector, rho: float) -> Polychoric | Degenerate:
    """Find thresholds and correlation together, from the two-step estimate on."""
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
            later = np.cumsum(by_threshold[::-1])[::-1]  # a gap moves every threshold after it
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
    natural = np.concatenate([one, other, [at]])
    curvature = _curvature(counts, natural, size)
    try:
        error = float(np.sqrt(np.linalg.inv(curvature)[-1, -1]))
    except np.linalg.LinAlgError:
        error = float("nan")
    return Polychoric(at, error, tuple(map(float, one)), tuple(map(float, other)))


def _curvature(counts: Vector, at: Vector, size: tuple[int, int]) -> Vector:
    """Differentiate the slope of the loss at thresholds and correlation."""
    step = 1e-5
    lines = []
    for index in range(len(at)):
        slopes = []
        for sign in (1, -1):
            moved = at.copy()
            moved[index] += sign * step
            slopes.append(_loss(counts, moved[: size[0]], moved[size[0] : -1], moved[-1])[1])
        lines.append((slopes[0] - slopes[1]) / (2 * step))
    matrix = np.array(lines)
    return (matrix + matrix.T) / 2


def _loss(counts: Vector, rows: Vector, columns: Vector, rho: float) -> tuple[float, Vector]:
    """Give minus the log-likelihood, and its slope by row thresholds, column thresholds and correlation."""
    h = np.concatenate([[-np.inf], rows, [np.inf]])
    k = np.concatenate([[-np.inf], columns, [np.inf]])
    h_grid, k_grid = np.meshgrid(h, k, indexing="ij")
    below = bivariate_normal(h_grid, k_grid, rho)
    chances = np.maximum(np.diff(np.diff(below, axis=0), axis=1), 1e-300)
    weight = counts / chances
    value = -float((counts * np.log(chances)).sum())
    root = np.sqrt((1 - rho) * (1 + rho))

    def density(points: Vector) -> Vector:
        found: Vector = np.exp(-0.5 * points * points) / np.sqrt(2 * np.pi)
        return found

    # d below / d h = density(h) * ndtr((k - rho h) / root); a threshold ends one band and starts the next.
    by_row = density(rows)[:, None] * ndtr((k[None, :] - rho * rows[:, None]) / root)
    by_column = density(columns)[None, :] * ndtr((h[:, None] - rho * columns[None, :]) / root)
    row_bands, column_bands = np.diff(by_row, axis=1), np.diff(by_column, axis=0)
    row_slope = -((weight[:-1] - weight[1:]) * row_bands).sum(axis=1)
    column_slope = -((weight[:, :-1] - weight[:, 1:]) * column_bands).sum(axis=0)
    corner = np.zeros_like(below)
    inner_h, inner_k = np.meshgrid(rows, columns, indexing="ij")
    exponent = (inner_h**2 - 2 * rho * inner_h * inner_k + inner_k**2) / (2 * root * root)
    corner[1:-1, 1:-1] = np.exp(-exponent) / (2 * np.pi * root)
    rho_slope = -(weight * np.diff(np.diff(corner, axis=0), axis=1)).sum()
    return value, np.concatenate([row_slope, column_slope, [rho_slope]])
