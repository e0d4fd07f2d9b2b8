"""A box of completions is halved without one being lost or counted twice."""

from __future__ import annotations

import numpy as np
from hypothesis import given, strategies as st

from crossregime.core.bounds.search.boxes import Box

ENDS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)


@given(st.lists(ENDS, min_size=1, max_size=4).filter(lambda spans: any(low < high for low, high in spans)), st.data())
def test_every_whole_number_of_a_box_is_in_one_of_its_halves_wherever_it_is_split(spans, data):
    box = Box(*(np.array(ends) for ends in zip(*spans, strict=True)))
    index = data.draw(st.sampled_from([place for place, (low, high) in enumerate(spans) if low < high]))
    low, high = spans[index]
    below, above = box.halves(index, data.draw(st.integers(-5, 30)))
    inside = [
        [value for value in range(low, high + 1) if half.lowest[index] <= value <= half.highest[index]]
        for half in (below, above)
    ]
    assert [*inside[0], *inside[1]] == [*range(low, high + 1)]
    assert all(inside)
    for half in (below, above):
        for place, span in enumerate(spans):
            assert place == index or [half.lowest[place], half.highest[place]] == span
    assert len({box.key, below.key, above.key}) == 3


def test_a_box_of_one_number_a_sum_is_fixed():
    assert Box(np.array([3, 4]), np.array([3, 4])).fixed
    assert not Box(np.array([3, 4]), np.array([3, 5])).fixed
