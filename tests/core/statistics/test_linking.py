"""Linking from totals alone: against a published table, against councils in a row, and by its laws."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, strategies as st

from crossregime.core.errors import UsageError
from crossregime.core.statistics.concordance import link_by_totals
from crossregime.core.statistics.linking import equipercentile, ridit
from crossregime.core.statistics.ridit import ridit_scores

distributions = st.lists(st.integers(0, 6), min_size=1, max_size=5).filter(any)


def test_the_equivalents_are_those_of_kolen_and_brennan():
    # Kolen & Brennan, Test Equating, Scaling, and Linking, table 2.3: scores 0 to 4 of ten examinees on each form.
    first, second = [0, 0, 1, 1, 1, 2, 2, 3, 3, 4], [0, 1, 1, 2, 2, 3, 3, 3, 4, 4]
    counts = [[scores.count(score) for score in range(5)] for scores in (first, second)]
    found = equipercentile(*counts).equivalents
    assert [float(each) for each in found] == pytest.approx([0.5, 1.75, 2.8333333333333335, 3.5, 4.25], abs=1e-12)


def test_a_grade_that_nobody_has_has_an_equivalent_at_the_border_that_it_stands_on():
    found = equipercentile([0, 2, 2, 0], [1, 3, 0]).equivalents
    assert [float(each) for each in found] == pytest.approx([-0.5, 0.5, 7 / 6, 1.5], abs=1e-12)


def test_the_shares_are_worked_out_by_hand():
    # Of 10 councils 4 are low; of 20 councils 5 are poor: the worst 40% beside the worst 25%.
    found = equipercentile([4, 6], [5, 10, 5])
    assert found.shares == ((Fraction(5, 8), Fraction(3, 8), 0), (0, Fraction(7, 12), Fraction(5, 12)))
    assert found.sets == ((0, 1), (1, 2))
    assert ridit([4, 6], [5, 10, 5]).sets == ((0, 0), (1, 1))
    # Half the councils stand at the border between the two grades of the other scale.
    assert ridit([1, 2, 1], [2, 2]).shares == ((1, 0), (Fraction(1, 2), Fraction(1, 2)), (0, 1))


@given(distributions, distributions)
def test_equipercentile_puts_councils_in_a_row_beside_councils_in_a_row(first, second):
    # Each council split into as many parts as the other side has, so that both rows are of one length.
    rows = [rank for rank, count in enumerate(first) for _ in range(count * sum(second))]
    columns = [rank for rank, count in enumerate(second) for _ in range(count * sum(first))]
    pairs = list(zip(rows, columns, strict=True))
    joint = equipercentile(first, second).joint
    for i in range(len(first)):
        for j in range(len(second)):
            assert joint[i][j] == Fraction(pairs.count((i, j)), len(pairs))


@given(distributions, distributions)
def test_equipercentile_is_the_same_seen_from_either_side(first, second):
    there, back = equipercentile(first, second).joint, equipercentile(second, first).joint
    assert there == tuple(zip(*back, strict=True))


@given(distributions, distributions)
def test_the_margins_of_what_falls_where_are_those_of_the_two_sides(first, second):
    for method in (equipercentile, ridit):
        found = method(first, second)
        assert [sum(row) for row in found.joint] == [Fraction(count, sum(first)) for count in first]
        assert all(sum(row) == (1 if count else 0) for row, count in zip(found.shares, first, strict=True))
        assert [ends is None for ends in found.sets] == [count == 0 for count in first]
    totals = [sum(column) for column in zip(*equipercentile(first, second).joint, strict=True)]
    assert totals == [Fraction(count, sum(second)) for count in second]


@given(distributions, distributions)
def test_the_sets_never_fall_as_the_grade_rises(first, second):
    for method in (equipercentile, ridit):
        sets = [ends for ends in method(first, second).sets if ends is not None]
        assert sets == sorted(sets)
        assert [best for _, best in sets] == sorted(best for _, best in sets)


@given(distributions, distributions)
def test_a_ridit_falls_into_the_grade_that_holds_it(first, second):
    assume(all(first) and all(second))
    below = [Fraction(sum(second[:rank]), sum(second)) for rank in range(len(second) + 1)]
    for middle, row in zip(
        ridit_scores([Fraction(count) for count in first]), ridit(first, second).shares, strict=True
    ):
        holding = [rank for rank in range(len(second)) if below[rank] <= middle <= below[rank + 1]]
        assert [rank for rank, share in enumerate(row) if share] == holding
        assert all(share == Fraction(1, len(holding)) for share in row if share)


@given(distributions)
def test_a_scale_linked_to_itself_is_the_identity(counts):
    for method in (equipercentile, ridit):
        sets = method(counts, counts).sets
        assert all(ends is None or ends == (rank, rank) for rank, ends in enumerate(sets))


@pytest.mark.parametrize("counts", [[0, 0], [], [1, -1]])
def test_what_is_no_distribution_is_refused(counts):
    with pytest.raises(UsageError, match="is not a distribution"):
        equipercentile(counts, [1, 2])


def test_an_unknown_method_is_refused_with_the_nearest():
    with pytest.raises(UsageError, match="there is no linking by 'ridits'") as caught:
        link_by_totals("ridits", [1], [1])
    assert caught.value.matches == ("ridit",)
