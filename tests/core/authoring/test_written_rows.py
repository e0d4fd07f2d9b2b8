"""Rows become ratings: nothing is dropped in silence, no name is guessed, the dates tell the kind."""

from __future__ import annotations

import pytest

from crossregime.core.authoring.columns import find_roles
from crossregime.core.authoring.sheet import read_sheet
from crossregime.core.authoring.wishes import Wishes
from crossregime.core.authoring.written_rows import read_ratings
from crossregime.core.errors import UsageError

from .spreadsheets import LONG, WIDE


@pytest.fixture
def ratings(tmp_path):
    def read(data, name="ratings.csv", **said):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        sheet, wishes = read_sheet(path), Wishes(**said)
        return read_ratings(sheet, find_roles(sheet, wishes)[0], wishes)

    return read


def test_each_cell_of_grades_that_says_something_is_a_rating(ratings):
    found = ratings(WIDE)
    assert len(found.ratings) == 7
    assert found.kind == "annual"
    assert found.dates == ["2016-03-31"]
    assert any("England" in each.why for each in found.decisions)
    assert any(each.what == "1 cell without a word" and each.confirm for each in found.decisions)


def test_a_name_that_the_register_lacks_is_that_of_the_code_beside_it(ratings):
    found = ratings(WIDE)
    assert found.names == {"Leeds City Cncl": ("leeds",)}
    assert found.by_code == {"Leeds City Cncl"}


def test_without_a_code_what_may_be_meant_is_offered_and_nothing_chosen(ratings):
    found = ratings("Council,Grade,Date\nLeedz,Good,2016-01-01\nNowhere,Poor,2016-01-01\nKent,Good,2016-01-01\n")
    assert found.by_code == frozenset()
    assert found.names["Nowhere"] == ()
    assert "leeds" in found.names["Leedz"]


def test_a_name_and_a_code_that_disagree_are_told(ratings):
    found = ratings("Council,GSS code,Grade,Date\nLeeds,E10000016,Good,2016-01-01\nKent,E10000016,Poor,2016-01-01\n")
    assert any("row 2: 'Leeds', and the code of Kent" in each.what for each in found.decisions)


def test_many_dates_are_a_rolling_regime_and_the_month_alone_stays_a_month(ratings):
    found = ratings(LONG)
    assert found.kind == "rolling"
    assert found.dates == ["2023-03-13", "2023-06-05", "2025-02"]


def test_a_date_that_can_not_be_read_stays_as_it_is_written(ratings):
    found = ratings("Council,Grade,Date\nLeeds,Good,2016-01-01\nKent,Poor,soon\nHull,Poor,2016-02-01\n")
    assert "soon" in found.dates


@pytest.mark.parametrize(
    ("name", "said"), [("ratings-2010-12-09.csv", {}), ("ratings.csv", {"date": "9 December 2010"})]
)
def test_the_date_of_all_may_stand_in_the_name_of_the_file_or_be_given(ratings, name, said):
    assert ratings("Council,Grade\nLeeds,Good\nKent,Poor\n", name, **said).dates == ["2010-12-09"]


def test_without_any_date_the_author_is_asked(ratings):
    with pytest.raises(UsageError, match=r"no column of ratings\.csv holds dates") as refused:
        ratings("Council,Grade\nLeeds,Good\nKent,Poor\n")
    assert "`date`" in refused.value.do


def test_an_annual_regime_needs_a_day(ratings):
    with pytest.raises(UsageError, match="a publication has a day"):
        ratings("Council,Grade,Date\nLeeds,Good,May 2016\nKent,Poor,May 2016\n")
    rolling = ratings("Council,Grade,Date\nLeeds,Good,May 2016\nKent,Poor,May 2016\n", kind="rolling")
    assert rolling.dates == ["2016-05"]
