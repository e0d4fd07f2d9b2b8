"""No text of a table acts in a spreadsheet, nor on a screen, and nothing else is touched."""

from __future__ import annotations

import csv
import io
import json

import polars as pl
import pytest

from crossregime.core.files.formats import csv_text, json_text

# Spreadsheets


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_a_text_that_a_spreadsheet_would_calculate_gets_an_apostrophe(start):
    text = f'{start}HYPERLINK("https://example.org")'
    rows = list(csv.reader(io.StringIO(csv_text(pl.DataFrame({text: [text, "a=b"]})), newline="")))
    shown = text.replace("\r", r"\u000d")  # which would act on a screen too
    assert rows == [[f"'{shown}"], [f"'{shown}"], ["a=b"]]


def test_numbers_and_empty_cells_stay_as_they_are():
    frame = pl.DataFrame({"n": [-1, 2], "share": [-0.5, None], "text": ["", None]})
    assert csv_text(frame) == "n,share,text\n-1,-0.5,\n2,,\n"


@pytest.mark.parametrize("command", [("compare", "--regime", "ssi2003", "--regime"), ("export",)])
def test_no_text_of_a_regime_becomes_a_formula(call, annual, command):
    annual.replace(
        "outcomes.csv",
        "2009-12-09,Barnet,care,Good,Good,printed,paper,p. 4,",
        "2009-12-09,Barnet,care,Good,Good,printed,paper,@SUM(1),\"=cmd|' /C calc'!A1\"",
    )
    rows = list(csv.reader(io.StringIO(call(*command, annual, "--format", "csv").out, newline="")))
    cells = {cell for row in rows for cell in row}
    assert {"'@SUM(1)", "'=cmd|' /C calc'!A1"} <= cells
    assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in cells)


def test_no_text_of_a_csv_or_of_json_acts_on_a_screen():
    acting = "\x1b[31m \x9b1m \u202e \x07 \r"
    spelt = r"\u001b[31m \u009b1m \u202e \u0007 \u000d"
    assert csv_text(pl.DataFrame({"text": [acting, "two\nlines"]})) == f'text\n{spelt}\n"two\nlines"\n'
    text = json_text({"text": acting})
    assert json.loads(text) == {"text": acting}
    assert text.replace("\n", "").isprintable()


# Cells, one by one


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
