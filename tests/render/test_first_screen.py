"""The first screen of a comparison: the question and its answer first, each number as the comparison has it."""

from __future__ import annotations

import io
import re

import pytest

import crossregime as cr
from crossregime.core.comparison.summary import known_in_brief, pairs_in_brief, unlike_in_brief
from crossregime.render.first_screen import write_first_screen
from crossregime.render.page import Plain

from ..pages import CASES, compared, words


def first_screen(name):
    stream = io.StringIO()
    write_first_screen(Plain(stream, 100), compared(name))
    return stream.getvalue()


@pytest.mark.parametrize("name", CASES)
def test_it_says_who_is_compared_what_is_not_alike_and_asks_before_it_answers(name):
    comparison, text = compared(name), words(first_screen(name))
    table = comparison.ends
    assert pairs_in_brief(comparison) in text
    assert unlike_in_brief(comparison) in text
    assert text.index(table.headline.question) < text.index(f"{table.headline.answer}.")


def test_both_groups_stand_with_their_councils_and_shares_and_the_difference_below_them():
    text, contrast = words(first_screen("strict")), compared("strict").crosstab.headline
    for group in (contrast.first, contrast.second):
        assert f"{group.count.lowest} to {group.count.highest} of {group.of.lowest}" in text
    assert text.index("difference") > text.index(f"of {contrast.second.of.lowest}")
    assert known_in_brief(compared("strict").crosstab) in text


def test_a_cell_is_its_number_its_smallest_and_largest_or_a_hyphen_for_none():
    crosstab, lines = compared("strict").crosstab, first_screen("strict").splitlines()
    for label, cells in zip(crosstab.first.scale.short_labels, crosstab.bounds, strict=True):
        written = [
            f"{each.lowest}-{each.highest}" if each.lowest < each.highest else str(each.lowest or "-") for each in cells
        ]
        assert any(re.split(r"\s{2,}", line.strip())[:-1] == [label, *written] for line in lines), label


def test_of_three_positions_the_paths_of_most_councils_stand_in_place_of_a_table():
    text = first_screen("three")
    assert "The paths of most councils" in text
    assert "How many councils" not in text
    assert "councils took" in text


def test_groups_stand_in_one_table_with_a_row_each_and_all_first():
    text = first_screen("by-type")
    rows = [line.split() for line in text.splitlines() if line.startswith("  ")]
    names = [row[0] for row in rows]
    assert "all" in names
    pairs = compared("by-type").pairs.height
    assert ["all", str(pairs)] in [row[:2] for row in rows]


def test_one_group_that_is_all_councils_has_one_row():
    stream = io.StringIO()
    write_first_screen(Plain(stream, 100), cr.compare("ssi2003", "ofsted2009", by="region", where={"region": "London"}))
    rows = [line.split()[0] for line in stream.getvalue().splitlines() if line.startswith(("  London", "  all"))]
    assert rows == ["London"]
