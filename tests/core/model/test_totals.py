"""A printed total says which councils it counts, and what it leaves to their grades."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from crossregime.core.model.totals import Total, bound_grade

LONDON = {"region": "London", "type": "inner_london"}
KENT = {"region": "South East", "type": "shire_county"}
WHOLE = Total(dt.date(2003, 11, 13), "stars", (2, 3), 60, 60, "ssi-2003", "page 1", count=60)
OF_LONDON = replace(WHOLE, dimension="region", group="London", lowest=5, highest=6, count=None, percent=18)


@pytest.mark.parametrize(("total", "counted"), [(WHOLE, [True, True]), (OF_LONDON, [True, False])])
def test_a_total_counts_everyone_or_those_of_its_group(total, counted):
    assert [total.counts(groups) for groups in (LONDON, KENT)] == counted


def test_an_unknown_grade_carries_the_totals_that_count_it_by_their_places():
    assert bound_grade((0, 3), LONDON, (OF_LONDON, WHOLE)).totals == (0, 1)
    assert bound_grade((0, 3), KENT, (OF_LONDON, WHOLE)).totals == (1,)


def test_what_was_printed_becomes_a_constraint_on_a_side_of_a_table():
    found = OF_LONDON.constraint(1, "18% in London")
    assert (found.side, found.ranks, found.lowest, found.highest) == (1, {2, 3}, 5, 6)
    assert found.name == "18% in London"
