"""On a real terminal: what is drawn fits it, and keeps to what it and its owner can take."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata

import pytest

from .terminal import SAID_BY_THE_ENVIRONMENT, all_that_comes, on_a_terminal, terminal

COMPARE = ("compare", "--regime", "ssi2003", "--regime", "ofsted2009")
CALLS = {
    "compare": COMPARE,
    "compare by type": (*COMPARE, "--by", "type"),
    "council": ("council", "Ealing", "--show", "judgements,sources"),
    "reconcile": ("reconcile", "ofsted2009", "--show", "all"),
    "crosswalks between two": ("crosswalks", "ssi2003", "ofsted2009"),
    "doctor": ("doctor",),
    "regimes": ("regimes",),
}
OTHERS = {
    "bounds": ("bounds", *COMPARE[1:]),
    "map": ("map", "--from", "ssi2003", "--to", "ofsted2009"),
    "crosswalks": ("crosswalks",),
    "one crosswalk": ("crosswalks", "stars-by-rank"),
    "councils": ("councils", "--region", "London"),
    "several councils": ("council", "Leeds", "Bradford", "Cheshire East"),
    "a council against others": ("council", "Leeds", "--against", "neighbours"),
    "rate": ("rate", "ssi2003", "--council", "Ealing"),
    "one regime": ("regimes", "ssi2003"),
    "statistics": ("statistics",),
    "one statistic": ("statistics", "tau_b"),
    "cite": ("cite", "ssi2003"),
}
"""Calls that are run once each, on the worst terminal of all."""
ESCAPE = re.compile(r"\x1b\]8;;[^\x1b]*\x1b\\|\x1b\[[0-9;?]*[A-Za-z]")
ADDRESS = re.compile(r"https?://\S+")
COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m")


def shown(arguments, columns, **terminal):
    """Run the program on a terminal of so many columns and give all that it sends."""
    code, text = on_a_terminal(columns, *arguments, **{"busy": False, **terminal})
    assert code in (0, 1)
    return text


def wide(line):
    """Count the columns that a line takes."""
    return sum(0 if unicodedata.combining(char) else 1 for char in ESCAPE.sub("", line))


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("call", CALLS)
def test_every_line_fits_the_width_of_the_terminal(call, columns):
    lines = shown(CALLS[call], columns).splitlines()
    assert len(lines) > 5
    # An address stays whole, so that it can be clicked and copied.
    assert [line for line in lines if wide(line) > columns and not ADDRESS.search(line)] == []


@pytest.mark.parametrize("call", CALLS)
def test_a_terminal_that_can_do_nothing_gets_plain_text(call):
    assert "\x1b" not in shown(CALLS[call], 80, busy=True, TERM="dumb")


@pytest.mark.parametrize("call", CALLS)
def test_who_wants_no_colour_gets_none(call):
    assert not COLOUR.search(shown(CALLS[call], 80, busy=True, NO_COLOR="1"))


def test_headings_stand_out_on_a_terminal_and_meaning_is_never_in_that_alone():
    strong = shown(COMPARE, 80, FORCE_COLOR="1")
    assert "\x1b[1m" in strong
    assert ESCAPE.sub("", strong) == shown(COMPARE, 80, TERM="dumb")


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "NO_COLOR"])
def test_in_a_pipe_there_is_plain_text_whatever_is_wanted_of_a_terminal(program, variable):
    environment = {**os.environ, variable: "1", "TERM": "xterm-256color"}
    answer = program(*COMPARE, env=environment)
    assert answer.code == 0
    assert "\x1b" not in answer.out


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("columns", [60, 120])
def test_a_legacy_code_page_gets_characters_that_it_has(call, columns):
    text = shown(CALLS[call], columns, busy=True, encoding="cp1252")
    assert not re.search(r"\\u[0-9a-f]{4}", text)
    assert "\u2500" not in text


@pytest.mark.parametrize("call", OTHERS)
def test_every_other_page_fits_a_narrow_terminal_of_an_old_code_page_without_colour(call):
    text = shown(OTHERS[call], 60, encoding="cp1252", NO_COLOR="1")
    lines = text.splitlines()
    assert len(lines) > 5
    assert [line for line in lines if wide(line) > 60 and not ADDRESS.search(line)] == []
    assert not COLOUR.search(text)
    assert not re.search(r"\\u[0-9a-f]{4}", text)


@pytest.mark.parametrize("call", ["crosswalks", "crosswalks between two", "councils", "map"])
def test_eighty_columns_turn_no_table_into_lists(call):
    lists = [line for line in shown({**CALLS, **OTHERS}[call], 80).splitlines() if re.match(r" {6,}\S[^:]*: ", line)]
    assert lists == []


def test_the_same_call_sends_the_same_bytes_from_a_process_of_its_own():
    reading, writing = terminal(80)
    kept = {name: value for name, value in os.environ.items() if name not in SAID_BY_THE_ENVIRONMENT}
    command = [sys.executable, "-m", "crossregime", *COMPARE]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=writing, stderr=subprocess.DEVNULL,
        env=kept | {"TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"},
    ):  # fmt: skip
        os.close(writing)
        sent = all_that_comes(reading)
    assert sent.decode().replace("\r\n", "\n") == shown(COMPARE, 80)


LISTED = re.compile(r"^ {4,}[a-z][^:]*: \S")
"""A head and a cell, as in a table that was turned into lists."""


@pytest.mark.parametrize("call", ["reconcile", "crosswalks between two", "regimes", "doctor"])
def test_no_table_becomes_lists_of_heads_and_cells_on_60_columns(call):
    arguments = [each for each in CALLS[call] if each not in ("--show", "all")]
    assert [line for line in shown(arguments, 60).splitlines() if LISTED.match(line)] == []


def test_countable_work_is_shown_with_its_numbers_and_leaves_nothing():
    code, text = on_a_terminal(80, "compare", *COMPARE[1:], "--crosswalk", "all", busy=True)
    assert code == 0
    # Whether it took a second depends on the machine; what came before the page was taken away again.
    assert "━" not in text[text.index("under 5 crosswalks") :]
