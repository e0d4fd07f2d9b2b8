"""An outcome in full says who the council was on its date, its grade in words, and why a grade is not known."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from crossregime.core.positions.spelling import council_columns, flag, grade_columns

RANKS = pl.DataFrame(
    {"worst": [0, 1, None, 2], "best": [0, 2, None, 2], "status": ["printed", "range", "not_judged", "rule"]},
    schema_overrides={"worst": pl.Int8, "best": pl.Int8},
)


def test_a_council_has_the_codes_in_force_on_its_date():
    before, after = dt.date(2008, 12, 9), dt.date(2009, 12, 9)
    columns = {
        each.name: each.to_list() for each in council_columns(["durham"] * 2 + ["leeds"], [before, after, after])
    }
    assert list(columns) == ["name", "gss_code", "ons_code", "dfe_code", "region", "type"]
    assert columns["region"] == ["North East", "North East", "Yorkshire and The Humber"]
    assert columns["gss_code"][1] == "E06000047"
    assert columns["dfe_code"][1:] == ["840", "383"]


def test_no_councils_have_columns_without_rows():
    assert [len(each) for each in council_columns([], [])] == [0] * 6


def test_a_grade_stands_in_words_where_it_is_known_and_its_ends_where_it_is_not():
    rows = RANKS.select(grade_columns(["Low", "Fair", "Good"], pl.col("worst"), pl.col("best")))
    assert rows.columns == ["grade", "known", "worst", "best", "worst_rank", "best_rank"]
    assert rows.rows() == [
        ("Low", True, "Low", "Low", 0, 0),
        (None, False, "Fair", "Good", 1, 2),
        (None, False, None, None, None, None),
        ("Good", True, "Good", "Good", 2, 2),
    ]


@pytest.mark.parametrize(("row", "mark"), [(0, ""), (1, "x"), (2, "z"), (3, "e")])
def test_a_flag_says_that_a_grade_is_a_range_not_given_or_by_rule(row, mark):
    flags = RANKS.select(flag(pl.col("worst"), pl.col("best"), pl.col("status")).alias("flag"))
    assert flags["flag"][row] == mark
