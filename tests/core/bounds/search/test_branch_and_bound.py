"""Bounds of every statistic against the oracle: all completions of small random problems, one by one.

The enumeration gives every unknown outcome every grade of its range and throws away what breaks a printed
total or flow; the statistics are worked out by functions that are held against other programs in
tests/core/statistics.
"""

# ruff: noqa: S311  # the same problems in every run, which is all that is asked of chance here

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from crossregime.core.bounds.problem import Problem, Stratum, Variable, known_table
from crossregime.core.bounds.search import branch_and_bound as search
from crossregime.core.bounds.search.branch_and_bound import BranchAndBound
from crossregime.core.bounds.solver import solve
from crossregime.core.statistics.catalogue import bounded_statistics
from crossregime.core.statistics.cells import Undefined

from ....depth import examples
from ....problems import CHANCES, problem_of, problems, scaled, tables_of

ASSOCIATION, AGREEMENT, CHANGE = (
    tuple(each for each in bounded_statistics(common_scale=True) if each.family == family)
    for family in ("association", "agreement", "change")
)


def check(solver, tables, wanted):
    """Hold the bounds of statistics against the values of all completions."""
    for statistic in wanted:
        values = {table: statistic.value([list(row) for row in table]) for table in tables}
        numbers = [value for value in values.values() if not isinstance(value, Undefined)]
        found = solver.interval(statistic)
        if not numbers:
            assert isinstance(found, Undefined), statistic.id
            assert found.reason in {value.reason for value in values.values()}
            continue
        assert not isinstance(found, Undefined), (statistic.id, found)
        assert bool(found.undefined) == (len(numbers) < len(values)), statistic.id
        ends = (min(numbers), max(numbers))
        assert found.lowest <= ends[0] + 1e-9, statistic.id
        assert found.highest >= ends[1] - 1e-9, statistic.id
        if found.sharp:
            assert (found.lowest, found.highest) == pytest.approx(ends, abs=1e-9), statistic.id
            assert found.inner is None
        # A count of a set of cells comes without its tables; integer programs have them.
        extremes = found.extremes or solver.search.interval(statistic).extremes
        for value, table in zip(found.attained, extremes, strict=True):
            # What is said to be attained is: by a completion, which is given.
            assert values[tuple(map(tuple, table))] == pytest.approx(value, abs=1e-9), statistic.id


FORMS = (
    {"square": True, "sides": (1,)},
    {"square": True},
    {"square": False},
    {"square": True, "flows": True},
    {"square": True},
)


@examples(150)
@given(st.sampled_from(FORMS), CHANCES)
def test_bounds_agree_with_every_completion(form, chance):
    # One statistic of each family a problem.
    problem = problem_of(chance, **form)
    families = (ASSOCIATION, AGREEMENT, CHANGE) if form["square"] else (ASSOCIATION,)
    check(solve(problem), tables_of(problem), [chance.choice(family) for family in families])


@pytest.mark.parametrize("number", range(8))
def test_the_answers_do_not_depend_on_what_was_asked_before(number):
    problem = problem_of(random.Random(number), square=True)
    solver = BranchAndBound(problem)
    for statistic in (*AGREEMENT[:3], *ASSOCIATION):
        alone, after = BranchAndBound(problem).interval(statistic), solver.interval(statistic)
        if isinstance(alone, Undefined) or (alone.sharp and after.sharp):
            assert alone == after


@examples(25)
@given(problems(square=True, sides=(1,)), st.sampled_from(ASSOCIATION))
def test_closed_form_and_search_agree(problem, statistic):
    solver = solve(problem)
    closed, searched = solver.interval(statistic), solver.search.interval(statistic)
    if isinstance(closed, Undefined):
        assert isinstance(searched, Undefined)
    else:
        assert (closed.lowest, closed.highest) == pytest.approx((searched.lowest, searched.highest), abs=1e-9)
        assert bool(closed.undefined) == bool(searched.undefined)


def test_a_search_cut_short_gives_inner_and_outer_values(monkeypatch):
    monkeypatch.setattr(search, "MOST_STEPS", 0)
    loose = 0
    for number in range(30):
        problem = replace(problem_of(random.Random(number), square=True), effort=1)
        tables = tables_of(problem)
        solver = BranchAndBound(problem)
        wanted = (ASSOCIATION[number % 6], AGREEMENT[number % 9])
        check(solver, tables, wanted)
        found = [solver.interval(statistic) for statistic in wanted]
        loose += sum(not isinstance(each, Undefined) and not each.sharp for each in found)
    assert loose


@pytest.mark.parametrize("times", [30_000, 200_000, 1_000_000])
def test_bounds_hold_among_millions_of_councils_as_among_ten(times):
    names = ("tau_b", "kappa_quadratic", "ac2_ordinal", "alpha_ordinal")
    wanted = [each for each in (*ASSOCIATION, *AGREEMENT) if each.id in names]
    for number in range(5):
        problem = problem_of(random.Random(number), square=True, flows=number % 2 == 1)
        large = [[[count * times for count in row] for row in table] for table in tables_of(problem)]
        solver = solve(scaled(problem, times))
        for statistic in wanted:
            found = solver.interval(statistic)
            for value in map(statistic.value, large):
                if not isinstance(value, Undefined):
                    assert found.lowest - 1e-9 <= value <= found.highest + 1e-9, (number, statistic.id)


def test_alpha_of_a_table_of_two_hundred_thousand_lies_within_its_bounds():
    times, pair = 30_000, ((0, 1),)
    known = [((1, 1), (1, 1), 2), ((1, 1), (0, 0), 2), ((0, 0), (1, 2), 1), ((0, 2), (0, 2), 1)]
    strata = [Stratum(count * times, (Variable(0, first), Variable(1, second)), pair) for first, second, count in known]
    alpha = next(each for each in AGREEMENT if each.id == "alpha_ordinal")
    found = solve(Problem((3, 3), tuple(strata))).interval(alpha)
    table = [[0, times, 0], [2 * times, 2 * times, 0], [0, 0, times]]
    assert found.lowest <= alpha.value(table) <= found.highest


def test_a_completion_is_given_for_a_table_that_attains_a_bound():
    problem = problem_of(random.Random(7), square=True)
    searched = BranchAndBound(problem)
    programs = searched.programs
    found = searched.interval(ASSOCIATION[0])
    for table in found.extremes:
        filled = programs.completion(table)
        again = [list(row) for row in known_table(problem)]
        for each in filled:
            for row, column in each.stratum.filled(each.grades):
                again[row][column] += each.councils
        for stratum in problem.strata:
            if not stratum.known:
                assert sum(each.councils for each in filled if each.stratum == stratum) == stratum.count
                for (first, second), weight in zip(stratum.cells, stratum.counts_for, strict=True):
                    ends = stratum.variables[first].range, stratum.variables[second].range
                    if ends[0][0] == ends[0][1] and ends[1][0] == ends[1][1]:
                        again[ends[0][0]][ends[1][0]] -= stratum.count * weight
        assert again == table
    with pytest.raises(ValueError, match="no completion"):
        programs.completion([[99] * problem.sizes[1]] * problem.sizes[0])
