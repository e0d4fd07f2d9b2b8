"""Links of a grade join; a range is mapped to the hull of what its grades are mapped to."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from crossregime.core.errors import DataError

from ...crosswalk_links import GOOD, link, walk

# Sets and ranges


def test_several_links_of_a_grade_join_and_are_numbered():
    several = walk(*GOOD[:2], link("most", "2"), link("most", "3"), GOOD[3])
    assert several.validate()
    assert several.set_of(2) == (1, 2)
    assert several.link_ids(2, 3) == ("trial/most.1", "trial/most.2", "trial/yes")


@given(st.lists(st.integers(0, 3), min_size=4, max_size=4), st.lists(st.integers(0, 3), min_size=4, max_size=4))
def test_a_range_is_mapped_to_the_hull_of_what_its_grades_are_mapped_to(one, other):
    low, high = sorted(one), sorted(other)
    ends = [(min(pair), max(pair)) for pair in zip(low, high, strict=True)]
    found = walk(*(
        link(grade, *"1234"[worst : best + 1], kind="close" if worst == best else "broader")
        for grade, (worst, best) in zip(("no", "some", "most", "yes"), ends, strict=True)
    ))  # fmt: skip
    assert found.validate()
    for worst in range(4):
        for best in range(worst, 4):
            inside = ends[worst : best + 1]
            assert found.to_ranks(worst, best) == (min(low for low, _ in inside), max(high for _, high in inside))


def test_a_grade_that_corresponds_to_nothing_is_none_and_can_t_be_part_of_a_range():
    partly = walk(link("no", kind="none"), *GOOD[1:])
    assert partly.validate()
    assert partly.to_ranks(0) is None
    with pytest.raises(DataError, match="No or Some can't be mapped: a part of the range has no counterpart"):
        partly.to_ranks(0, 1)
