"""A frame taken as one side of a table: its kind and the types of its columns, checked before anything is run."""

from __future__ import annotations

import polars as pl
import pytest

import crossregime as cr

from .tables import GRADED

pytest.importorskip("narwhals")


def test_frames_of_two_kinds_keys_of_two_types_and_no_frame_are_refused(schools):
    left, right = schools
    with pytest.raises(cr.UsageError, match="bring both to one engine"):
        cr.crosstab(left, right.to_arrow() if pytest.importorskip("pyarrow") else None, **GRADED)
    with pytest.raises(cr.UsageError, match="make both of one type"):
        cr.crosstab(left, right.with_columns(pl.col("id").cast(pl.String)), **GRADED)
    with pytest.raises(cr.UsageError, match="which can't name a unit"):
        cr.crosstab(left.with_columns(pl.col("id").cast(pl.Float64)), right, **GRADED)
    with pytest.raises(cr.UsageError, match="a group is text or a whole number"):
        cr.crosstab(left.with_columns(share=pl.lit(0.5)), right, **GRADED, groups="share")
    with pytest.raises(cr.UsageError, match="list is not a frame"):
        cr.crosstab([1, 2], right, **GRADED)
