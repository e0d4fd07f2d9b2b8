"""Text on a chart: how wide it is, and how it is broken or cut so that it fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from crossregime.render.charts.lettering import shortened, text_width, wrapped

WORDS = st.lists(st.text("abcdefghilmnorstuw'-", min_size=1, max_size=14), min_size=1, max_size=10).map(" ".join)


def test_the_width_of_a_text_is_that_of_its_letters_in_helvetica():
    # Helvetica's metrics, in thousandths: H 722, u 556, l 222.
    assert text_width("Hull", 10.0) == pytest.approx((722 + 556 + 222 + 222) / 100)
    assert text_width("Hull", 20.0) == pytest.approx(2 * text_width("Hull", 10.0))
    assert text_width("Hull", 10.0, bold=True) > text_width("Hull", 10.0)


@given(WORDS, WORDS)
def test_widths_add_up(one, other):
    assert text_width(one + other, 9.0) == pytest.approx(text_width(one, 9.0) + text_width(other, 9.0))


@given(WORDS, st.floats(30, 200), st.booleans())
def test_every_line_fits_and_no_letter_is_lost_however_narrow_the_place(text, width, bold):
    lines = wrapped(text, 9.0, width, bold=bold)
    assert re.sub("[ -]", "", "".join(lines)) == re.sub("[ -]", "", text)
    for line in lines:
        assert text_width(line, 9.0, bold=bold) <= width * (1.07 if bold else 1) + 1e-9


@given(WORDS)
def test_a_text_that_fits_is_one_line_as_it_is(text):
    wide = text_width(text, 9.0) + 1
    assert wrapped(text, 9.0, wide) == [text]
    assert shortened(text, 9.0, wide) == text


@given(WORDS, st.floats(20, 80))
def test_a_text_that_is_cut_ends_with_an_ellipsis_and_fits(text, width):
    found = shortened(text, 9.0, width)
    assert text_width(found, 9.0) <= width
    if found != text:
        assert found.endswith("\u2026")
        assert text.startswith(found[:-1])


def test_lines_break_at_blanks_where_they_can():
    assert wrapped("Bath and North East Somerset", 10.0, 80.0) == ["Bath and North", "East Somerset"]
