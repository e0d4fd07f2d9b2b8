"""Every table that completions make, with how many make it: against the completions themselves, one by one."""

from __future__ import annotations

from math import comb, exp, log

import pytest
from hypothesis import given

from crossregime.core.bounds.counting import tables
from crossregime.core.bounds.problem import Problem, Stratum, TotalConstraint, Variable

from ...depth import examples
from ...problems import problems, tables_of


@examples(40)
@given(problems(square=True, flows=True) | problems(square=False))
def test_the_tables_and_their_numbers_are_those_of_all_completions(problem):
    columns = problem.sizes[1]
    found = {
        tuple(cells[start : start + columns] for start in range(0, len(cells), columns)): round(exp(ways))
        for cells, ways in tables(problem, 1_000_000).items()
    }
    assert found == dict(tables_of(problem))


def test_the_numbers_of_a_thousand_councils_are_binomial():
    pairs = Stratum(1000, (Variable(0, (0, 1)), Variable(1, (0, 0))), ((0, 1),))
    found = tables(Problem((2, 1), (pairs,)), 10_000)
    assert len(found) == 1001
    assert found[500, 500] - found[499, 501] == pytest.approx(log(comb(1000, 500) / comb(1000, 499)), abs=1e-9)


def test_a_total_leaves_only_what_meets_it_and_one_that_nothing_meets_leaves_nothing():
    def of(lowest, highest):
        pairs = Stratum(3, (Variable(0, (0, 1), (0,)), Variable(1, (0, 0))), ((0, 1),))
        return tables(Problem((2, 1), (pairs,), (TotalConstraint(0, frozenset([1]), lowest, highest),)), 1000)

    assert set(of(1, 2)) == {(2, 1), (1, 2)}
    assert of(4, 5) == {}


def test_more_steps_than_are_allowed_give_nothing_rather_than_a_part():
    pairs = Stratum(50, (Variable(0, (0, 3)), Variable(1, (0, 3))), ((0, 1),))
    assert tables(Problem((4, 4), (pairs,)), 1000) is None
