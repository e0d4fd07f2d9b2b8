"""Which facts would help: against enumeration of small problems, and on the real example."""

# ruff: noqa: S311  # the same problems in every run, which is all that is asked of chance here

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations_with_replacement, product

import pytest

import crossregime as cr
from crossregime.core.bounds.problem import Problem, Stratum, TotalConstraint, Variable, empty_table
from crossregime.core.bounds.value_of_information import what_would_help
from crossregime.core.comparison.inquiry import inquire
from crossregime.core.errors import DataError
from crossregime.core.statistics.association import TAU_B
from crossregime.core.statistics.cells import Undefined

from ...depth import cases


def completions(problem):
    """List (the grades that each council of each kind gets, the table), council by council."""
    councils = [(index, kind) for index, kind in enumerate(problem.strata) for _ in range(kind.count)]
    for grades in product(*(product(*(each.grades for each in kind.variables)) for _, kind in councils)):
        counted = [0] * len(problem.limits)
        table = empty_table(problem.sizes)
        for (_, kind), mine in zip(councils, grades, strict=True):
            for variable, grade in zip(kind.variables, mine, strict=True):
                for index in variable.totals:
                    counted[index] += grade in problem.limits[index].ranks
            for first, second in kind.cells:
                table[mine[first]][mine[second]] += 1
        within = zip(problem.limits, counted, strict=True)
        if all(limit.lowest <= number <= limit.highest for limit, number in within):
            yield [(index, mine) for (index, _), mine in zip(councils, grades, strict=True)], table


def enumerated(problem, index, place, facts):
    """Give the interval of tau-b when so many councils of a kind have these grades; None if none can."""
    values = []
    for given, table in completions(problem):
        mine = [grades[place] for kind, grades in given if kind == index]
        # The councils are listed in an order: let the first of them be those that the facts are about.
        if mine[: len(facts)] == list(facts):
            value = TAU_B.value(table)
            if not isinstance(value, Undefined):
                values.append(value)
    return (min(values), max(values)) if values else None


def small_problem(chance):
    """Make a problem of a few councils, with ranges on one side or on both, and true totals on the second."""
    sizes = chance.randint(2, 3), chance.randint(2, 3)
    kinds, truth = {}, []
    for _ in range(chance.randint(3, 5)):
        ranges = []
        for side, size in enumerate(sizes):
            worst = chance.randrange(size)
            free = side == 1 or chance.random() < 0.25
            ranges.append((worst, chance.randrange(worst, size) if free else worst))
        totals = tuple(range(sizes[1]))
        key = (Variable(0, ranges[0]), Variable(1, ranges[1], totals))
        kinds[key] = kinds.get(key, 0) + 1
        truth.append(chance.randint(*ranges[1]))
    limits = tuple(
        TotalConstraint(1, frozenset([rank]), truth.count(rank), truth.count(rank)) for rank in range(sizes[1])
    )
    return Problem(sizes, tuple(Stratum(count, key, ((0, 1),)) for key, count in kinds.items()), limits)


def of_kind(problem, fact):
    """Find a kind of fact in its problem: the index of the kind of council, and the place of the grade."""
    return next(
        (index, fact.side)
        for index, kind in enumerate(problem.strata)
        if tuple(each.range for each in kind.variables) == fact.ranges
    )


def fewest(problem, index, place, count, grades):
    """Find how few facts could settle the sign, trying every set of answers."""
    for number in range(1, count + 1):
        for facts in combinations_with_replacement(grades, number):
            ends = enumerated(problem, index, place, facts)
            if ends and (ends[0] > 1e-12 or ends[1] < -1e-12):
                return number
    return None


@pytest.mark.parametrize("start", range(cases(25)))
def test_intervals_shrinks_and_settling_numbers_are_those_of_enumeration(start):
    problem = small_problem(random.Random(start))
    help_ = what_would_help(problem)
    if isinstance(help_.now, Undefined):
        assert help_.kinds == ()
        assert all(isinstance(TAU_B.value(table), Undefined) for _, table in completions(problem))
        return
    width = help_.now.highest - help_.now.lowest
    unknown = [each for kind in problem.strata for each in kind.variables if len(each.grades) > 1]
    assert len(help_.kinds) == len(unknown)
    for fact in help_.kinds:
        index, place = of_kind(problem, fact)
        grades = problem.strata[index].variables[place].grades
        expected = {grade: enumerated(problem, index, place, [grade]) for grade in grades}
        possible = {next(mine[place] for kind, mine in given if kind == index) for given, _ in completions(problem)}
        assert {answer.grade for answer in fact.answers} == possible
        for answer in fact.answers:
            ends = expected[answer.grade]
            if isinstance(answer.bounds, Undefined):
                assert ends is None
                assert answer.shrink == width
            else:
                assert (answer.bounds.lowest, answer.bounds.highest) == pytest.approx(ends)
                assert answer.shrink == pytest.approx(width - (ends[1] - ends[0]), abs=1e-12)
        assert fact.guaranteed == min(answer.shrink for answer in fact.answers)
        assert fact.best == max(answer.shrink for answer in fact.answers)
        assert fact.searched
        if not help_.settled:
            assert fact.settling == fewest(problem, index, place, fact.count, grades)


def test_kinds_are_ranked_by_the_guaranteed_shrink_and_then_by_the_best():
    differ = 0
    for start in (*range(10), 29, 32):
        kinds = what_would_help(small_problem(random.Random(start))).kinds
        worth = [(round(kind.guaranteed, 12), round(kind.best, 12)) for kind in kinds]
        assert worth == sorted(worth, reverse=True)
        differ += worth != sorted(worth, key=lambda each: each[::-1], reverse=True)
    assert differ


def test_an_answer_that_the_totals_rule_out_is_left_out():
    unknown = Variable(1, (0, 1), (0,))
    kinds = (
        Stratum(2, (Variable(0, (0, 0)), unknown), ((0, 1),)),
        Stratum(1, (Variable(0, (1, 1)), Variable(1, (1, 1), (0,))), ((0, 1),)),
    )
    problem = Problem((2, 2), kinds, (TotalConstraint(1, frozenset([0]), 2, 2),))
    (kind,) = what_would_help(problem).kinds
    assert [answer.grade for answer in kind.answers] == [0]
    assert kind.guaranteed == kind.best == 0


def test_where_the_facts_contradict_each_other_there_is_no_answer():
    problem = Problem(
        (2, 2), (Stratum(1, (Variable(0, (0, 1)), Variable(1, (0, 1), (0,))), ((0, 1),)),),
        (TotalConstraint(1, frozenset([0, 1]), 2, 2),),
    )  # fmt: skip
    with pytest.raises(DataError):
        what_would_help(problem)


def test_on_a_pair_open_on_both_sides_every_set_of_answers_is_tried():
    def kind(count, first, second):
        return Stratum(count, (Variable(0, first, (0, 1, 2, 3)), Variable(1, second, (4, 5, 6, 7))), ((0, 1),))

    kinds = (
        kind(2, (0, 0), (1, 2)),
        kind(24, (1, 3), (1, 2)),
        kind(2, (1, 3), (0, 0)),
        kind(2, (1, 3), (3, 3)),
    )
    printed = ((0, (2, 10, 13, 5)), (1, (2, 8, 18, 2)))
    limits = [
        TotalConstraint(side, frozenset([rank]), each, each) for side, row in printed for rank, each in enumerate(row)
    ]
    help_ = what_would_help(Problem((4, 4), kinds, tuple(limits)))
    assert not help_.settled
    assert [kind.count for kind in help_.kinds if kind.searched and kind.settling is None] == [2, 2, 2, 24, 24]


@pytest.fixture(scope="module")
def real():
    """What would help with the stars of 2003 and the grades of 2009."""
    return inquire(cr.compare("ssi2003", "ofsted2009")).tables[0]


def test_the_real_kinds_are_the_rows_and_those_in_no_pair_with_their_councils(real):
    kinds = real.help.kinds
    assert [(kind.ranges[0], kind.count) for kind in kinds] == [
        ((3, 3), 10), ((0, 0), 4), ((2, 2), 58), ((1, 1), 42), (None, 4),
    ]  # fmt: skip
    assert [len(kind.councils) for kind in kinds] == [kind.count for kind in kinds]
    assert kinds[1].councils == ("Bromley", "Cumbria", "Swindon", "Waltham Forest")
    assert not kinds[4].paired
    assert [kind.settling for kind in kinds] == [None, None, 25, 16, None]


def test_a_real_answer_leaves_the_interval_that_the_fact_itself_leaves(real, tmp_path):
    path = tmp_path / "facts.csv"
    for kind in real.help.kinds:
        for answer in kind.answers:
            grade = real.crosstab.second.scale.labels[answer.grade]
            path.write_text(
                "published,council,judgement,worst,best,status,source,place,note\n"
                f"2009-12-09,{kind.councils[-1]},childrens_services,{grade},{grade},user,archive,box,\n"
            )
            found = cr.compare("ssi2003", "ofsted2009", facts=path).crosstab.identification.figure("tau_b")
            assert found.bounds == answer.bounds


def test_sixteen_grades_of_one_star_councils_can_settle_the_sign_and_fifteen_cannot(real):
    problem = real.crosstab.problem
    index = next(
        index for index, kind in enumerate(problem.strata)
        if [each.range for each in kind.variables] == [(1, 1), (1, 2)]
    )  # fmt: skip

    def settled(number):
        kind = problem.strata[index]
        for low in range(number + 1):
            parts = [replace(kind, count=kind.count - number)]
            for grade, count in ((1, low), (2, number - low)):
                known = (kind.variables[0], replace(kind.variables[1], range=(grade, grade)))
                parts.append(replace(kind, count=count, variables=known))
            kinds = (
                *problem.strata[:index],
                *problem.strata[index + 1 :],
                *(part for part in parts if part.count),
            )
            bounds = cr.Identification(replace(problem, strata=kinds)).figure("tau_b").bounds
            if bounds.lowest > 0 or bounds.highest < 0:
                return True
        return False

    assert not settled(15)
    assert settled(16)
