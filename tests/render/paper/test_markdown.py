"""Markdown: each row has the cells of its heads, whatever a cell holds, and notes follow the table."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

import crossregime as cr
from crossregime.core.text import one_line
from crossregime.render.paper.markdown import prose, table
from crossregime.render.paper.tables import PaperTable


def cells_of(line):
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def test_a_table_has_caption_heads_rows_and_notes():
    small = PaperTable("x", "Care", ("", "n"), (("a|b", "1"),), ("A note.", "Another."))
    assert table(small) == "**Care**\n\n|  | n |\n| --- | ---: |\n| a\\|b | 1 |\n\nA note.  \nAnother.\n"


def test_every_row_of_a_comparison_has_the_cells_of_its_heads():
    text = cr.compare("ssi2003", "ofsted2009", by="region").to_markdown()
    blocks = [block.splitlines() for block in text.split("\n\n") if block.startswith("|")]
    assert len(blocks) > 4
    for heads, rule, *rows in blocks:
        assert {len(cells_of(line)) for line in (rule, *rows)} == {len(cells_of(heads))}


@given(st.text(st.characters(codec="utf-8", exclude_characters="\\"), max_size=30))
def test_what_is_escaped_reads_back(text):
    written = prose(text)
    assert re.sub(r"\\(.)", r"\1", written) == one_line(text)
    assert not re.search(r"(?<!\\)[`*_{}\[\]<>|#~$]", written)


@pytest.mark.parametrize("text", ["- a", "+ a", "= a", "1. a", "12) a", "# a", "> a"])
def test_no_text_begins_a_list_a_heading_or_a_quotation(text):
    assert re.match(r"\d*\\", prose(text))


@pytest.mark.parametrize("text", ["-0.26", "0.13", "2003-11-13", "1 to 5"])
def test_numbers_stay_as_they_are(text):
    assert prose(text) == text
