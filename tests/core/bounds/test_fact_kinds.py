"""A kind of fact is worth what its answers leave: held to every completion of small problems, one by one.

What one fact is worth, and how few settle a sign, is counted in test_value_of_information.py; here are several facts
together, which are valued for a contrast.
"""

# ruff: noqa: S311  # the same problems in every run, which is all that is asked of chance here

from __future__ import annotations

import random
from itertools import combinations_with_replacement

import pytest

import crossregime as cr
from crossregime.core.bounds.fact_kinds import DIGITS, Answer, FactKind, FactsValue, settled
from crossregime.core.bounds.interval import Interval
from crossregime.core.bounds.problem import Problem, Stratum, TotalConstraint, Variable
from crossregime.core.bounds.value_of_information import what_would_help
from crossregime.core.statistics import Undefined, contrast_statistic

from ...depth import cases
from .test_contrast import by_hand
from .test_value_of_information import completions, of_kind

DIFFERENCE = contrast_statistic("difference", (1,), (0,), (1,))


def open_problem(chance):
    """Make a problem of two rows, each with a few councils alike whose second grade is open, and one true total."""
    grades = chance.randint(2, 3)
    strata, truth = [], []
    for row in (0, 1):
        worst = chance.randrange(grades - 1)
        ranges = [(worst, grades - 1), *((grade, grade) for grade in range(grades) if chance.random() < 0.5)]
        for spread in dict.fromkeys(ranges):
            strata.append(
                Stratum(chance.randint(1, 3), (Variable(0, (row, row)), Variable(1, spread, (0,))), ((0, 1),))
            )
            truth += [chance.randint(*spread) for _ in range(strata[-1].count)]
    at = truth.count(grades - 1)
    return Problem((2, grades), tuple(strata), (TotalConstraint(1, frozenset([grades - 1]), at, at),))


def left(problem, index, place, facts):
    """Give the width that facts of a kind leave, and whether they settle the sign; None if they can't be."""
    values = []
    for given, table in completions(problem):
        mine = [grades[place] for kind, grades in given if kind == index]
        if mine[: len(facts)] == list(facts):
            values.append(by_hand(table, DIFFERENCE.form))
    values = [value for value in values if value is not None]
    return (max(values) - min(values), min(values) > 0 or max(values) < 0) if values else None


def test_several_facts_are_worth_what_their_least_and_most_telling_answers_leave():
    valued = several = 0
    for start in range(cases(40)):
        problem = open_problem(random.Random(start))
        help_ = what_would_help(problem, statistic=DIFFERENCE)
        if isinstance(help_.now, Undefined) or help_.now.undefined:
            continue
        width = help_.now.highest - help_.now.lowest
        for kind in help_.kinds:
            index, place = of_kind(problem, kind)
            grades = problem.strata[index].variables[place].grades
            assert [value.facts for value in kind.values] == sorted({1, *((2,) if kind.count > 2 else ()), kind.count})
            for value in kind.values:
                sets = combinations_with_replacement(grades, value.facts)
                found = [each for each in (left(problem, index, place, facts) for facts in sets) if each is not None]
                shrinks = [width - each for each, _ in found]
                assert value.guaranteed == pytest.approx(float(min(shrinks)), abs=1e-9)
                assert value.best == pytest.approx(float(max(shrinks)), abs=1e-9)
                signs = [sign for _, sign in found]
                assert value.settles == ("surely" if all(signs) else "could" if any(signs) else "no")
                valued += 1
                several += value.facts > 1
    assert valued > cases(40)
    assert several > cases(40) / 4


@pytest.mark.parametrize(
    ("bounds", "is_settled"),
    [
        (Interval(0.1, 0.2), True),
        (Interval(-0.2, -0.1), True),
        (Interval(0.0, 0.2), False),
        (Interval(-0.1, 0.2), False),
        (Undefined("no pair", "no_pairs"), False),
    ],
)
def test_a_sign_is_settled_where_an_interval_lies_on_one_side_of_zero(bounds, is_settled):
    assert settled(bounds) == is_settled


def kind(*shrinks, settling=None, values=()):
    answers = tuple(Answer(grade, Interval(-0.1, 0.1), shrink) for grade, shrink in enumerate(shrinks))
    return FactKind(1, ((0, 0), (0, 1)), 5, True, answers, settling, True, values=values)


def test_a_fact_guarantees_its_least_shrink_and_gives_at_best_its_greatest():
    assert (kind(0.1, 0.3).guaranteed, kind(0.1, 0.3).best) == (0.1, 0.3)


def test_a_kind_is_worthless_where_no_number_of_its_facts_narrows_or_settles_anything():
    assert kind(0.0, 10.0 ** -(DIGITS + 1)).worthless
    assert not kind(0.0, 0.1).worthless
    assert not kind(0.0, settling=3).worthless
    assert not kind(0.0, values=(FactsValue(5, 0.0, 0.2, "no"),)).worthless


def test_sixteen_grades_of_one_star_councils_settle_the_difference_at_best():
    contrast = cr.compare("ssi2003", "ofsted2009").contrast()
    found = cr.bounds(
        [(*each, count) for each, count in cr.compare("ssi2003", "ofsted2009").crosstab.tabulation.counts.items()],
        (4, 4), column_totals={0: 9, 1: 40, 2: 93, 3: 10}, unpaired_columns=[((1, 2), 4)],
    ).what_would_help()  # fmt: skip
    assert contrast.verdict == "not settled"
    one_star = next(each for each in found.kinds if each.ranges[0] == (1, 1))
    assert (one_star.count, one_star.settling, one_star.searched) == (42, 16, True)
