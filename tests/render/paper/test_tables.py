"""The tables of a paper hold the comparison's own numbers, with notes on what they mean."""

from __future__ import annotations

import re

import pytest

import crossregime as cr
from crossregime.render.paper.tables import (
    NONE,
    contrast_tables,
    counts_tables,
    cuts_tables,
    group_tables,
    pairs_tables,
    statistics_tables,
)


@pytest.fixture(scope="module")
def comparison():
    """The comparison that most people make."""
    return cr.compare("ssi2003", "ofsted2009")


def ends(cell):
    """Give the lowest and the highest of a cell."""
    numbers = [0] if cell == NONE else [int(number) for number in cell.split(" to ")]
    return numbers[0], numbers[-1]


def test_each_cell_is_the_possible_range_of_the_comparison(comparison):
    (table,) = counts_tables(comparison)
    for row, cells in zip(table.rows, comparison.crosstab.bounds, strict=False):
        assert [ends(cell) for cell in row[1:-1]] == [(each.lowest, each.highest) for each in cells]
    assert [ends(row[-1]) for row in table.rows] == [(7, 7), (52, 52), (73, 73), (16, 16), (148, 148)]
    assert table.rows[-1] == ("all", "9", "36 to 40", "89 to 93", "10", "148")


def test_the_contrast_has_both_groups_their_difference_and_the_answer(comparison):
    (table,) = contrast_tables(comparison)
    assert table.rows == (
        ("2 or 3 stars", "46 to 77 of 89", "52% to 87%"),
        ("0 or 1 star", "22 to 53 of 59", "37% to 90%"),
        ("difference", NONE, "-38 to +49 points"),
    )
    assert table.notes[0].endswith("Not settled by what is held.")


def test_statistics_stand_with_their_range_and_a_warning_of_the_known_alone(comparison):
    (table,) = statistics_tables(comparison)
    assert table.heads == ("", "possible range", "the 34 known pairs alone")
    assert table.rows[0] == ("Kendall's tau-b", "-0.26 to 0.43", "0.13")
    assert any("may mislead" in note for note in table.notes)


def test_a_statistic_without_a_range_says_why():
    (table,) = statistics_tables(cr.compare("ssi2003", "ofsted2009", statistics=["linear_by_linear"]))
    assert table.rows[0][1] == NONE
    assert re.search("p ", table.rows[0][2])
    assert any("no range, for it needs known counts" in note for note in table.notes)


def test_where_all_is_known_there_is_one_value():
    (table,) = statistics_tables(cr.compare("ssi2003:children.serving", "ssi2003:adults.serving"))
    assert table.heads == ("", "value")
    assert not any("completions" in note for note in table.notes)


def test_the_pairs_are_those_that_are_listed():
    comparison = cr.compare("ssi2003", "ofsted2009", councils=["Leeds", "Cheshire"])
    (table,) = pairs_tables(comparison)
    assert [row[0] for row in table.rows] == ["Leeds"]
    assert any(note.startswith("In no pair: Cheshire") for note in table.notes)


def test_groups_have_a_row_each_and_tables_of_their_own():
    comparison = cr.compare("ssi2003", "ofsted2009", by="region")
    (table,) = group_tables(comparison)
    assert [row[0] for row in table.rows] == ["all", *(each[0].group.label for each in comparison.groups)]
    assert sum(int(row[1]) for row in table.rows[1:]) == int(table.rows[0][1]) == 148
    names = [each.name for each in counts_tables(comparison)]
    assert len(names) == len(set(names)) == len(comparison.groups) + 1


def test_every_table_says_what_is_not_alike_and_where_it_is_from(comparison):
    for make in (counts_tables, contrast_tables, statistics_tables):
        for table in make(comparison):
            assert any(note.startswith("Not like for like") for note in table.notes)
            assert table.notes[-1].startswith("Sources: Department of Health, Social Services Inspectorate")


def test_every_cut_has_a_row_with_the_shares_of_both_groups():
    comparison = cr.compare("ssi2003", "ofsted2009")
    (found,) = cuts_tables(comparison)
    assert len(found.rows) == len(comparison.ends.cuts) == 9
    row = ("well or excellently: 2 or 3 stars against 0 or 1 star", "52% to 87%", "37% to 90%", "-38 to +49 points")
    assert row in found.rows
