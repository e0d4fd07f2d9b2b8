"""What is allowed and likely not meant: what was left unfinished, and dates that can't be."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

import crossregime as cr
from crossregime.core.dates import Period
from crossregime.core.host.advice import odd_dates, unfinished
from crossregime.core.host.beginning import begin


@pytest.fixture
def rolling(tmp_path):
    return begin(cr.host(), "mine", tmp_path / "mine", kind="rolling").validation.regime


def dated(regime, day):
    """Give the regime with its last inspection published on another day."""
    *others, last = regime.inspections
    moved = dataclasses.replace(last, published=Period(day, day, str(day)))
    return dataclasses.replace(regime, inspections=(*others, moved))


def test_an_example_is_told_by_its_places(rolling):
    (said,) = unfinished(rolling)
    assert said.startswith("'EXAMPLE:' still stands in title of regime.json")
    assert "outcomes.csv (5)" in said


def test_an_inspection_of_the_future_is_told(rolling):
    assert odd_dates(rolling) == []
    said = odd_dates(dated(rolling, dt.date(9000, 1, 1)))
    assert said[0] == "1 inspection dated in the future (birmingham-2016)"


def test_an_inspection_dated_after_its_document_is_told(rolling):
    (said,) = odd_dates(dated(rolling, dt.date(2016, 11, 26)))
    assert said.startswith("1 inspection dated after the document that tells of it")


def test_what_is_finished_is_not_told_of():
    assert unfinished(cr.regime("ofsted2009")) == odd_dates(cr.regime("ofsted2009")) == []
