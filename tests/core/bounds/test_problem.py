"""What is known of a comparison as a problem, and the reduced form that solvers are given."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

import crossregime as cr
from crossregime.core.bounds.problem import Problem, Stratum, TotalConstraint, Variable
from crossregime.core.comparison.inquiry import inquire

from ...depth import examples
from ...problems import CHANCES, problem_of, problems, tables_of

PAIR = ((0, 1),)


@examples(30)
@given(problems(square=True, flows=True) | problems(square=False))
def test_a_reduced_problem_has_the_same_tables_as_often(problem):
    assert tables_of(problem.reduced()) == tables_of(problem)


@examples(10)
@given(CHANCES)
def test_what_no_completion_meets_no_completion_of_the_reduced_problem_meets(chance):
    problem = problem_of(chance, square=True)
    known = Stratum(2, (Variable(0, (0, 0), (len(problem.limits),)),))
    total = TotalConstraint(0, frozenset([0]), *[chance.choice((0, 1, 3, 4))] * 2)
    spoilt = replace(problem, strata=(*problem.strata, known), limits=(*problem.limits, total))
    assert not tables_of(spoilt.reduced())


def test_councils_that_only_totals_of_known_grades_tell_apart_are_one_kind():
    open_grade = Variable(1, (0, 1), (2,))
    strata = tuple(
        Stratum(count, (Variable(0, (0, 0), (group,)), open_grade), PAIR) for group, count in ((0, 2), (1, 3))
    )
    limits = (
        TotalConstraint(0, frozenset([0]), 2, 2),
        TotalConstraint(0, frozenset([0]), 3, 3),
        TotalConstraint(1, frozenset([0]), 1, 1),
    )
    reduced = Problem((2, 2), strata, limits).reduced()
    assert reduced.strata == (Stratum(5, (Variable(0, (0, 0)), open_grade), PAIR),)
    assert [(each.lowest, each.highest) for each in reduced.limits] == [(0, 0), (0, 0), (1, 1)]


def test_totals_by_region_of_known_stars_do_not_part_the_kinds_of_fact():
    kinds = inquire(cr.compare("ssi2002", "ofsted2009")).tables[0].help.kinds
    known = [(kind.side, kind.ranges, kind.paired) for kind in kinds]
    assert len(set(known)) == len(known)
    assert all(len(kind.councils) == kind.count for kind in kinds)
