"""Which councils are certainly, and which possibly, at some grades of both positions."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.errors import UsageError

from ...pages import compared

STARS, PERFORMS = ("0 stars", "1 star", "2 stars", "3 stars"), ("poorly", "adequately", "well", "excellently")


@pytest.mark.parametrize("given", STARS)
@pytest.mark.parametrize("then", PERFORMS)
def test_those_certainly_in_a_cell_are_no_more_than_its_smallest_number_and_those_possibly_no_fewer_than_its_largest(
    given, then
):
    comparison = compared("strict")
    cell = comparison.crosstab.bounds[STARS.index(given)][PERFORMS.index(then)]
    found = comparison.who(given, then)
    assert found.filter(certainty="certain").height <= cell.lowest
    assert found.height >= cell.highest


def test_a_council_is_certainly_at_all_grades_that_it_may_have():
    comparison = compared("strict")
    found = comparison.who("0 stars", "poorly, adequately, well")
    assert set(found.get_column("certainty")) == {"certain"}
    assert found.height == 7  # of seven councils without a star none did excellently
    assert found.get_column("name").is_sorted()


def test_where_every_grade_is_known_nobody_is_possibly_anywhere():
    comparison = cr.compare("ssi2003", "ssi2003:children.serving")
    table = comparison.crosstab.tabulation.known
    for row, star in enumerate(STARS):
        for column, served in enumerate(("No", "Some", "Most", "Yes")):
            found = comparison.who(star, served)
            assert found.height == table[row][column]
            assert "possible" not in found.get_column("certainty")


def test_each_stands_with_its_grade_or_range_in_both():
    found = compared("strict").who("0 stars", "well")
    for row in found.iter_rows(named=True):
        assert row["first"] == "Zero Stars"
        assert "well" in row["last"]


def test_what_is_no_grade_is_refused():
    with pytest.raises(UsageError, match="no grade '4 stars'"):
        compared("strict").who("4 stars")
