"""How a column writes the grades of a scale: text, or whole numbers."""

from __future__ import annotations

import polars as pl
import pytest

import crossregime as cr

pytest.importorskip("narwhals")


def test_whole_numbers_may_be_grades():
    left = pl.DataFrame({"id": [1, 2], "grade": [4, 1]})
    for scale in ([4, 3, 2, 1], ["4", "3", "2", "1"]):
        found = cr.crosstab(left, left, on="id", grade="grade", scale=scale)
        assert found.counts.rows[0][0] == found.counts.rows[3][3] == 1
        assert found.first.scale.labels == ("4", "3", "2", "1")
    as_text = left.with_columns(pl.col("grade").cast(pl.String))
    assert cr.crosstab(left, as_text, on="id", grade="grade", scale=[4, 3, 2, 1]).tabulation.pairs == 2
