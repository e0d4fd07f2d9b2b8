"""The distribution of heads is that of the binomial, exact for as many throws as are counted in whole numbers."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np
import pytest
from scipy import stats

from crossregime.core.statistics.binomial import MOST_EXACT, heads_at_most, heads_chances


@pytest.mark.parametrize("throws", [0, 1, 7, 1000, 1001, 1002, 200_000])
def test_the_chances_of_heads_are_those_of_the_binomial_distribution(throws):
    found = heads_chances(throws)
    assert len(found) == throws + 1
    wanted = stats.binom.pmf(np.arange(throws + 1), throws, 0.5)
    assert np.abs(found - wanted).max() <= 1e-10 * wanted.max()


@pytest.mark.parametrize("throws", [1, 2, 13, MOST_EXACT])
def test_up_to_a_thousand_throws_a_tail_is_the_nearest_number_to_the_exact_fraction(throws):
    for heads in {0, throws // 3, throws // 2, throws}:
        exact = Fraction(sum(comb(throws, number) for number in range(heads + 1)), 2**throws)
        assert heads_at_most(heads, throws) == float(exact)


@pytest.mark.parametrize("throws", [MOST_EXACT + 1, 5_000, 10_000_000])
def test_beyond_a_thousand_a_tail_is_the_sum_of_the_chances(throws):
    chances = heads_chances(throws)
    for heads in (throws // 2, throws // 2 - throws // 1000):
        assert heads_at_most(heads, throws) == pytest.approx(chances[: heads + 1].sum(), rel=1e-9)
