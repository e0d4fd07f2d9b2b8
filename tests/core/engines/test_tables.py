"""A table of two frames: counts, statistics, bounds, cells and groups."""

from __future__ import annotations

import json

import polars as pl
import pytest

import crossregime as cr
from crossregime.core.errors import UsageError

from ...documents import hold
from .tables import COLUMNS, GRADED, LEFT

pytest.importorskip("narwhals")


def test_a_table_has_counts_statistics_bounds_and_cells(schools):
    found = cr.crosstab(*schools, **GRADED)
    assert found.counts.rows == ((1, 0, 0), (0, 1, 0), (0, 0, 0))
    assert found.units == (5, 5)
    assert found.unpaired == (1, 1)
    assert found.common_scale
    assert found.cells.filter(first="low", second="top").select("known", "lowest", "highest").row(0) == (0, 0, 1)
    # Units 1 and 4 are concordant; at the least 2 and 3, 2 and 4, 3 and 4 are discordant: (1 - 3) / (1 + 3).
    assert found.statistics(["gamma"]).get_column("lowest").to_list() == [-0.5]
    assert {each.method for each in found.inferences("bootstrap", ["percent_agreement"])} == {"bootstrap"}
    assert repr(found) == "Crosstab of left by right: 4 pairs"


def test_a_pair_is_in_the_group_of_its_left_unit(schools):
    found = cr.crosstab(*schools, **GRADED, groups=["area"])
    assert {area: each.tabulation.pairs for area, each in found.by().items()} == {"N": 2, "S": 2}
    left, right = schools
    of_right = cr.crosstab(left.drop("area"), right, **GRADED, groups=["area"]).by("area")
    assert {area: each.tabulation.pairs for area, each in of_right.items()} == {"N": 3, "S": 1}
    with pytest.raises(cr.UsageError, match="not grouped by 'arae'") as caught:
        found.by("arae")
    assert caught.value.matches == ("area",)


def test_an_empty_frame_makes_an_empty_table():
    empty = pl.DataFrame(schema=COLUMNS)
    found = cr.crosstab(empty, empty, on="unit", worst="worst", best="best", scale=LEFT)
    assert found.tabulation.pairs == 0
    assert "nothing to tabulate" in found._repr_html_()
    hold(json.loads(found.to_json()), "crosstab")


def test_what_is_said_of_it_speaks_of_units_and_not_of_councils(schools):
    found = cr.crosstab(*schools, **GRADED)
    said = [found.headline.question, *(share.sentence for share in found.shares)]
    assert said[0].startswith("Did units at ")
    assert "paired unit" in said[1]
    assert not any("council" in each for each in [*said, found._repr_html_()])


def test_units_have_the_name_that_a_call_gives_them_in_every_group_and_in_json(schools):
    found = cr.crosstab(*schools, **GRADED, unit="school", effort=7)
    assert found.headline.question.startswith("Did schools at ")
    assert found.with_totals([]).headline.question == found.headline.question
    assert found.with_totals([]).problem.effort == 7
    assert json.loads(found.to_json())["unit"] == "school"
    with pytest.raises(UsageError, match="not a word for a unit"):
        cr.crosstab(*schools, **GRADED, unit=" ")
