"""Dates are read as people in Britain write them, and what is none is never made one."""

from __future__ import annotations

import pytest

from crossregime.core.authoring.written_dates import read_dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2009-12-09", "2009-12-09"),
        ("2009-12-09 00:00:00", "2009-12-09"),
        ("09/12/2009", "2009-12-09"),
        ("9.12.09", "2009-12-09"),
        ("9 December 2009", "2009-12-09"),
        ("Wednesday 9th of Dec 2009", "2009-12-09"),
        ("December 9, 2009", "2009-12-09"),
        ("09-Dec-09", "2009-12-09"),
        ("February 2025", "2025-02"),
        ("Feb-25", "2025-02"),
        ("2025", "2025"),
        ("2025-02", "2025-02"),
        ("", None),
        ("31/02/2009", None),
        ("soon", None),
        ("May be later", None),
        ("301", None),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(text, date):
    assert read_dates([text]).dates == (date,)


def test_the_day_stands_first_unless_a_date_shows_otherwise_or_it_is_said():
    assert read_dates(["01/02/2016", "13/02/2016"]).dates[0] == "2016-02-01"
    assert read_dates(["01/02/2016", "02/13/2016"]).dates[0] == "2016-01-02"
    assert read_dates(["01/02/2016"], month_first=True).dates[0] == "2016-01-02"


def test_dates_that_could_be_read_either_way_are_counted_unless_one_settles_it():
    assert read_dates(["01/02/2016", "03/03/2016"]).either == 1
    assert read_dates(["01/02/2016", "13/02/2016"]).either == 0


def test_the_share_counts_what_is_a_date():
    assert read_dates(["2016-01-01", "soon"]).share == 0.5
    assert read_dates([]).share == 0
