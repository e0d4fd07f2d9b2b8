"""An interval drawn as a bar of characters: as long as the interval is wide, with the line of no difference."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from crossregime.render.bars import LINES, PLAIN, WIDTH, interval_bar

SHARES = st.floats(0, 1)


@given(SHARES, SHARES, st.none() | SHARES, st.booleans())
def test_a_bar_is_as_wide_as_any_other_and_drawn_with_five_marks_and_blanks(one, other, nil, ascii_only):
    low, high = sorted((one, other))
    bar = interval_bar(low, high, (0, 1), nil, ascii_only=ascii_only)
    assert len(bar) == WIDTH
    assert set(bar) <= {*(PLAIN if ascii_only else LINES), " "}
    assert bar.isascii() or not ascii_only


@given(SHARES, SHARES)
def test_it_lies_where_the_interval_does_to_a_column(one, other):
    low, high = sorted((one, other))
    bar = interval_bar(low, high, (0, 1), ascii_only=True)
    first, last = len(bar) - len(bar.lstrip()), len(bar.rstrip()) - 1
    assert first <= low * WIDTH <= first + 1
    assert last <= high * WIDTH <= last + 1


def test_the_line_of_no_difference_is_crossed_by_an_interval_that_holds_it_and_stands_beside_one_that_does_not():
    assert interval_bar(-0.5, 0.5, (-1, 1), 0, ascii_only=True).strip() == "|-----+-----|"
    assert interval_bar(0.25, 0.5, (-1, 1), 0, ascii_only=True).strip() == ":  |--|"
    assert interval_bar(-0.5, -0.25, (-1, 1), 0, ascii_only=True).strip() == "|--|  :"


def test_an_interval_beyond_the_scale_is_drawn_to_its_ends():
    assert interval_bar(-9, 9, (-1, 1), ascii_only=True) == "|" + "-" * (WIDTH - 2) + "|"


@pytest.mark.parametrize("value", [0.0, 0.4, 1.0])
def test_one_value_is_one_mark(value):
    assert interval_bar(value, value, (0, 1), ascii_only=True).strip() == "|"
