"""Two frames of schools: one of grades, one of what is known of grades."""

from __future__ import annotations

import polars as pl
import pytest


@pytest.fixture
def schools():
    """Five schools a side, four of them on both; the right has ranges."""
    left = pl.DataFrame(
        {"id": [1, 2, 3, 4, 5], "area": ["N", "N", "S", "S", "S"], "grade": ["low", "low", "top", "mid", "top"]}
    )
    right = pl.DataFrame(
        {"id": [1, 2, 3, 4, 6], "area": ["N", "N", "S", "N", "S"], "worst": ["low", "mid", "low", "mid", "low"],
         "best": ["low", "top", "top", "mid", "top"]}
    )  # fmt: skip
    return left, right
