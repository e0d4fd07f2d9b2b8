"""Known totals of a user's own table: what they narrow, and what is no total."""

from __future__ import annotations

import pytest

import crossregime as cr

from .tables import GRADED

pytest.importorskip("narwhals")


def test_totals_narrow_the_bounds_without_another_run(schools):
    loose = cr.crosstab(*schools, **GRADED, groups="area")
    tight = loose.with_totals([
        {"side": "right", "grades": "top", "count": 0},
        {"side": "right", "grades": ["low"], "count": 1, "highest": 2, "group": "area=S"},
    ])  # fmt: skip
    cell = {"first": "top", "second": "top"}
    assert loose.cells.filter(**cell).get_column("highest").item() == 1
    assert tight.cells.filter(**cell).get_column("highest").item() == 0
    assert tight.rows is loose.rows
    assert [each.printed() for each in tight.known_totals] == ["0", "1 to 2"]


def test_totals_that_contradict_the_counts_are_refused(schools):
    with pytest.raises(cr.DataError, match="contradict"):
        cr.crosstab(*schools, **GRADED, totals=[{"side": "right", "grades": "top", "count": 4}])
