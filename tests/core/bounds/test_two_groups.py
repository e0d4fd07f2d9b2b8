"""Two groups of councils are held by ranks, and named by what their grades are called."""

from __future__ import annotations

import pytest

from crossregime.core.bounds.problem import Problem, Stratum, Variable
from crossregime.core.bounds.solver import solver_of
from crossregime.core.bounds.two_groups import TwoGroups

LABELS = (("Zero Stars", "One Star", "Two Stars"), ("Poor", "Good"))
SHORT = (("0 stars", "1 star", "2 stars"), ("poor", "good"))
TABLE = [[3, 1], [2, 2], [1, 4]]


@pytest.fixture(scope="module")
def groups():
    strata = tuple(
        Stratum(TABLE[row][column], (Variable(0, (row, row)), Variable(1, (column, column))), ((0, 1),))
        for row in range(3)
        for column in range(2)
    )
    solver = solver_of(Problem((3, 2), strata, labels=LABELS))
    return TwoGroups(solver, given=(1, 2), against=(0,), then=(1,), short=SHORT)


def test_grades_are_named_in_full_or_in_short(groups):
    assert groups.name(0, groups.given) == "One Star or Two Stars"
    assert groups.name(0, groups.given, short=True) == "1 or 2 stars"
    assert groups.name(1, groups.then, short=True) == "good"


def test_without_short_labels_the_full_ones_do(groups):
    plain = TwoGroups(groups.solver, (2,), (0, 1), (1,))
    assert plain.name(0, plain.given, short=True) == "Two Stars"


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("difference", 6 / 9 - 1 / 4),
        ("ratio", (6 / 9) / (1 / 4)),
        ("odds_ratio", (6 * 3) / (3 * 1)),
        ("superiority", (6 * 3 + (6 * 1 + 3 * 3) / 2) / (9 * 4)),
    ],
)
def test_each_measure_is_a_statistic_of_the_table(groups, measure, value):
    assert groups.statistic(measure).value(TABLE) == pytest.approx(value)


def test_a_cut_that_no_document_draws_is_a_convention(groups):
    noted = TwoGroups(groups.solver, (2,), (0, 1), (1,), note="The cut of the second is a convention.")
    assert noted.by_convention
    assert not groups.by_convention
    assert groups.problem is groups.solver.problem
