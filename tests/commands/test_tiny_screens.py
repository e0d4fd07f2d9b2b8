"""Terminals of one or two columns: every command writes its page all the same."""

from __future__ import annotations

import pytest

from crossregime.commands import SUMMARIES

from ..terminal import on_a_terminal

TWO = ("--regime", "ssi2003", "--regime", "ofsted2009")
CALLS = (
    ("regimes", "ssi2003"), ("regimes",), ("compare", *TWO), ("compare", *TWO, "--by", "region"), ("bounds", *TWO),
    ("council", "Barnet"), ("councils",), ("validate", "ssi2003"), ("crosswalks",), ("crosswalks", "stars-by-rank"),
    ("map", "--from", "ssi2003", "--to", "ofsted2009"), ("rate", "ssi2003", "--council", "Barnet"),
    ("reconcile", "ssi2003"),
    ("statistics",), ("statistics", "gamma"), ("export", "ssi2003"), ("doctor",), ("validate", "./nowhere"),
    ("compare", "--nothing"), ("nothing",), ("--help",),
)  # fmt: skip


@pytest.mark.parametrize("columns", [1, pytest.param(2, marks=pytest.mark.slow)])
@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_a_page_is_written_on_the_narrowest_of_screens(columns, call):
    code, shown = on_a_terminal(columns, *call)
    assert code in ((2, 3) if set(call) & {"--nothing", "nothing", "./nowhere"} else (0, 1))
    assert shown.strip()


@pytest.mark.parametrize("columns", [1, 2, 5])
@pytest.mark.parametrize("command", SUMMARIES)
def test_help_is_written_there_too(columns, command):
    code, shown = on_a_terminal(columns, command, "--help")
    assert code == 0
    assert "usage" in shown
