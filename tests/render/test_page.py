"""A page is plain in a pipe and as wide as its terminal; it loses no number, and colour carries no information."""

from __future__ import annotations

import dataclasses
import re

import pytest

import crossregime as cr
from crossregime.render.text import write_comparison

from ..pages import CASES, compared, page
from ..screens import Screen, screen

ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;;[^\x1b]*\x1b\\")
"""What weighs, colours or links a text on a terminal."""


# Pages


def is_address(line):
    """Tell a line of one address: it stays whole, however long, so that it can be followed."""
    return line.strip().startswith("http") and " " not in line.strip()


@pytest.mark.parametrize("name", CASES)
def test_a_piped_page_is_plain_and_120_columns_wide_at_most(name):
    text = page(compared(name))
    assert text.endswith("\n")
    for line in text.splitlines():
        assert len(line) <= 120 or is_address(line)
        assert line == line.rstrip()
        assert all(char.isprintable() for char in line)


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
def test_a_page_on_a_terminal_is_100_columns_wide_at_most(columns, monkeypatch):
    text = screen(compared("inherit"), monkeypatch, columns)
    assert "\x1b[" in text
    for line in ESCAPES.sub("", text).splitlines():
        assert len(line) <= min(columns, 100) or is_address(line)
        assert "\x1b" not in line


def test_colour_and_weight_on_a_terminal_carry_no_information(monkeypatch):
    """Without its codes a terminal's page says all that the page with them says."""
    text = screen(compared("inherit"), monkeypatch, 100)
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Screen()
    write_comparison(compared("inherit"), plain)
    assert "\x1b[3" not in plain.getvalue()
    assert ESCAPES.sub("", text) == ESCAPES.sub("", plain.getvalue())


def test_a_narrow_terminal_loses_no_number(monkeypatch):
    tabulation = compared("inherit").crosstab.tabulation
    for columns in (60, 80, 100):
        text = ESCAPES.sub("", screen(compared("inherit"), monkeypatch, columns))
        section = text[text.index("\nTable:") : text.index("Each cell counts")]
        last = [part[part.index("\n  all") :] for part in section.split("\n\n") if "\n  all" in part]
        assert [int(word) for part in last for word in re.findall(r"\d+", part)] == [
            *tabulation.column_sums,
            tabulation.pairs,
        ]


def test_a_terminal_of_80_columns_breaks_no_word_of_a_heading(monkeypatch):
    text = ESCAPES.sub("", screen(compared("strict"), monkeypatch, 80))
    section = text[text.index("\nTable:") : text.index("Each cell counts")]
    assert {"Performs", "poorly", "adequately", "well", "excellently"} <= set(section.split())


def test_control_characters_of_a_name_never_reach_the_screen(monkeypatch):
    position = cr.position("ssi2003")
    judgement = dataclasses.replace(position.judgement, title="Star\x1b[31m rating\x07")
    comparison = cr.compare(dataclasses.replace(position, judgements=(judgement,)), "ofsted2009")
    for text in (page(comparison), ESCAPES.sub("", screen(comparison, monkeypatch, 100))):
        assert "\x07" not in text
        assert "\x1b" not in text
        assert "\\x1b[31m" in text
