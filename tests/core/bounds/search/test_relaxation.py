"""The ceiling of a box against every completion in it."""

# ruff: noqa: S311  # the same problems in every run, which is all that is asked of chance here

import random

import numpy as np
import pytest

from crossregime.core.bounds.search.forms import ratio_of
from crossregime.core.bounds.search.programs import Programs
from crossregime.core.bounds.search.relaxation import Box, Relaxation
from crossregime.core.statistics import ChanceCorrected, ConcordanceBased
from crossregime.core.statistics.catalogue import bounded_statistics
from crossregime.core.statistics.cells import Undefined

from ....problems import problem_of, tables_of

SEARCHED = [
    each for each in bounded_statistics(common_scale=True) if isinstance(each.form, ConcordanceBased | ChanceCorrected)
]


def ratio_in(ratio, table):
    under = ratio.under.value(table)
    return ratio.over.value(table) / (under if ratio.beside is None else (under * ratio.beside.value(table)) ** 0.5)


@pytest.mark.parametrize("number", range(12))
def test_no_completion_of_a_box_exceeds_its_ceiling(number):
    chance = random.Random(number)
    problem = problem_of(chance, square=True)
    programs = Programs(problem)
    every = [[list(row) for row in table] for table in tables_of(problem)]
    for statistic in SEARCHED:
        tables = [table for table in every if not isinstance(statistic.value(table), Undefined)]
        for sign in (1, -1):
            ratio = ratio_of(statistic, problem.sizes, problem.pairs, sign)
            relaxation = Relaxation(ratio, programs.facts_with(None), programs.in_cells, problem.pairs)
            sums = {
                id(table): np.array([each.value([count for row in table for count in row]) for each in relaxation.sums])
                for table in tables
            }
            if not sums:
                continue
            # The box of two completions that are drawn, with all that lie between the sums of these.
            ends = np.array([sums[id(chance.choice(tables))] for _ in range(2)])
            box = Box(ends.min(axis=0), ends.max(axis=0))
            inside = [
                ratio_in(ratio, table)
                for table in tables
                if (sums[id(table)] >= box.lowest).all() and (sums[id(table)] <= box.highest).all()
            ]
            found = relaxation.ceiling(box, min(inside))
            assert found is not None, (statistic.id, sign)
            assert found.value >= max(inside) - 1e-12 * max(1, abs(max(inside))), (statistic.id, sign)


def test_a_box_without_completions_has_no_ceiling():
    problem = problem_of(random.Random(3), square=True)
    programs = Programs(problem)
    ratio = ratio_of(SEARCHED[0], problem.sizes, problem.pairs, 1)
    relaxation = Relaxation(ratio, programs.facts_with(None), programs.in_cells, problem.pairs)
    nowhere = np.full(len(relaxation.sums), problem.pairs + 1)
    assert relaxation.ceiling(Box(nowhere, nowhere), 0.0) is None
