"""A range of grades holds just the grades between its ends."""

from __future__ import annotations

from hypothesis import given, strategies as st

from crossregime.core.ranges import grades, hull

SPANS = st.tuples(st.integers(0, 5), st.integers(0, 5)).map(lambda ends: (min(ends), max(ends)))


@given(span=SPANS, ruled_out=st.none() | st.integers(0, 5))
def test_the_grades_of_a_range_are_those_between_its_ends_but_the_one_that_is_ruled_out(span, ruled_out):
    found = grades(span, ruled_out)
    assert set(found) == {rank for rank in range(span[0], span[1] + 1) if rank != ruled_out}


@given(ranks=st.lists(st.integers(0, 5), min_size=1))
def test_the_hull_is_the_smallest_range_that_holds_all(ranks):
    assert hull(ranks) == (min(ranks), max(ranks))


def test_nothing_has_no_hull():
    assert hull([]) is None
