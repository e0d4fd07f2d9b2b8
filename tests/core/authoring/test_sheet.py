"""A spreadsheet saved as CSV is read whatever wrote it, and what is none is refused with the way to save it."""

from __future__ import annotations

import pytest

from crossregime.core.authoring.sheet import read_sheet
from crossregime.core.errors import DataError, UsageError

TABLE = "Council,Grade\nLeeds,Good\nKent,Poor\n"


@pytest.fixture
def sheet(tmp_path):
    def read(data, name="ratings.csv", **said):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_sheet(path, **said)

    return read


def said(sheet, about):
    return next(each for each in sheet.decisions if each.about == about)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TABLE.encode(), "utf-8"),
        (TABLE.encode("utf-8-sig"), "utf-8"),
        (TABLE.encode("utf-16"), "utf-16"),
        (TABLE.replace("Poor", "£5 \N{EN DASH} poor").encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_found(sheet, data, encoding):
    found = sheet(data)
    assert said(found, "encoding").what == encoding
    assert found.header == ("Council", "Grade")
    assert found.column("Council") == ["Leeds", "Kent"]


def test_an_encoding_that_was_guessed_is_to_be_confirmed(sheet):
    guessed = sheet("Council,Grade\nLeeds,£5\n".encode("cp1252"))
    assert said(guessed, "encoding").confirm
    asked = sheet("Council,Grade\nLeeds,£5\n".encode("cp1252"), encoding="cp1252")
    assert not said(asked, "encoding").confirm


@pytest.mark.parametrize(("mark", "called"), [(",", "commas"), (";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_the_separator_is_found(sheet, mark, called):
    found = sheet(f'Council{mark}Grade\nLeeds{mark}"Good, on the whole"\nKent{mark}Poor\n')
    assert said(found, "separator").what == called
    assert found.rows == (("Leeds", "Good, on the whole"), ("Kent", "Poor"))


def test_lines_above_the_header_and_below_the_table_are_left_out_and_told(sheet):
    found = sheet(f"Ratings of 2016,\n,\n{TABLE},\nSource: a report,\n")
    assert (found.header, found.numbers) == (("Council", "Grade"), (4, 5))
    assert found.above == ("Ratings of 2016",)
    assert said(found, "left out").what == "1 row (7)"


def test_columns_without_a_name_or_of_one_name_get_names_of_their_own(sheet):
    assert sheet("Council,Grade,Grade,,\nLeeds,Good,Poor,x,\n").header == ("Council", "Grade", "Grade (2)", "column 4")


@pytest.mark.parametrize(
    ("data", "name"), [(b"PK\x03\x04rest", "a.csv"), (b"\xd0\xcf\x11\xe0", "a.csv"), (b"x", "a.xlsx")]
)
def test_a_workbook_is_answered_with_how_to_save_it(sheet, data, name):
    with pytest.raises(UsageError, match="is a workbook") as refused:
        sheet(data, name)
    assert "Save As" in refused.value.do


@pytest.mark.parametrize("data", ["", "Council\n", "\n\n"])
def test_what_holds_no_table_is_refused(sheet, data):
    with pytest.raises(DataError, match="holds no table"):
        sheet(data)


def test_an_encoding_or_a_separator_that_there_is_not_is_refused(sheet):
    with pytest.raises(UsageError, match="no encoding 'utf-99'"):
        sheet(TABLE, encoding="utf-99")
    with pytest.raises(UsageError, match="'dash' is no separator"):
        sheet(TABLE, separator="dash")
    with pytest.raises(DataError, match="is not ascii"):
        sheet("Council,Grade\nLeeds,£\n", encoding="ascii")
