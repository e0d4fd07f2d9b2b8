"""Hold a product of two numbers between planes, where each number lies between two ends (McCormick 1976)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from crossregime.core.statistics import Vector

PLANES = 4
"""Planes that hold a product."""


def planes_of_products(low: Vector, high: Vector, lowest: Vector, highest: Vector, square: Vector) -> Vector:
    """Give four planes for each product of two numbers, each between two ends: two above it, two below.

    By product, plane, and four numbers: what the first and the second factor are taken times, and the ends between
    which the product less these lies.
    """
    planes = np.full((len(low), PLANES, 4), np.nan)
    corners = ((high, lowest), (low, highest), (low, lowest), (high, highest))
    for at, (one, other) in enumerate(corners):
        planes[:, at, 0], planes[:, at, 1] = other, one
        planes[:, at, 2], planes[:, at, 3] = (-np.inf, -one * other) if at < 2 else (-one * other, np.inf)
    # Of a square the chord is above it, and tangents below: at both ends, as above, and in the middle.
    middle = (low[square] + high[square]) / 2
    planes[square, 1] = np.stack([middle, middle, -middle * middle, np.full(len(middle), np.inf)], axis=1)
    return planes


def planes_of_root(low: float, high: float, lowest: float, highest: float) -> Vector:
    """Give four planes for the root of a product of two numbers, each between two ends, as `planes_of_products` does.

    A root lies above its chord; by McCormick's planes of the two roots, so does their product. It lies below the
    planes that touch it.
    """
    roots = [[math.sqrt(each) for each in ends] for ends in ((low, high), (lowest, highest))]
    steep = [1 / (least + most) if most else 0.0 for least, most in roots]
    planes = []
    for at in (0, 1):
        one, other = roots[0][at], roots[1][at]
        # other * (root of the first) + one * (root of the second) - one * other, each root by its chord
        constant = other * (roots[0][0] - steep[0] * low) + one * (roots[1][0] - steep[1] * lowest) - one * other
        planes.append([other * steep[0], one * steep[1], constant, math.inf])
    for one, other in (((low + high) / 2, (lowest + highest) / 2), (high, highest)):
        if one and other:
            planes.append([math.sqrt(other / one) / 2, math.sqrt(one / other) / 2, -math.inf, 0.0])
        else:
            planes.append([0.0, 0.0, -math.inf, math.sqrt(high * highest)])
    return np.array(planes)
