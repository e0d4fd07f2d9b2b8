"""Figures that can be bounded: which there are, what each needs, and that the search may rely on what they say."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from crossregime.core.statistics.bounded import Linear
from crossregime.core.statistics.catalogue import ENTRIES, bounded_statistics
from crossregime.core.statistics.cells import Undefined

from ...count_tables import AGREEMENT, ASSOCIATION, CHANGE, squares
from ...depth import examples

ALL = {each.id: each for each in bounded_statistics(common_scale=True)}


@pytest.mark.parametrize("statistic", [*AGREEMENT, *CHANGE], ids=lambda each: each.id)
def test_agreement_and_change_refuse_two_scales(statistic):
    with pytest.raises(ValueError, match="one scale"):
        statistic.value([[1, 2, 3], [4, 5, 6]])


def test_only_a_common_scale_has_agreement_and_change():
    assert bounded_statistics(common_scale=False) == ASSOCIATION
    assert [each.family for each in bounded_statistics(common_scale=True)] == (
        ["association"] * 6 + ["agreement"] * 9 + ["change"] * 4
    )
    moves = {"rises", "falls", "unchanged"}
    assert {each.name for each in ENTRIES if each.bounded} == (set(ALL) - moves) | {"rises_and_falls"}


@pytest.mark.parametrize("statistic", ALL.values(), ids=lambda each: each.id)
@examples(40)
@given(data=st.data())
def test_a_figure_that_is_ordered_grows_with_a_swap_towards_the_diagonal_and_the_margins_stay(statistic, data):
    table = data.draw(squares)
    size = len(table)
    row, column = data.draw(st.integers(0, size - 2)), data.draw(st.integers(0, size - 2))
    if not statistic.ordered((size, size)) or not (table[row + 1][column] and table[row][column + 1]):
        return
    swapped = [list(line) for line in table]
    for i, j, step in ((row, column, 1), (row + 1, column + 1, 1), (row + 1, column, -1), (row, column + 1, -1)):
        swapped[i][j] += step
    before, after = statistic.value(table), statistic.value(swapped)
    if not isinstance(before, Undefined) and not isinstance(after, Undefined):
        assert after >= before - 1e-12


@pytest.mark.parametrize("statistic", ALL.values(), ids=lambda each: each.id)
@examples(40)
@given(table=squares)
def test_a_figure_lacks_a_value_only_for_want_of_councils_where_it_says_that_it_never_does(statistic, table):
    if not statistic.may_lack_value and isinstance(statistic.value(table), Undefined):
        assert sum(map(sum, table)) < 2


def test_percent_agreement_is_no_ordered_figure_of_three_grades_and_the_mean_shift_is():
    # Weights 1 on the diagonal alone are not supermodular: from (0, 2) and (1, 1) to (0, 1) and (1, 2) one agrees less.
    assert ALL["percent_agreement"].ordered((2, 2))
    assert not ALL["percent_agreement"].ordered((3, 3))
    assert ALL["mean_shift"].ordered((3, 3))
    assert isinstance(ALL["mean_shift"].form, Linear)
