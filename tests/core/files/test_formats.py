"""Cells of a CSV: what a spreadsheet would run is made inert, and nothing else is touched."""

from __future__ import annotations

import csv
import io

import polars as pl
import pytest

from crossregime.core.files.formats import csv_text


def written(cell):
    """Give a cell as any reader of CSV has it back."""
    return next(csv.reader(io.StringIO(csv_text(pl.DataFrame({"a": [cell]})).split("\n", 1)[1])))[0]


@pytest.mark.parametrize(
    "number", ["-5", "-0.25", "+3", "-.5", "+44", "-1,234.5", "-5%", "-", "+", "1e5", "-1e-5", "-\u00a35.00", "17", ""]
)
def test_a_number_is_left_as_it_is(number):
    assert written(number) == number


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+3-4",
        "-1/2",
        "@SUM(A1)",
        "+44 20",
        "=cmd|' /C calc'!A0",
        "\uff1d1",
        "-2+3",
        "= 1",
        "\t=1",
        "--1",
        "+A1",
    ],
)
def test_what_would_be_calculated_has_an_apostrophe_before_it(cell):
    assert written(cell).startswith("'")
    assert written(cell).replace("'", "") == cell.replace("'", "")


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("a;=1+1", "a;'=1+1"),
        ("a;b;@SUM(A1)", "a;b;'@SUM(A1)"),
        ("-5;=1", "'-5;'=1"),
        ("a\t=1", "a\t'=1"),
        ("a; b", "a; b"),
        ("one; two - three", "one; two - three"),
    ],
)
def test_a_cell_is_safe_where_a_spreadsheet_splits_at_semicolons_or_tabs(cell, wanted):
    assert written(cell) == wanted


def test_the_head_of_a_column_is_made_inert_too():
    assert csv_text(pl.DataFrame({"=1+1": ["a"], "b;=2": ["c"]})).startswith("'=1+1,b;'=2\n")
