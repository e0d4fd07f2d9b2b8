"""What a plugin raised is told in one line that is safe to show, whatever its own words do."""

from __future__ import annotations

from hypothesis import given, strategies as st

from crossregime.core.discovery.causes import LONGEST_CAUSE, brief, said


def test_an_error_is_told_by_its_kind_and_its_words():
    assert said(ValueError("no such\n  grade")) == "ValueError: no such grade"
    assert said(SystemExit()) == "SystemExit"


def test_an_error_that_fails_as_it_is_shown_is_told_all_the_same():
    class OddError(Exception):
        def __str__(self):
            raise KeyboardInterrupt

    assert said(OddError()) == "OddError: its message can't be shown"


@given(st.text(max_size=2000))
def test_a_cause_is_one_line_without_control_characters_and_not_too_long(text):
    line = brief(text)
    assert all(char.isprintable() for char in line)
    assert len(line) <= LONGEST_CAUSE + 3


def test_a_long_cause_is_cut_and_says_so():
    assert brief("x" * 1_000_000) == "x" * LONGEST_CAUSE + "..."
    assert brief("x" * LONGEST_CAUSE) == "x" * LONGEST_CAUSE
