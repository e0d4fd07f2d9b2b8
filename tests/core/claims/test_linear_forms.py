"""Sums over councils are bounded exactly: against every completion, one by one."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given, strategies as st

from crossregime.core.claims.linear_forms import Binding, LinearForms, Requirement, Unit

from ...depth import examples

RANGES = st.tuples(st.integers(0, 2), st.integers(0, 2)).map(lambda ends: (min(ends), max(ends)))


@st.composite
def cases(draw):
    """Give units with two positions, two forms, and limits that some completion meets."""
    spreads = draw(st.lists(st.tuples(RANGES, RANGES), min_size=1, max_size=5))
    tables = [draw(st.lists(st.integers(-2, 2), min_size=9, max_size=9)) for _ in range(4)]
    completion = [tuple(draw(st.integers(*spread)) for spread in pair) for pair in spreads]
    every = [Unit(str(place), ("", ""), ({}, {}), pair) for place, pair in enumerate(spreads)]
    forms = [lambda _, grades, table=table: table[3 * grades[0] + grades[1]] for table in tables]
    sums = [sum(form(None, way) for way in completion) for form in forms[2:]]
    slack = draw(st.integers(0, 1))
    limits = [Binding(form, total - slack, total) for form, total in zip(forms[2:], sums, strict=True)]
    return every, forms[:2], limits[: draw(st.integers(0, 2))]


@given(cases(), st.integers(-3, 3), st.integers(-3, 3))
@examples(40)
def test_bounds_are_those_of_every_completion_that_meets_the_limits(case, first, least):
    every, forms, limits = case
    weights = (Fraction(first, 2), Fraction(1, 3))
    sums = []
    for ways in product(*(unit.ways for unit in every)):
        filled = [sum(form(None, way) for way in ways) for form in forms]
        if all(limit.lowest <= sum(limit.form(None, way) for way in ways) <= limit.highest for limit in limits):
            sums.append(filled)
    values = [weights[0] * a + weights[1] * b for a, b in sums]
    tally = LinearForms(every, forms, limits)
    assert tally.extent(weights) == (min(values), max(values))
    asked = [
        Requirement(weights, Fraction(least), strict=True),
        Requirement((Fraction(0), Fraction(1)), Fraction(-1)),
    ]
    met = [value for value, (_, b) in zip(values, sums, strict=True) if value > least and b >= -1]
    assert tally.possible(asked) == bool(met)
    assert tally.extent(weights, asked) == ((min(met), max(met)) if met else None)
