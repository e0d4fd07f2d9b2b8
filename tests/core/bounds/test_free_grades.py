"""The unknown grades of a side read as one pack: how many there are of each, where the totals say."""

from __future__ import annotations

import pytest

from crossregime.core.bounds.free_grades import FreeGrades
from crossregime.core.bounds.problem import Contradiction, Problem, Stratum, TotalConstraint, Variable

PAIR = ((0, 1),)


def problem(*totals, spans=((0, 2),), known=0, each=4):
    """Pairs of a known first grade, `each` of them with each unknown range of the second, and some known to be at 2."""
    counted = tuple(range(len(totals)))
    strata = [Stratum(each, (Variable(0, (0, 0)), Variable(1, span, counted)), PAIR) for span in spans]
    if known:
        strata.append(Stratum(known, (Variable(0, (0, 0)), Variable(1, (2, 2), counted)), PAIR))
    limits = tuple(TotalConstraint(1, frozenset(ranks), low, high) for ranks, low, high in totals)
    return Problem((2, 3), tuple(strata), limits)


def test_exact_totals_of_all_grades_but_one_say_how_many_there_are_of_each():
    found = FreeGrades.of(problem(({0}, 1, 1), ({2}, 5, 5), known=3), 1)
    # Five at 2, of whom three are known: two of the four; one at 0, so one is left at 1.
    assert (found.grades, [*found.columns]) == (range(3), [1, 1, 2])


def test_where_totals_leave_two_grades_open_there_is_no_pack():
    assert FreeGrades.of(problem(({0}, 1, 1)), 1) is None
    assert FreeGrades.of(problem(({0}, 1, 2), ({2}, 1, 1)), 1) is None


def test_two_kinds_of_range_are_no_pack():
    assert FreeGrades.of(problem(({0}, 1, 1), ({2}, 5, 5), spans=((0, 2), (1, 2))), 1) is None


def test_a_side_without_an_unknown_grade_has_an_empty_pack():
    found = FreeGrades.of(problem(({0}, 1, 1), ({2}, 2, 2)), 0)
    assert (len(found.grades), [*found.columns]) == (0, [])


@pytest.mark.parametrize(
    "totals",
    [
        (({0}, 5, 5), ({2}, 0, 0)),  # more than there are
        (({2}, 2, 2), ({0}, 1, 1)),  # three are known to be at 2
        (({0}, 1, 1), ({2}, 5, 5), ({0, 1}, 4, 4)),  # two at the first two grades, not four
    ],
)
def test_totals_that_contradict_each_other_or_what_is_known_are_told(totals):
    with pytest.raises(Contradiction):
        FreeGrades.of(problem(*totals, known=3), 1)
