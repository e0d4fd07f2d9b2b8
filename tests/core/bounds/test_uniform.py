"""Uniform completions: every assignment that the facts allow counts alike."""

from __future__ import annotations

import os
import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, strategies as st
from scipy.stats import binom

import crossregime as cr
from crossregime.core.bounds import uniform as filling
from crossregime.core.bounds.problem import Problem, Stratum, TotalConstraint, Variable
from crossregime.core.bounds.uniform import UniformCompletions, uniform_completions
from crossregime.core.statistics.association import TAU_B
from crossregime.core.statistics.catalogue import bounded_statistics
from crossregime.core.statistics.cells import Undefined

from ...depth import examples
from ...problems import CHANCES, merged, problem_of, tables_of


def chances_of(found):
    chances = {}
    for table, chance in zip(found.tables.tolist(), found.chances, strict=True):
        key = tuple(map(tuple, table))
        chances[key] = chances.get(key, 0) + chance
    return chances


def one_pack(chance):
    """Make a problem with the second side unknown, one kind of range and a total for all but one grade."""
    sizes = chance.randint(2, 4), chance.randint(2, 4)
    worst = chance.randrange(sizes[1] - 1)
    spread = (worst, chance.randint(worst + 1, sizes[1] - 1))
    every = tuple(range(sizes[1] - 1))
    people, truth = [], []
    for _ in range(chance.randint(1, 6)):
        row = chance.choice([*range(sizes[0]), None])
        second = Variable(1, spread if chance.random() < 0.8 else (worst, worst), every)
        truth.append(chance.randint(*second.range))
        if row is None:
            people.append(Stratum(1, (second,)))
        else:
            people.append(Stratum(1, (Variable(0, (row, row)), second), ((0, 1),)))
    limits = tuple(TotalConstraint(1, frozenset([grade]), truth.count(grade), truth.count(grade)) for grade in every)
    return Problem(sizes, merged(people), limits)


@examples(50)
@given(CHANCES)
def test_with_one_side_unknown_every_table_has_its_share_of_the_assignments(chance):
    problem = one_pack(chance)
    expected = tables_of(problem)
    found = uniform_completions(problem)
    assert found.method == "exact"
    everything = sum(expected.values())
    assert chances_of(found) == pytest.approx({table: ways / everything for table, ways in expected.items()})
    turned = chances_of(uniform_completions(problem.transposed()))
    assert turned == pytest.approx(
        {tuple(zip(*table, strict=True)): ways / everything for table, ways in expected.items()}
    )


@examples(40)
@given(CHANCES, st.booleans())
def test_counting_gives_every_table_its_share_of_the_assignments(chance, flows):
    problem = problem_of(chance, square=True, flows=flows)
    expected = tables_of(problem)
    everything = sum(expected.values())
    found = filling._counted(problem)
    assert chances_of(found) == pytest.approx({table: ways / everything for table, ways in expected.items()})


def test_a_hundred_thousand_councils_are_counted_like_five():
    strata = (
        Stratum(20_000, (Variable(0, (0, 0)), Variable(1, (0, 1))), ((0, 1),)),
        Stratum(80_000, (Variable(0, (1, 1)), Variable(1, (1, 1))), ((0, 1),)),
    )
    found = uniform_completions(Problem((2, 2), strata))
    assert found.method == "counting"
    assert found.chances == pytest.approx(binom.pmf(found.tables[:, 0, 0], 20_000, 0.5), rel=1e-6, abs=1e-300)


def two_packs():
    """Make a problem with one pack on each side, pairs of every kind and two unpaired councils."""
    first, second = Variable(0, (0, 1), (0,)), Variable(1, (0, 1), (1,))
    known = [Variable(side, (grade, grade), (side,)) for side, grade in ((0, 2), (1, 2))]
    pair = ((0, 1),)
    strata = (
        Stratum(3, (first, second), pair), Stratum(2, (first, known[1]), pair), Stratum(2, (known[0], second), pair),
        Stratum(1, (known[0], known[1]), pair), Stratum(1, (first,)), Stratum(1, (second,)),
    )  # fmt: skip
    return Problem((3, 3), strata, (TotalConstraint(0, frozenset([0]), 2, 2), TotalConstraint(1, frozenset([0]), 3, 3)))


def test_two_packs_are_dealt_by_draws_near_the_true_shares():
    problem = two_packs()
    expected = tables_of(problem)
    everything = sum(expected.values())
    found = uniform_completions(problem)
    assert found.method == "draws"
    chances = chances_of(found)
    assert set(chances) <= set(expected)
    # Five standard errors of a share of the draws.
    for table, ways in expected.items():
        share = ways / everything
        assert abs(chances.get(table, 0) - share) < 5 * (share * (1 - share) / filling.DRAWS) ** 0.5
    exact = filling._counted(problem)
    assert chances_of(exact) == pytest.approx({table: ways / everything for table, ways in expected.items()})
    for statistic in bounded_statistics(common_scale=True):
        drawn, true = found.summary(statistic), exact.summary(statistic)
        assert drawn.mean == pytest.approx(true.mean, abs=0.05 if not statistic.counts else 0.2)


def test_the_two_sides_are_dealt_apart_from_each_other():
    first, second = Variable(0, (0, 1), (0,)), Variable(1, (0, 1), (1,))
    known = [Variable(side, (0, 0), (side,)) for side in (0, 1)]
    strata = (Stratum(4, (first, known[1]), ((0, 1),)), Stratum(4, (known[0], second), ((0, 1),)))
    outside = (Stratum(4, (first,)), Stratum(4, (second,)))
    limits = (TotalConstraint(0, frozenset([1]), 4, 4), TotalConstraint(1, frozenset([1]), 4, 4))
    found = uniform_completions(Problem((2, 2), strata + outside, limits))
    assert found.method == "draws"
    assert abs(np.corrcoef(found.tables[:, 1, 0], found.tables[:, 0, 1])[0, 1]) < 5 / filling.DRAWS**0.5


def test_draws_are_the_same_each_time():
    assert np.array_equal(uniform_completions(two_packs()).tables, uniform_completions(two_packs()).tables)


def test_the_central_part_is_cut_at_two_and_a_half_per_cent_either_side():
    tables = np.array([[[10 - up, up], [0, 0]] for up in range(11)])
    chances = np.array([0.02, 0.005, *[0.1] * 8, 0.175])
    rises = next(each for each in bounded_statistics(common_scale=True) if each.id == "rises")
    found = UniformCompletions(tables, chances, "exact").summary(rises)
    assert found.mean == pytest.approx(sum(up * chance for up, chance in enumerate(chances)))
    assert (found.lowest, found.highest) == (1, 10)


def test_an_end_is_not_missed_because_chances_round():
    tables = np.array([[[80 - up, up], [0, 0]] for up in range(80)])
    chances = np.full(80, 1 / 80)
    # Seventy-eight eightieths, added one by one, come to less than 0.975.
    assert np.cumsum(chances)[77] < 0.975
    rises = next(each for each in bounded_statistics(common_scale=True) if each.id == "rises")
    assert UniformCompletions(tables, chances, "exact").summary(rises).highest == 77


def test_fillings_without_a_value_are_left_out_and_told_of():
    tables = np.array([[[2, 0], [0, 0]], [[1, 0], [0, 1]]])
    found = UniformCompletions(tables, np.array([0.25, 0.75]), "exact").summary(TAU_B)
    assert (found.mean, found.undefined) == (1, 0.25)
    alone = UniformCompletions(tables[:1], np.array([1.0]), "exact").summary(TAU_B)
    assert isinstance(alone, Undefined)


def test_a_large_problem_with_open_totals_has_no_uniform_completions_but_a_reason():
    strata = tuple(Stratum(40, (Variable(0, (0, 3)), Variable(1, (0, best))), ((0, 1),)) for best in (2, 3))
    found = uniform_completions(Problem((4, 4), strata))
    assert isinstance(found, Undefined)
    assert "too many ways to count" in found.reason


def test_the_fillings_of_the_built_in_pair_lie_within_its_bounds():
    crosstab = cr.compare("ssi2003", "ofsted2009").crosstab
    found = uniform_completions(crosstab.problem)
    assert found.method == "exact"
    assert found.chances.sum() == pytest.approx(1)
    for statistic in bounded_statistics(common_scale=False):
        bounds, uniform = crosstab.solver.interval(statistic), found.summary(statistic)
        assert bounds.lowest <= uniform.lowest < uniform.mean < uniform.highest <= bounds.highest
    # The mean cell: the share of its row in the unknown, 31 adequate and 87 well among 118.
    expected = 2 + 42 * 31 / 118
    mean = (found.tables[:, 1, 1] * found.chances).sum()
    assert mean == pytest.approx(expected)
    assert {table.sum() for table in found.tables} == {148}


@pytest.mark.parametrize("first", ["ssi2003", pytest.param("csci2004", marks=pytest.mark.slow)])
def test_the_same_question_has_the_same_bytes_on_any_number_of_cores(first):
    """BLAS shares a long sum among the cores, and each way to share it rounds in its own way."""
    said = []
    for threads in ("1", "2"):
        command = [sys.executable, "-m", "crossregime", "bounds", "--format", "json"]
        command += ["--regime", first, "--regime", "ofsted2009"]
        names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
        done = subprocess.run(
            command, capture_output=True, check=True, env={**os.environ, **dict.fromkeys(names, threads)}
        )
        said.append(done.stdout)
    assert said[0] == said[1]


def test_a_mean_is_the_exact_sum_rounded_once():
    """Held to whole fractions, in which the order of a sum is of no matter."""
    tables = [[[a, 7 - a], [3, b]] for a in range(8) for b in range(1, 60)]
    chances = np.linspace(1, 2, len(tables))
    chances /= chances.sum()
    turned = UniformCompletions(np.array(tables[::-1]), chances[::-1], "exact").summary(TAU_B)
    found = UniformCompletions(np.array(tables), chances, "exact").summary(TAU_B)
    exact = sum(
        Fraction(TAU_B.number(table)) * Fraction(float(chance)) for table, chance in zip(tables, chances, strict=True)
    )
    assert found.mean == turned.mean == pytest.approx(float(exact), rel=1e-15)
