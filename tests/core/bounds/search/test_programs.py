"""Integer programs of one problem: what they find, against all completions one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from crossregime.core.bounds.interval import Counts
from crossregime.core.bounds.problem import Contradiction, Problem, Stratum, TotalConstraint, Variable
from crossregime.core.bounds.search.programs import Programs

from ....depth import examples
from ....problems import problems, tables_of

PROBLEMS = problems(square=True, flows=True) | problems(square=False)
PAIR = ((0, 1),)


@examples(25)
@given(PROBLEMS, st.data())
def test_the_councils_in_a_set_of_cells_are_bounded_by_the_completions(problem, data):
    every = [(row, column) for row in range(problem.sizes[0]) for column in range(problem.sizes[1])]
    wanted = data.draw(st.frozensets(st.sampled_from(every)))
    numbers = [sum(table[row][column] for row, column in wanted) for table in tables_of(problem)]
    assert Programs(problem).cells(wanted) == Counts(min(numbers), max(numbers))


@examples(25)
@given(PROBLEMS, st.data())
def test_weights_of_cells_are_summed_to_what_the_best_and_the_worst_completion_have(problem, data):
    size = problem.sizes[0] * problem.sizes[1]
    weights = data.draw(st.lists(st.integers(-4, 4), min_size=size, max_size=size))
    programs = Programs(problem)
    cost = programs.weighed({divmod(cell, problem.sizes[1]): weight for cell, weight in enumerate(weights)})
    found = [cost @ way for way in programs.range(cost)]
    sums = [np.array(table).ravel() @ weights for table in tables_of(problem)]
    assert found == [min(sums), max(sums)]


@examples(25)
@given(PROBLEMS)
def test_a_sum_that_no_completion_reaches_has_no_solution_and_one_that_some_does_has(problem):
    programs, first = Programs(problem), frozenset({(0, 0)})
    cost = programs.weighed(dict.fromkeys(first, 1))
    most = programs.cells(first).highest
    assert programs.optimum(cost, programs.at_least(cost[None, :], [most])) is not None
    beyond = programs.at_least(cost[None, :], [most + 1])
    assert programs.optimum(cost, beyond) is None
    with pytest.raises(Contradiction):
        programs.solve(cost, beyond)


def test_facts_that_no_completion_meets_are_refused_unless_told_not_to_check():
    three = Stratum(3, (Variable(0, (0, 0)), Variable(1, (0, 1), (0,))), PAIR)
    problem = Problem((2, 2), (three,), (TotalConstraint(1, frozenset([1]), 4, 4),))
    with pytest.raises(Contradiction):
        Programs(problem)
    assert not Programs(problem, check=False).possible


def test_of_councils_alike_as_many_are_in_a_cell_as_the_total_leaves():
    three = Stratum(3, (Variable(0, (0, 0)), Variable(1, (0, 1), (0,))), PAIR)
    programs = Programs(Problem((2, 2), (three,), (TotalConstraint(1, frozenset([1]), 1, 2),)))
    assert programs.number_of(three) == 3
    assert programs.stratum_in(three, 0, frozenset({(0, 1)})) == Counts(1, 2)
    assert programs.stratum_in(three, 0, frozenset({(0, 0), (0, 1)})) == Counts(3, 3)
