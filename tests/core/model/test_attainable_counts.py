"""A printed share stands for the whole numbers that round to it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given, strategies as st

from crossregime.core.model.attainable_counts import share_as_counts

from ...depth import examples


@pytest.mark.parametrize(
    ("percent", "of", "counts"),
    [
        (81, 150, (121, 122)),
        (13, 16, (2, 2)),
        (12, 16, (2, 2)),
        (25, 152, (38, 38)),
        (26, 152, (39, 40)),
        (0, 150, (0, 0)),
        (0, 400, (0, 2)),
        (100, 400, (398, 400)),
        (100, 150, (150, 150)),
        (50, 0, (0, 0)),
    ],
)
def test_a_share_stands_for_the_whole_numbers_that_round_to_it(percent, of, counts):
    assert share_as_counts(percent, of) == counts


@examples(200)
@given(percent=st.integers(0, 100), of=st.integers(1, 400))
@example(13, 16)
@example(3, 16)
def test_a_number_is_within_a_share_just_when_it_rounds_to_it_either_way(percent, of):
    low, high = share_as_counts(percent, of)
    for number in range(of + 1):
        rounds = abs(Fraction(100 * number, of) - percent) <= Fraction(1, 2)
        assert (low <= number <= high) == rounds
