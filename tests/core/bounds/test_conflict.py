"""Facts that contradict each other: a set of them that is as small as can be, in words."""

from __future__ import annotations

import dataclasses
import random
from itertools import product

import pytest

from crossregime.core.bounds.conflict import Fact, conflict, contradicting_totals, contradiction
from crossregime.core.bounds.problem import FlowConstraint, Problem, Stratum, TotalConstraint, Variable
from crossregime.core.bounds.solver import solve
from crossregime.core.errors import DataError

from ...depth import cases

LABELS = (("Zero Stars", "One Star", "Two Stars"),) * 2


def possible(problem, facts):
    """Tell by enumeration whether some filling meets these facts."""
    limits = [limit for index, limit in enumerate(problem.limits) if Fact(limit=index) in facts]
    at = [index for index in range(len(problem.limits)) if Fact(limit=index) in facts]
    flows = [flow for index, flow in enumerate(problem.flows) if Fact(flow=index) in facts]
    councils = [stratum for stratum in problem.strata for _ in range(stratum.count)]

    def grades(variable):
        if Fact(side=variable.side, range=variable.range) in facts:
            return variable.grades
        return range(problem.sizes[variable.side])

    for filled in product(*(list(product(*map(grades, stratum.variables))) for stratum in councils)):
        counted = [
            sum(
                index in variable.totals and grade in limit.ranks
                for stratum, mine in zip(councils, filled, strict=True)
                for variable, grade in zip(stratum.variables, mine, strict=True)
            )
            for index, limit in zip(at, limits, strict=True)
        ]
        moved = [
            sum(
                (mine[first], mine[second]) in flow.cells
                for stratum, mine in zip(councils, filled, strict=True)
                for first, second in stratum.moves
            )
            for flow in flows
        ]
        bound = zip([*limits, *flows], counted + moved, strict=True)
        if all(fact.lowest <= number <= fact.highest for fact, number in bound):
            return True
    return False


def random_problem(chance):
    strata = []
    for _ in range(chance.randint(2, 4)):
        variables = []
        for side in (0, 1):
            worst, best = sorted((chance.randrange(3), chance.randrange(3)))
            totals = tuple(index for index in range(3) if index % 2 == side and chance.random() < 0.8)
            variables.append(Variable(side, (worst, best), totals))
        strata.append(Stratum(1, tuple(variables), ((0, 1),), ((0, 1),)))
    limits = []
    for side in (0, 1, 0):
        number = chance.randint(0, 3)
        limits.append(TotalConstraint(side, frozenset(chance.sample(range(3), chance.randint(1, 2))), number, number))
    flows = (FlowConstraint(frozenset([(0, 1), (0, 2), (1, 2)]), *([chance.randint(0, 3)] * 2)),)
    return Problem((3, 3), tuple(strata), tuple(limits), flows)


@pytest.mark.parametrize("batch", range(4))
def test_a_conflict_is_one_and_any_fact_less_is_none(batch):
    conflicts = 0
    for number in range(batch, 60, 4):
        problem = random_problem(random.Random(number))  # noqa: S311  # tests need no secret
        facts = conflict(problem)
        if not facts:
            solve(problem)
            continue
        conflicts += 1
        assert not possible(problem, facts)
        for fact in facts:
            assert possible(problem, [each for each in facts if each != fact])
    assert conflicts


def stars(count, spread, totals=(0,), side=1):
    return Stratum(count, (Variable(1 - side, (0, 0)), Variable(side, spread, totals)), ((0, 1),))


def test_the_conflict_is_named_in_words():
    problem = Problem(
        (3, 3),
        (stars(10, (0, 0), (0, 1)), stars(5, (1, 2), (0, 1))),
        (
            TotalConstraint(1, frozenset([0]), 8, 8, "csci2004: 8 at Zero Stars"),
            TotalConstraint(1, frozenset([2]), 2, 2, "csci2004: 2 at Two Stars"),
        ),
        names=("ssi2003", "csci2004"),
        labels=LABELS,
    )
    with pytest.raises(DataError) as caught:
        solve(problem)
    assert caught.value.exit_code == 3
    assert caught.value.where == ("csci2004: 8 at Zero Stars (of 15 councils); csci2004: 10 councils at Zero Stars")
    assert "any one less could" in caught.value.what


def test_where_one_of_two_totals_is_enough_that_of_a_group_is_left_out():
    strata = (stars(3, (0, 0), (0, 1)), stars(4, (0, 0), (0,)))
    overall = TotalConstraint(1, frozenset([2]), 1, 1, "1 of all at Two Stars")
    group = TotalConstraint(1, frozenset([2]), 1, 1, "1 of the group at Two Stars")
    for limits in ((overall, group), (group, overall)):
        order = {"1 of all at Two Stars": (0, 1), "1 of the group at Two Stars": (1, 0)}[limits[0].name]
        bound = tuple(
            dataclasses.replace(stratum, variables=tuple(
                dataclasses.replace(each, totals=tuple(order[index] for index in each.totals))
                for each in stratum.variables
            ))
            for stratum in strata
        )  # fmt: skip
        where = contradiction(Problem((3, 3), bound, limits, labels=LABELS)).where
        assert where == "1 of all at Two Stars (of 7 councils); the second: 7 councils at Zero Stars"


def test_a_range_and_a_total_can_be_the_conflict():
    problem = Problem(
        (3, 3), (stars(4, (1, 2)),), (TotalConstraint(1, frozenset([0]), 1, 1),), labels=LABELS, names=("one", "two")
    )
    assert contradiction(problem).where == (
        "two: 1 at Zero Stars (of 4 councils); two: 4 councils known only as One Star or Two Stars"
    )


def test_councils_are_named_where_their_names_are_known():
    problem = Problem((3, 3), (stars(2, (0, 0)),), (TotalConstraint(1, frozenset([0]), 1, 1, "one"),), labels=LABELS)
    found = contradiction(problem, lambda side, spread: ["Kent", "Leeds"] if (side, spread) == (1, (0, 0)) else [])
    assert found.where.endswith("2 councils at Zero Stars (Kent, Leeds)")
    many = contradiction(problem, lambda *_: [f"Council {number}" for number in range(30)])
    assert "Council 9, 20 more)" in many.where


def test_a_flow_can_be_part_of_the_conflict():
    stratum = Stratum(3, (Variable(0, (1, 1)), Variable(1, (1, 2))), ((0, 1),), ((0, 1),))
    fall = FlowConstraint(frozenset([(1, 0), (2, 0), (2, 1)]), 1, 1, "1 fell")
    problem = Problem((3, 3), (stratum,), flows=(fall,), labels=LABELS)
    assert "1 fell" in contradiction(problem).where
    assert conflict(dataclasses.replace(problem, flows=())) == ()


def test_totals_that_contradict_each_other_are_few_and_any_one_less_can_be_true():
    chance = random.Random(20)  # noqa: S311  # nothing is secret
    found = 0
    for _ in range(cases(150)):
        problem = dataclasses.replace(random_problem(chance), flows=())
        known = {Fact(side=each.side, range=each.range) for stratum in problem.strata for each in stratum.variables}
        totals = [Fact(limit=index) for index in range(len(problem.limits))]
        blamed = [totals[index] for index in contradicting_totals(problem)]
        assert possible(problem, {*known, *totals}) == (not blamed)
        if blamed:
            found += 1
            assert not possible(problem, {*known, *blamed})
            for fact in blamed:
                assert possible(problem, {*known, *blamed} - {fact})
    assert found > cases(150) / 8
