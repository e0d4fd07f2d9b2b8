"""Contrasts by population: against every completion of small problems, and what is said where there are none."""

# ruff: noqa: S311  # the same problems in every run, which is all that is asked of chance here

import random
from dataclasses import replace
from itertools import product

import pytest

import crossregime as cr
from crossregime.core.bounds.contrast import Contrast
from crossregime.core.bounds.problem import Problem, Stratum, TotalConstraint, Variable
from crossregime.core.bounds.search.branch_and_bound import BranchAndBound
from crossregime.core.bounds.solver import solve
from crossregime.core.comparison.by_population import OPEN, PopulationContrast

from ...depth import cases


def weighed(chance, *, open_rows):
    """Make a problem of six councils, each with its people, and a total of the second side."""
    spreads = [(0, 0), (1, 1), (2, 2), (1, 2), (0, 1)]
    councils = [
        (chance.choice(spreads if open_rows else spreads[:3]), chance.choice(spreads), chance.randint(1, 900_000))
        for _ in range(6)
    ]
    strata = tuple(
        Stratum(1, (Variable(0, first), Variable(1, second, (0,))), ((0, 1),), weights=(people,))
        for first, second, people in councils
    )
    return Problem((3, 3), strata, (TotalConstraint(1, frozenset({1}), 2, 4),))


def differences(problem, given, against, then):
    """Work out the difference of shares in every completion in which both groups have people."""
    found = []
    for ways in product(*(stratum.assignments() for stratum in problem.strata)):
        if not 2 <= sum(second == 1 for _, second in ways) <= 4:
            continue
        people = [(way, stratum.weights[0]) for way, stratum in zip(ways, problem.strata, strict=True)]
        sizes = [sum(much for (row, _), much in people if row in group) for group in (given, against)]
        counts = [
            sum(much for (row, column), much in people if row in group and column in then) for group in (given, against)
        ]
        if all(sizes):
            found.append(counts[0] / sizes[0] - counts[1] / sizes[1])
    return found


@pytest.mark.parametrize("number", range(cases(40)))
def test_the_difference_by_population_is_that_of_every_completion(number):
    problem = weighed(random.Random(number), open_rows=False)
    expected = differences(problem, (2,), (0, 1), (2,))
    if not expected:
        return
    found = PopulationContrast(Contrast(solve(problem), (2,), (0, 1), (2,)))
    assert found.reason == ""
    assert found.difference.sharp
    ends = (min(expected), max(expected))
    assert (found.difference.lowest, found.difference.highest) == pytest.approx(ends, abs=1e-12)


def test_where_first_grades_are_open_the_range_is_an_outer_one_that_holds_every_completion():
    open_ones = 0
    for number in range(40):
        problem = weighed(random.Random(number), open_rows=True)
        expected = differences(problem, (2,), (0, 1), (2,))
        if not expected:
            continue
        found = PopulationContrast(Contrast(BranchAndBound(replace(problem, effort=1)), (2,), (0, 1), (2,)))
        if found.reason == OPEN:
            open_ones += 1
            assert not found.difference.sharp
            assert found.difference.lowest <= min(expected) + 1e-12
            assert found.difference.highest >= max(expected) - 1e-12
    assert open_ones


def test_of_a_comparison_it_is_in_python_in_json_and_in_words():
    comparison = cr.compare("ssi2003", "ofsted2009", weight="population")
    found = comparison.crosstab.by_population
    assert found.difference.text() == "[-0.5321, 0.5933]"
    assert found.sentence.endswith("-53 to +59 points, so not settled.")
    assert comparison.to_dict()["tables"][0]["contrast_by_population"] == found.to_dict()
    assert cr.compare("ssi2003", "ofsted2009").crosstab.by_population is None


def test_with_first_grades_open_the_comparison_says_that_the_range_is_an_outer_one():
    found = cr.compare("ssi2002@2002-05-30", "ofsted2009", weight="population").crosstab.by_population
    assert found.difference.text() == "[-0.7688, 0.6487]"
    assert "an outer range" in found.sentence
    assert OPEN in repr(found)
    assert found.to_dict()["ratio"] is None
