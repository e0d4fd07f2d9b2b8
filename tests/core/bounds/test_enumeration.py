"""Listing every completion, where there are few: held to completions council by council."""

from __future__ import annotations

import pytest
from hypothesis import assume, given

import crossregime as cr
from crossregime.core.bounds.enumeration import MOST_STEPS, Enumeration
from crossregime.core.bounds.problem import FlowConstraint, Problem, Stratum, TotalConstraint, Variable
from crossregime.core.bounds.solver import solve
from crossregime.core.errors import DataError
from crossregime.core.statistics.catalogue import bounded_statistics
from crossregime.core.statistics.cells import Undefined

from ...depth import examples
from ...problems import CHANCES, block_of, general, tables_of
from .test_solver import check_counts, check_share

PAIR = ((0, 1),)


@examples(40)
@given(CHANCES)
def test_what_is_listed_is_every_completion(chance):
    problem = general(chance)
    found = Enumeration.of(problem)
    assume(found is not None)
    tables = list(tables_of(problem))
    assert sorted(tuple(map(tuple, table)) for table in found.tables) == sorted(tables)
    wanted, within = block_of(problem, chance), block_of(problem, chance)
    check_counts(found, tables, wanted)
    check_share(found, tables, wanted & within, within)
    for statistic in bounded_statistics(common_scale=problem.sizes[0] == problem.sizes[1]):
        values = [value for value in map(statistic.value, tables) if not isinstance(value, Undefined)]
        bounds = found.interval(statistic)
        if values:
            assert bounds.sharp
            assert (bounds.lowest, bounds.highest) == (min(values), max(values))
        else:
            assert isinstance(bounds, Undefined)


def test_a_flow_binds_what_is_listed():
    pair = Stratum(2, (Variable(0, (0, 1)), Variable(1, (1, 1))), PAIR, PAIR)
    rises = FlowConstraint(frozenset([(0, 1)]), 1, 1)
    assert Enumeration.of(Problem((2, 2), (pair,), flows=(rises,))).tables == [[(0, 1), (0, 1)]]


def test_facts_that_contradict_each_other_are_refused_by_name():
    pair = Stratum(1, (Variable(0, (0, 1), (0,)), Variable(1, (1, 1))), PAIR, PAIR)
    with pytest.raises(DataError) as caught:
        solve(Problem((2, 2), (pair,), (TotalConstraint(0, frozenset([0]), 2, 2, "2 at the worst"),)))
    assert "2 at the worst" in caught.value.where


def test_many_completions_are_not_listed():
    strata = (Stratum(MOST_STEPS, (Variable(0, (0, 1)), Variable(1, (0, 1))), PAIR),)
    assert Enumeration.of(Problem((2, 2), strata)) is None


def test_two_star_ratings_with_two_unknown_councils_need_no_integer_programs():
    crosstab = cr.compare("ssi2002", "ssi2003").crosstab
    assert isinstance(solve(crosstab.problem), Enumeration)
    # One of the two had no star and the other two; both had one star a year later: it is the same table.
    assert crosstab.solver.tables == [[(5, 6, 1, 0), (3, 43, 29, 0), (0, 3, 44, 5), (0, 0, 0, 11)]]
