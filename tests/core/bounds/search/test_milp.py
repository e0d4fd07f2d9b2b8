"""An integer program is solved exactly, proven to have no solution, or an error."""

from __future__ import annotations

from itertools import product
from math import inf

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy.optimize import milp as solve

from crossregime.core.bounds.search.milp import optimum

from ....depth import examples

SMALL = st.integers(-3, 3)


@st.composite
def programs(draw):
    """Give costs, rows and their bounds for up to three numbers, each number at most 3."""
    size = draw(st.integers(1, 3))
    line = st.lists(SMALL, min_size=size, max_size=size)
    more = draw(st.lists(st.tuples(line, st.integers(-6, 6), st.integers(0, 4)), max_size=3))
    own = [[int(place == other) for other in range(size)] for place in range(size)]
    return (
        draw(line),
        own + [row for row, _, _ in more],
        [0] * size + [low for _, low, _ in more],
        [3] * size + [low + width for _, low, width in more],
    )


@given(programs())
@examples(150)
def test_the_least_cost_is_that_of_every_solution_one_by_one(program):
    cost, matrix, lowest, highest = program
    costs = [
        int(np.dot(cost, each))
        for each in product(range(4), repeat=len(cost))
        if all(low <= np.dot(row, each) <= high for row, low, high in zip(matrix, lowest, highest, strict=True))
    ]
    found = optimum(cost, matrix, lowest, highest)
    if found is None:
        assert costs == []
    else:
        assert int(np.dot(cost, found)) == min(costs)
        sums = np.dot(matrix, found)
        assert (sums >= lowest).all()
        assert (sums <= highest).all()


@pytest.mark.parametrize("size", [10**8, 10**10, 10**12])
def test_costs_that_differ_by_one_in_millions_of_millions_are_told_apart(size):
    assert optimum([size + 1, size], [[1, 1]], [5], [5]).tolist() == [0, 5]
    assert optimum([size, size + 1], [[1, 1]], [5], [5]).tolist() == [5, 0]


def test_costs_beyond_what_is_told_apart_are_solved_still():
    assert optimum([10**20, 2 * 10**20], [[1, 1]], [5], [5]).tolist() == [5, 0]


def test_a_solution_near_the_best_is_not_good_enough(monkeypatch):
    asked = []

    def milp(*given, **more):
        asked.append(more["options"])
        return solve(*given, **more)

    monkeypatch.setattr("scipy.optimize.milp", milp)
    optimum([-1, -1], [[2, 2]], [0], [3])
    assert asked
    assert all(options["mip_rel_gap"] == 0 for options in asked)


def test_what_only_fractions_solve_has_no_solution():
    assert optimum([1, 1], [[2, 2]], [3], [3]) is None


def test_nothing_to_choose_is_solved_where_the_bounds_allow_zero():
    assert optimum([], np.zeros((1, 0)), [0], [1]).tolist() == []
    assert optimum([], np.zeros((1, 0)), [1], [1]) is None


def test_what_is_neither_solved_nor_proven_to_have_no_solution_is_an_error():
    with pytest.raises(RuntimeError, match="was not solved"):
        optimum([-1], [[1]], [0], [inf])


def test_a_solution_that_breaks_a_row_is_an_error_and_never_an_answer(monkeypatch):
    class Wrong:
        status, x, message = 0, np.array([2.0]), ""

    monkeypatch.setattr("scipy.optimize.milp", lambda *_, **__: Wrong)
    with pytest.raises(RuntimeError, match="not integers"):
        optimum([1], [[1]], [0], [1])
