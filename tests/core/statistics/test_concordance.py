"""Two scales linked by how many councils have each grade: what falls where."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from crossregime.core.errors import UsageError
from crossregime.core.statistics.concordance import LINKING_METHODS, link_by_totals

COUNTS = st.lists(st.integers(0, 9), min_size=2, max_size=5).filter(any)


@given(st.sampled_from(LINKING_METHODS), COUNTS, COUNTS)
def test_all_of_a_grade_falls_somewhere_and_a_grade_nobody_has_falls_nowhere(method, first, second):
    found = link_by_totals(method, first, second)
    for count, row, joint, span in zip(first, found.shares, found.joint, found.sets, strict=True):
        assert sum(row) == (1 if count else 0)
        assert sum(joint) == Fraction(count, sum(first))
        assert (span is None) == (count == 0)


@given(COUNTS, COUNTS)
def test_linking_by_equal_percentiles_gives_the_other_scale_its_own_numbers_and_never_turns_the_order(first, second):
    found = link_by_totals("equipercentile", first, second)
    assert [sum(column) for column in zip(*found.joint, strict=True)] == [
        Fraction(count, sum(second)) for count in second
    ]
    spans = [span for span in found.sets if span is not None]
    for (_, below), (above, _) in pairwise(spans):
        assert below <= above


@given(COUNTS)
def test_a_scale_linked_to_itself_links_each_grade_to_itself(counts):
    for method in LINKING_METHODS:
        assert link_by_totals(method, counts, counts).sets == tuple(
            (rank, rank) if count else None for rank, count in enumerate(counts)
        )


@given(COUNTS, COUNTS)
def test_a_grade_falls_by_its_ridit_within_where_it_falls_by_percentiles(first, second):
    whole, middles = (link_by_totals(method, first, second) for method in ("equipercentile", "ridit"))
    for span, middle in zip(whole.sets, middles.sets, strict=True):
        assert (span is None) == (middle is None)
        if span is not None and middle[0] == middle[1]:
            assert span[0] <= middle[0] <= span[1]


def test_a_ridit_on_a_border_falls_half_to_either_side():
    # The middle of the only grade, 1/2, is where the two grades of the other scale meet.
    assert link_by_totals("ridit", [4, 0], [2, 2]).shares[0] == (Fraction(1, 2), Fraction(1, 2))


def test_an_unknown_method_and_numbers_of_no_councils_are_refused():
    with pytest.raises(UsageError, match="there is no linking by 'ridits'") as caught:
        link_by_totals("ridits", [1, 2], [2, 1])
    assert caught.value.matches == ("ridit",)
    for counts in ([0, 0], [3, -1]):
        with pytest.raises(UsageError, match="is not a distribution"):
            link_by_totals("ridit", counts, [1, 1])
