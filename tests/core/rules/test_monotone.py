"""Without the rule, order and symmetry alone leave a range that always holds the star of the rule."""

from __future__ import annotations

from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given, strategies as st

from crossregime.core.rules.monotone import Monotone

from ...depth import examples
from ...stars import (
    EXCELLENT,
    MOST,
    NO,
    ONE,
    POOR,
    PROMISING,
    SOME,
    THREE,
    TWO,
    UNCERTAIN,
    YES,
    ZERO,
    gathered,
)

# Without the rule


def test_42_of_136_patterns_are_determined_by_the_ratings_and_47_with_the_examples(known):
    layers = gathered().layers
    assert [(layer.monotone.determined, len(layer.monotone.patterns)) for layer in layers] == [
        (42, 136), (47, 136), (47, 136),
    ]  # fmt: skip
    examples = [
        ((MOST, PROMISING, NO, POOR), ZERO), ((SOME, PROMISING, SOME, UNCERTAIN), ONE),
        ((YES, UNCERTAIN, MOST, PROMISING), TWO), ((YES, PROMISING, MOST, EXCELLENT), THREE),
    ]  # fmt: skip
    rated = [(pattern, star) for _, pattern, star in known]

    def determined(ratings):
        """Count again, from the definition: a pattern is a pair of services, in either order."""
        both = [(order, star) for p, star in ratings for order in (p, (*p[2:], *p[:2]))]
        count = 0
        for one, other in combinations_with_replacement(list(product(range(4), repeat=2)), 2):
            mine = (*one, *other)
            low = max([s for p, s in both if all(a >= b for a, b in zip(mine, p, strict=True))], default=0)
            high = min([s for p, s in both if all(a <= b for a, b in zip(mine, p, strict=True))], default=3)
            count += low == high
        return count

    assert (determined(rated), determined(rated + examples)) == (42, 47)


def test_the_range_without_the_rule_always_holds_the_star_of_the_rule(rule):
    for layer in gathered().layers:
        for pattern in layer.monotone.patterns:
            worst, best = layer.monotone.range(pattern)
            assert worst <= rule.headline(pattern) <= best


PLACES = list(product(range(3), repeat=2))


@pytest.fixture(scope="module")
def every_order():
    """Every way to give 3 x 3 patterns one of three headlines, keeping order and symmetry."""
    unordered = [(a, b) for a, b in PLACES if a <= b]
    found = []
    for values in product(range(3), repeat=len(unordered)):
        way = dict(zip(unordered, values, strict=True))
        whole = {(a, b): way[min(a, b), max(a, b)] for a, b in PLACES}
        if all(whole[p] <= whole[q] for p in PLACES for q in PLACES if p[0] <= q[0] and p[1] <= q[1]):
            found.append(whole)
    return found


@examples(40)
@given(rated=st.lists(st.tuples(st.sampled_from(PLACES), st.integers(0, 2)), max_size=4))
def test_the_rule_free_range_is_what_all_orders_that_fit_the_ratings_leave(every_order, rated):
    """The oracle lists every function that keeps to order, symmetry and the ratings."""
    free = Monotone((3, 3), 3, ((0,), (1,)), tuple(rated))
    fitting = [way for way in every_order if all(way[pattern] == star for pattern, star in rated)]
    if fitting:
        for pattern in PLACES:
            values = [way[pattern] for way in fitting]
            assert free.range(pattern) == (min(values), max(values))
    else:
        assert any(free.range(pattern) is None for pattern, _ in rated)


# Without going through the patterns


@examples(60)
@given(
    rated=st.lists(st.tuples(st.sampled_from(PLACES), st.integers(0, 2)), max_size=4),
    left=st.tuples(*[st.sets(st.integers(0, 2), min_size=1).map(sorted).map(tuple)] * 2),
)
def test_the_range_of_many_patterns_is_that_of_each_put_together(rated, left):
    free = Monotone((3, 3), 3, ((0,), (1,)), tuple(rated))
    bounds = [each for pattern in product(*left) if (each := free.range(pattern)) is not None]
    expected = (min(low for low, _ in bounds), max(high for _, high in bounds)) if bounds else None
    assert free.hull(left) == expected


@pytest.mark.parametrize(
    ("sizes", "alike"), [((3, 2), ()), ((2, 3, 2, 3, 2), ((0, 1), (2, 3))), ((2, 2, 2), ((0,), (1,), (2,)))]
)
def test_the_number_of_patterns_is_counted_without_listing_them(sizes, alike):
    free = Monotone(sizes, 2, alike, ())
    assert free.number == len(free.patterns)


def test_nine_judgements_are_bounded_at_once_and_what_they_determine_is_not_counted():
    free = Monotone((4,) * 9, 3, (), (((2,) * 9, 1), ((1,) * 9, 1)))
    assert free.hull([(1, 2)] * 9) == (1, 1)
    assert free.hull([(0, 1, 2, 3)] * 9) == (0, 2)
    assert (free.number, free.determined) == (262_144, None)


def test_ratings_that_contradict_each_other_leave_no_less_than_what_is_said_of_the_ends():
    """Of 2 ** 16 patterns none is gone through: the worst of them is bounded below, the best above."""
    every = (0,) * 16, (1,) * 16
    free = Monotone((2,) * 16, 4, (), ((every[0], 2), (every[1], 3), ((0,) * 15 + (1,), 1)))
    assert free.range(every[0]) is None
    assert free.hull([(0, 1)] * 16) == (2, 3)
