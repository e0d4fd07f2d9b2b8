"""Days: however a caller holds one, it is a day, or one clear error."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

import crossregime as cr
from crossregime.core.dates import as_day, day_fault
from crossregime.core.errors import UsageError

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
