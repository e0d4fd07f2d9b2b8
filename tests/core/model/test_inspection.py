"""Inspections of a rolling regime, and its outcomes as they stood on a day."""

from __future__ import annotations

import datetime as dt

import pytest

from crossregime.core.dates import read_period
from crossregime.core.model.inspection import Inspection, as_of


def row(day, council, grade="Good"):
    return f"{day},{council},care,{grade},{grade},printed,paper,p. 1,"


@pytest.fixture
def outcomes(make_rolling):
    rows = (row("2008-05-01", "Barnet", "Fair"), row("2008-06-01", "Bedfordshire"), row("2010-06-30", "Barnet", "Top"))
    return make_rolling("spot", *rows).read().outcomes


def standing(outcomes, *days):
    found = as_of(outcomes, [dt.date.fromisoformat(day) for day in days])
    return [(str(on), series, worst) for on, series, worst in found.select("published", "series_id", "worst").rows()]


def test_on_a_day_the_latest_outcome_of_each_series_stands(outcomes):
    assert standing(outcomes, "2008-05-31") == [("2008-05-31", "barnet", 1)]
    assert sorted(standing(outcomes, "2008-12-31")) == [
        ("2008-12-31", "barnet", 1),
        ("2008-12-31", "bedfordshire", 2),
    ]
    assert standing(outcomes, "2010-06-30") == [("2010-06-30", "barnet", 3)]


def test_a_series_that_had_ended_stands_no_more(outcomes):
    assert ("2009-04-01", "bedfordshire", 2) not in standing(outcomes, "2009-04-01")
    assert ("2009-03-31", "bedfordshire", 2) in standing(outcomes, "2009-03-31")


def test_days_stand_in_order_each_once_and_before_the_first_there_is_nothing(outcomes):
    assert [on for on, *_ in standing(outcomes, "2010-06-30", "2008-05-31", "2010-06-30")] == [
        "2008-05-31",
        "2010-06-30",
    ]
    assert standing(outcomes, "2008-04-30") == []
    assert as_of(outcomes, []).schema == outcomes.schema


@pytest.mark.parametrize(("written", "day"), [("2010-06-07", 7), ("2010-06", 30)])
def test_an_inspection_counts_from_the_last_day_that_it_may_be_of(written, day):
    found = Inspection("b-1", "barnet", "barnet", "Barnet", read_period(written), "", "", "paper")
    assert found.date == dt.date(2010, 6, day)
    assert found.as_dict()["published"] == written
