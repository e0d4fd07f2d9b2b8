"""The closed form against every completion: one or both sides with one kind of range and known totals."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, strategies as st

from crossregime.core.bounds.closed_form import ClosedForm
from crossregime.core.bounds.counting import tables
from crossregime.core.bounds.problem import Problem, Stratum, TotalConstraint, Variable
from crossregime.core.bounds.search.branch_and_bound import BranchAndBound
from crossregime.core.statistics.catalogue import bounded_statistics
from crossregime.core.statistics.cells import Undefined

from ...depth import examples


@st.composite
def packs(draw, *, sides=(0, 1)):
    """Make a problem in which each side has at most one kind of range, and every total that its truth has."""
    size = draw(st.integers(2, 4))
    spreads = [draw(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).map(sorted)) for _ in (0, 1)]
    strata: dict[Stratum, int] = {}
    truth = [[0] * size, [0] * size]

    def variable(side, *, is_open):
        grade = draw(st.integers(*spreads[side])) if is_open else draw(st.integers(0, size - 1))
        truth[side][grade] += 1
        ends = tuple(spreads[side]) if is_open else (grade, grade)
        return Variable(side, ends, tuple(range(size)) if side == 0 else tuple(range(size, 2 * size)))

    for _ in range(draw(st.integers(1, 6))):
        opens = [side in sides and draw(st.booleans()) for side in (0, 1)]
        stratum = Stratum(1, (variable(0, is_open=opens[0]), variable(1, is_open=opens[1])), ((0, 1),))
        strata[stratum] = strata.get(stratum, 0) + 1
    for side in sides:
        for _ in range(draw(st.integers(0, 2))):
            stratum = Stratum(1, (variable(side, is_open=True),))
            strata[stratum] = strata.get(stratum, 0) + 1
    limits = [
        TotalConstraint(side, frozenset([grade]), count, count)
        for side in (0, 1)
        for grade, count in enumerate(truth[side])
    ]
    every = tuple(Stratum(count, stratum.variables, stratum.cells) for stratum, count in strata.items())
    return Problem((size, size), every, tuple(limits))


def completed(problem):
    """List the table of every completion."""
    found = tables(problem, 10**6)
    width = problem.sizes[1]
    return [[list(cells[at : at + width]) for at in range(0, len(cells), width)] for cells in found]


def number(table, cells):
    return sum(table[i][j] for i, j in cells)


@given(packs(), st.data())
def test_a_block_and_its_share_have_the_bounds_of_every_completion(problem, data):
    closed = ClosedForm.of(problem)
    every = completed(problem)
    size = problem.sizes[0]
    some = st.sets(st.integers(0, size - 1), min_size=1)
    rows, columns = data.draw(some), data.draw(some)
    wanted, within = frozenset(product(rows, columns)), frozenset(product(rows, range(size)))
    counts = closed.cells(wanted)
    numbers = [number(table, wanted) for table in every]
    assert (counts.lowest, counts.highest) == (min(numbers), max(numbers))
    ratios = [number(table, wanted) / number(table, within) for table in every if number(table, within)]
    share = closed.share(wanted, within)
    assert (share is None) == (not ratios)
    if share is not None:
        assert (share.lowest, share.highest) == (min(ratios), max(ratios))


@given(packs(sides=(1,)) | packs(sides=(0,)), st.data())
def test_any_set_of_cells_has_the_bounds_of_every_completion_where_one_side_is_known(problem, data):
    size = problem.sizes[0]
    wanted = frozenset(data.draw(st.sets(st.sampled_from(list(product(range(size), repeat=2))), min_size=1)))
    closed = ClosedForm.of(problem)
    counts = closed.cells(wanted)
    numbers = [number(table, wanted) for table in completed(problem)]
    assert (counts.lowest, counts.highest) == (min(numbers), max(numbers))
    assert "search" not in vars(closed)


@examples(60)
@given(packs())
def test_every_statistic_has_the_bounds_of_every_completion(problem):
    closed = ClosedForm.of(problem)
    every = completed(problem)
    for statistic in bounded_statistics(common_scale=True):
        values = [statistic.value(table) for table in every]
        held = [value for value in values if not isinstance(value, Undefined)]
        found = closed.interval(statistic)
        if not held:
            assert isinstance(found, Undefined)
        else:
            assert found.sharp
            assert (found.lowest, found.highest) == pytest.approx((min(held), max(held)))


@given(packs())
def test_the_extremes_are_completions(problem):
    every = completed(problem)
    assert all(table in every for table in ClosedForm.of(problem).extremes)


def test_with_too_many_ways_to_deal_integer_programs_take_over(monkeypatch):
    pair = Stratum(6, (Variable(0, (0, 2), (0, 1, 2)), Variable(1, (0, 2), (3, 4, 5))), ((0, 1),))
    limits = tuple(TotalConstraint(side, frozenset([grade]), 2, 2) for side in (0, 1) for grade in range(3))
    closed = ClosedForm.of(Problem((3, 3), (pair,), limits))
    expected = [closed.interval(each) for each in bounded_statistics(common_scale=False)]
    assert "search" not in vars(closed)
    monkeypatch.setattr("crossregime.core.bounds.closed_form.MOST_WAYS", 2)
    again = ClosedForm.of(closed.problem)
    found = [again.interval(each) for each in bounded_statistics(common_scale=False)]
    assert isinstance(again.search, BranchAndBound)
    for one, other in zip(found, expected, strict=True):
        assert (one.lowest, one.highest) == pytest.approx((other.lowest, other.highest))
