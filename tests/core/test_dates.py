"""A day is written YYYY-MM-DD and nothing else; what writes none is told with what to write."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from crossregime.core.dates import day_fault, day_text, month_text, parse_day, read_day
from crossregime.core.errors import UsageError


@given(st.dates())
def test_a_day_that_is_written_is_read_again(day):
    assert read_day(day.isoformat()) == day
    assert parse_day(day.isoformat()) == parse_day(day) == day
    assert day_text(day) == f"{day.day} {month_text(day)}"


@pytest.mark.parametrize(
    "text",
    ["", "2009", "2009-12", "20091209", "2009-W50-3", "2009-12-9", " 2009-12-09", "2009-12-09\n", "2009-12-09T00:00",
     "2009-02-30", "\u0662\u0660\u0660\u0669-12-09"],
)  # fmt: skip
def test_anything_else_is_no_day(text):
    assert read_day(text) is None
    with pytest.raises(UsageError) as caught:
        parse_day(text, "--on")
    assert caught.value.where == "--on"
    assert caught.value.do.startswith("write YYYY-MM-DD")


@pytest.mark.parametrize(
    ("text", "do"),
    [
        ("13/11/2003", "write YYYY-MM-DD: 2003-11-13"),
        ("11/13/2003", "write YYYY-MM-DD: 2003-11-13"),
        ("8.11.2011", "write YYYY-MM-DD: 2011-11-08, or 2011-08-11 where the month stands first"),
        ("31/31/2011", "write YYYY-MM-DD"),
        ("8/8/2011", "write YYYY-MM-DD: 2011-08-08"),
    ],
)
def test_a_day_the_other_way_round_is_told_as_it_may_be_meant(text, do):
    assert day_fault(text) == (f"'{text}' is not a date", do)


def test_a_long_text_is_not_shown_whole():
    what, _ = day_fault("x" * 1000)
    assert len(what) < 70


def test_no_day_stays_none_and_a_time_of_day_is_refused():
    assert parse_day(None) is None
    with pytest.raises(UsageError, match="is not a date"):
        parse_day(dt.datetime(2009, 12, 9, 12, 0))  # noqa: DTZ001  # no zone, as a mistake would have it
