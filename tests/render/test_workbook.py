"""Workbooks explain themselves: what they hold, how to read it, and the rows."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree as ET

import polars as pl
import pytest

import crossregime as cr
from crossregime.core.files.formats import with_grades
from crossregime.render.position import lay_position
from crossregime.render.text import lay_comparison
from crossregime.render.workbook import workbook_bytes

pytest.importorskip("xlsxwriter")
MAIN = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


class Book:
    """What a workbook holds, read from its parts."""

    def __init__(self, data):
        self.zip = zipfile.ZipFile(io.BytesIO(data))
        root = ET.fromstring(self.zip.read("xl/workbook.xml"))  # noqa: S314  # our own file
        self.names = [sheet.get("name") for sheet in root.find("m:sheets", MAIN)]
        strings = ET.fromstring(self.zip.read("xl/sharedStrings.xml"))  # noqa: S314  # our own file
        self.strings = ["".join(each.itertext()) for each in strings]

    def xml(self, name):
        return self.zip.read(f"xl/worksheets/sheet{self.names.index(name) + 1}.xml").decode()

    def text(self, name):
        cells = ET.fromstring(self.xml(name)).iter(f"{{{MAIN['m']}}}c")  # noqa: S314  # our own file
        values = ((cell.get("t"), cell.findtext("m:v", "", MAIN)) for cell in cells)
        return " ".join(self.strings[int(value)] if kind == "s" else value for kind, value in values)


def made(comparison):
    return workbook_bytes(comparison.listed, "pairs", lambda page: lay_comparison(page, comparison, pairs=False))


@pytest.fixture(scope="module")
def book():
    return Book(made(cr.compare("ssi2003", "ofsted2009")))


def test_a_comparison_has_a_sheet_for_each_thing_to_know_and_the_pairs_last(book):
    assert book.names == [
        "about", "Contrasts", "Break", "Table", "What can be said", "Statistics", "Not compared", "Sources",
        "What is compared", "How to read", "pairs",
    ]  # fmt: skip


def test_the_first_sheet_answers_and_another_says_what_is_compared(book):
    assert "NOT SETTLED by what is held." in book.text("about")
    text = " ".join(book.text("What is compared").split())
    assert "ssi2003:stars: SSI performance ratings, November 2003" in text
    assert "118 known only as a range" in text


def test_the_licence_the_titles_of_the_sources_and_the_flags_stand_inside(book):
    assert "Open Government Licence" in book.text("Sources")
    assert "Performance ratings for social services in England" in book.text("Sources")
    assert "flag b: break" in book.text("How to read")


def test_the_counts_of_the_table_are_numbers(book):
    assert re.search(r'<c r="F\d+" s="\d+"><v>73</v>|<c r="\w+" s="\d+"><v>148</v>', book.xml("Table"))


def test_the_heads_of_the_pairs_stay_in_sight_and_can_be_filtered(book):
    assert 'state="frozen"' in book.xml("pairs")
    tables = [book.zip.read(name).decode() for name in book.zip.namelist() if name.startswith("xl/tables/")]
    assert len(tables) == 1
    assert "<autoFilter" in tables[0]
    assert "<cols>" in book.xml("pairs")


def test_a_grade_stands_before_its_ends_and_is_empty_where_it_is_not_known():
    frame = with_grades(cr.compare("ssi2003", "ofsted2009").listed)
    columns = frame.columns
    assert columns[columns.index("grade_2") :][:3] == ["grade_2", "known_2", "worst_2"]
    hull = frame.row(by_predicate=pl.col("series_id") == "kingston-upon-hull", named=True)
    assert (hull["grade_1"], hull["known_1"]) == ("Two Stars", True)
    assert (hull["grade_2"], hull["known_2"], hull["best_2"]) == (None, False, "Performs well")


def test_the_ends_of_a_range_are_numbers_in_columns_of_their_own(book):
    text = book.text("Table")
    assert "well: lowest" in text or "well: known" in text or ": highest" in text
    assert not re.search(r"\b\d+-\d+ \d+-\d+\b", text)


def test_no_cell_is_merged_and_a_sentence_stands_whole_in_one(book):
    assert not any("mergeCell" in book.xml(name) for name in book.names)
    comparison = cr.compare("ssi2003", "ofsted2009")
    assert comparison.crosstab.sentence in book.strings or any(
        comparison.crosstab.sentence in each for each in book.strings
    )


def test_cells_and_figures_have_sheets_with_full_precision():
    comparison = cr.compare("ssi2003", "ofsted2009")
    more = {"cells": comparison.cells, "figures": comparison.statistics}
    found = Book(workbook_bytes(comparison.listed, "pairs", lambda page: page.title("t"), more))
    assert found.names[-3:] == ["cells", "figures", "pairs"]
    lowest = comparison.statistics.filter(statistic="tau_b")["lowest"].item()
    assert any(float(each) == lowest for each in re.findall(r"<v>(-0\.26[0-9e-]+)</v>", found.xml("figures")))


def test_a_position_has_its_scale_its_totals_and_its_sources():
    position = cr.position("ofsted2009")
    found = Book(workbook_bytes(position.frame, "outcomes", lambda page: lay_position(page, position)))
    assert found.names == ["about", "What it holds", "Scale", "Sources", "How to read", "outcomes"]
    assert "93 Performs well" in found.text("What it holds")
    assert "Performs excellently" in found.text("Scale")


def test_groups_have_sheets_of_names_that_excel_takes():
    names = Book(made(cr.compare("ssi2003", "ofsted2009", by="region"))).names
    assert "region London" in names
    assert len({name.lower() for name in names}) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_the_same_call_gives_the_same_bytes():
    assert made(cr.compare("ssi2003", "ofsted2009")) == made(cr.compare("ssi2003", "ofsted2009"))


def test_no_cell_is_a_formula(book):
    assert not any("<f>" in book.xml(name) for name in book.names)
