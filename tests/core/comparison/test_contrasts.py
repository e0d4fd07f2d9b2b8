"""The contrasts of a table: at the grades that are named, and at every cut of both scales."""

from __future__ import annotations

import pytest

from crossregime.core.bounds import Asked
from crossregime.core.comparison.contrasts import contrast_of, every_cut
from crossregime.core.errors import UsageError

from ...pages import compared


@pytest.fixture(scope="module")
def table():
    return compared("strict").crosstab


@pytest.fixture(scope="module")
def sides(table):
    return table.first, table.second


def test_grades_are_named_and_those_of_the_first_that_are_not_stand_against_them(table, sides):
    found = contrast_of(table.solver, sides, Asked("3 stars", "well, excellently"))
    assert (found.given, found.against, found.then) == ((3,), (0, 1, 2), (2, 3))
    assert found.note == ""
    assert found.name(0, found.given) == "Three Stars"
    assert found.name(0, found.given, short=True) == "3 stars"


def test_without_a_name_they_are_the_grades_of_doing_well_and_the_note_says_whose(table, sides):
    found = contrast_of(table.solver, sides, Asked())
    assert (found.given, found.then) == (sides[0].scale.good, sides[1].scale.good)
    assert found.note.endswith(".")


@pytest.mark.parametrize(
    "asked",
    [Asked("Three Star"), Asked(3), Asked("3 stars", None, "3 stars"), Asked(["0", "1", "2", "3"]), Asked(None, [])],
)
def test_what_is_no_grade_and_groups_that_overlap_or_are_empty_are_refused(table, sides, asked):
    with pytest.raises(UsageError):
        contrast_of(table.solver, sides, asked)


def test_there_is_a_contrast_for_every_cut_of_both_scales(table, sides):
    found = every_cut(table.solver, sides)
    assert [(each.given[0], each.then[0]) for each in found] == [(row, cut) for row in (1, 2, 3) for cut in (1, 2, 3)]
    for each in found:
        assert sorted((*each.given, *each.against)) == [0, 1, 2, 3]
        assert max(each.against) < min(each.given)


def test_where_every_grade_is_known_a_difference_is_that_of_the_counts():
    comparison = compared("common-scale")
    table = comparison.crosstab
    rows = table.tabulation.known
    for each in every_cut(table.solver, (table.first, table.second)):
        if table.problem.free:
            assert each.difference.lowest <= each.difference.highest
            continue
        shares = [
            sum(rows[row][column] for row in group for column in each.then)
            / sum(map(sum, (rows[row] for row in group)))
            for group in (each.given, each.against)
        ]
        assert each.difference.lowest == each.difference.highest == pytest.approx(shares[0] - shares[1])
