"""Planes that hold products and roots of products, at points between the ends."""

import math

import numpy as np
import pytest
from hypothesis import given, strategies as st

from crossregime.core.bounds.search.planes import planes_of_products, planes_of_root

ENDS = st.tuples(st.floats(-3, 3), st.floats(-3, 3)).map(sorted)
POSITIVE = st.tuples(st.floats(0, 3), st.floats(0, 3)).map(sorted)
SHARE = st.floats(0, 1)


def between(ends, share):
    return ends[0] + share * (ends[1] - ends[0])


def holds(planes, one, other, made):
    return all(
        low - 1e-9 <= made - (first * one + second * other) <= high + 1e-9 for first, second, low, high in planes
    )


@given(ENDS, ENDS, SHARE, SHARE)
def test_a_product_lies_between_its_planes(first, second, here, there):
    one, other = between(first, here), between(second, there)
    ends = [np.array([end]) for end in (*first, *second)]
    assert holds(planes_of_products(*ends, np.array([False]))[0], one, other, one * other)


@given(ENDS, SHARE)
def test_a_square_lies_between_its_planes(ends, share):
    one = between(ends, share)
    both = [np.array([end]) for end in (*ends, *ends)]
    assert holds(planes_of_products(*both, np.array([True]))[0], one, one, one * one)


@given(POSITIVE, POSITIVE, SHARE, SHARE)
def test_the_root_of_a_product_lies_between_its_planes(first, second, here, there):
    one, other = between(first, here), between(second, there)
    assert holds(planes_of_root(*first, *second), one, other, math.sqrt(one * other))


def test_planes_meet_a_product_at_every_corner():
    low, high = np.array([1.0]), np.array([4.0])
    planes = planes_of_products(low, high, low, high, np.array([False]))[0]
    for one, other in ((1, 1), (1, 4), (4, 1), (4, 4)):
        above = min(first * one + second * other + high for first, second, _, high in planes if np.isfinite(high))
        below = max(first * one + second * other + low for first, second, low, _ in planes if np.isfinite(low))
        assert (below, above) == pytest.approx((one * other, one * other))
