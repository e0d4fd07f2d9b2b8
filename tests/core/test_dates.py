"""A day is written YYYY-MM-DD and nothing else; what writes none is told with what to write."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, strategies as st

import crossregime as cr
from crossregime.core.dates import as_day, day_fault, day_text, month_text, parse_day, read_day
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


DAY = dt.date(2009, 12, 9)


def held():
    yield from (
        DAY,
        "2009-12-09",
        dt.datetime.fromisoformat("2009-12-09T13:30"),
        dt.datetime(2009, 12, 9, tzinfo=dt.UTC),
    )
    yield from (np.datetime64("2009-12-09"), np.datetime64("2009-12-09T12:00:00.000000001"))
    pandas = pytest.importorskip("pandas")
    yield from (pandas.Timestamp("2009-12-09 10:00"), pandas.Timestamp("2009-12-09", tz="Europe/London"))


def test_each_is_the_day():
    for day in held():
        found = as_day(day)
        assert type(found) is dt.date
        assert found == DAY
        assert len(cr.register().active(day)) == 152
        assert cr.register().match("Hull", day).council.id == "kingston-upon-hull"
        assert cr.council("Hull", on=day).id == "kingston-upon-hull"
        assert cr.register().council("leeds").active(day)


@pytest.mark.parametrize(
    "wrong",
    [2009, 2009.5, True, [], (2009, 12, 9), b"2009-12-09", "2009-02-30", "9 December", np.datetime64("NaT"), object()],
)
def test_what_is_no_day_is_one_clear_error(wrong):
    for call in (
        lambda: as_day(wrong),
        lambda: cr.register().active(wrong),
        lambda: cr.register().match("Hull", wrong),
        lambda: cr.register().resolve("Hull", wrong),
        lambda: cr.register().in_series("leeds", wrong),
        lambda: cr.register().council("leeds").active(wrong),
        lambda: cr.register().council("leeds").code("gss", wrong),
        lambda: cr.council("Hull", on=wrong),
    ):
        with pytest.raises(UsageError) as caught:
            call()
        assert "calendar" not in str(caught.value) or wrong == "2009-02-30"


@pytest.mark.parametrize("text", ["2003-11-13 00:00:00", "2003-11-13T00:00", "2003-11-13T00:00:00.000Z"])
def test_a_time_is_answered_with_its_day(text):
    assert day_fault(text) == (f"'{text}' is a time of day, not a day", "write YYYY-MM-DD: 2003-11-13")
