"""How many pairs of councils can differ in a grade, against every margin."""

from __future__ import annotations

from itertools import product

from hypothesis import given, strategies as st

from crossregime.core.bounds.search.evenness import untied_range


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=4), st.integers(0, 10))
def test_the_range_of_untied_pairs_holds_every_margin(ends, n):
    lowest, highest = [min(each) for each in ends], [max(each) for each in ends]
    numbers = [
        (n * n - sum(size * size for size in margin)) // 2
        for margin in product(*(range(low, high + 1) for low, high in zip(lowest, highest, strict=True)))
        if sum(margin) == n
    ]
    if numbers:
        few, many = untied_range(lowest, highest, n)
        assert few <= min(numbers)
        assert many == max(numbers)
