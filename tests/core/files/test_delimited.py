"""A CSV split into header and rows: headers, widths and quotes, and what polars would mend in silence."""

from __future__ import annotations

import csv

import pytest

from crossregime.core.errors import DataError, Fault
from crossregime.core.files import folder as files
from crossregime.core.files.delimited import LONGEST_FIELD

from ...source_files import HEADER, ROW, faults, only, sources


@pytest.mark.parametrize(("mark", "called"), [(";", "semicolons"), ("\t", "tabs")])
def test_a_file_with_other_marks_between_its_cells_is_told_once(folder, mark, called):
    fault = only(folder, f"{HEADER}\n{ROW}\n{ROW}\n".replace(",", mark))
    assert (fault.row, fault.what) == (1, f"has {called} between its cells")


@pytest.mark.parametrize("content", ["", "\n", "\r\n\r\n", "\ufeff"])
def test_an_empty_file_is_refused_with_the_header_that_it_needs(folder, content):
    fault = only(folder, content)
    assert fault.what == "is empty"
    assert fault.do == f"the header is {HEADER}, and may have author"


def test_a_header_alone_is_a_table_without_rows(folder):
    assert sources(folder, f"{HEADER}\n").height == 0


def test_blank_lines_at_the_end_are_passed_over(folder):
    assert sources(folder, f"{HEADER}\n{ROW}\n\n,,,,,\n\n").height == 1


@pytest.mark.parametrize(
    ("header", "what", "matches"),
    [
        (HEADER.replace(",address", ""), ["column 'address' is missing"], ()),
        (HEADER + ",colour", ["unknown column 'colour'"], ()),
        (HEADER + ",", ["unknown column ''"], ()),
        (HEADER + ",source", ["column 'source' stands 2 times"], ()),
        (
            HEADER.replace("publisher", "Publisher"),
            [
                f"unknown column 'Publisher'; column 'publisher' is missing; found: {HEADER}".replace(
                    ",publisher,", ",Publisher,"
                )
            ],
            ("publisher",),
        ),
    ],
)
def test_a_header_that_is_not_the_schemas_is_refused(folder, header, what, matches):
    found = faults(folder, header + "\n")
    assert [fault.what for fault in found] == what
    assert found[0].matches == matches
    assert {(fault.row, fault.do) for fault in found} == {(1, f"the header is {HEADER}, and may have author")}


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("other,Other", "the row is too short: 2 cells where the header has 6"),
        ("other,Other,a title, with a comma,,,cited", "the row is too long: 7 cells where the header has 6"),
    ],
)
def test_a_row_of_another_width_is_refused_by_its_number(folder, row, what):
    fault = only(folder, f"{HEADER}\n{ROW}\n{row}\n{ROW.replace('paper', 'third')}\n")
    assert (fault.row, fault.what) == (3, what)
    assert fault.do == "quote cells that hold a comma"


def test_a_row_without_a_cell_is_called_empty(folder):
    fault = only(folder, f"{HEADER}\n{ROW}\n\n{ROW.replace('paper', 'third')}\n")
    assert (fault.row, fault.what, fault.do) == (3, "the row is empty", "take it out")


def test_everything_wrong_with_the_header_comes_out_together_and_alone(folder):
    found = faults(folder, f"{HEADER},source,colour\n{ROW}\n{ROW},,,,\n")
    assert [(fault.row, fault.what) for fault in found] == [
        (1, "column 'source' stands 2 times"),
        (1, "unknown column 'colour'"),
    ]


def test_everything_wrong_with_widths_comes_out_together(folder):
    found = faults(folder, f"{HEADER}\n{ROW},\n{ROW},,,,\n")
    assert [(fault.row, fault.what) for fault in found] == [
        (2, "the row is too long: 7 cells where the header has 6"),
        (3, "the row is too long: 10 cells where the header has 6"),
    ]


def test_rows_are_counted_after_a_cell_that_holds_a_line_end_as_a_spreadsheet_does(folder):
    found = faults(folder, f'{HEADER}\nother,"two\nlines",,,,cited\nBAD ID,Other,,,,cited\n')
    assert [(fault.row, fault.column) for fault in found] == [(2, "publisher"), (3, "source")]
    assert found[0].what == "the cell has the control character U+000A"


@pytest.mark.parametrize("row", ['other,"Oth"er,,,,cited', 'other,"Other,,,,cited\nthird,Third,,,,cited'])
def test_quotes_that_do_not_close_are_refused_by_row(folder, row):
    fault = only(folder, f"{HEADER}\n{ROW}\n{row}\n")
    assert fault.row == 3
    assert fault.what.startswith("is not CSV: ")
    assert fault.do == "check the quotes of this row"


def test_a_cell_of_endless_text_is_refused_and_the_limit_of_the_process_left_alone(folder):
    before = csv.field_size_limit()
    fault = only(folder, f"{HEADER}\nother,{'x' * (LONGEST_FIELD + 1)},,,,cited\n")
    assert fault.row == 2
    assert "field larger than field limit" in fault.what
    assert csv.field_size_limit() == before
    sources(folder, f"{HEADER}\n{ROW}\n")
    assert csv.field_size_limit() == before


def test_a_header_without_end_is_refused_as_a_whole(folder):
    fault = only(folder, ",".join(f"column{number}" for number in range(100_000)))
    assert (fault.row, fault.what) == (1, "the header has 100,000 columns")


def test_a_file_may_have_columns_of_its_own_where_the_reader_lets_it():
    header, rows = files.parse_csv("name,colour\nHull,red\n", "names.csv", ["name"], others=True)
    assert (header, rows) == (["name", "colour"], [["Hull", "red"]])
    with pytest.raises(DataError) as caught:
        files.parse_csv("title\n", "names.csv", ["name"], others=True)
    assert caught.value.faults == (
        Fault("names.csv", "column 'name' is missing; found: title", 1, do="the header needs name"),
    )


def test_another_header_is_told_in_one_line_with_what_was_found_and_what_to_rename(folder):
    fault = only(folder, "sauce,titel,place\n")
    assert fault.what.startswith("unknown columns 'sauce', 'titel' and 'place'; columns 'source', 'publisher', 'title'")
    assert fault.what.endswith("are missing; found: sauce,titel,place")
    assert fault.do.endswith("; rename 'sauce' to 'source' and rename 'titel' to 'title'")
