"""One figure of a table three ways: over the known councils, over all completions, and over uniform ones."""

from __future__ import annotations

import pytest

from crossregime.core.bounds.figure import BoundedStatistic, p_text
from crossregime.core.bounds.interval import Interval
from crossregime.core.statistics.catalogue import CATALOGUE
from crossregime.core.statistics.cells import Undefined
from crossregime.core.statistics.record import StatisticValue

EMPTY = Undefined("all councils have one grade", "one_grade_first")


WIDE = Interval(-0.5, 0.75)


def figure(value=0.25, bounds=WIDE, *, name="gamma", part="", named=3, pairs=5, **told):
    entry = CATALOGUE[name]
    statistic = entry.bounded[0] if entry.bounded else None
    measured = told.pop("measured", StatisticValue(name, value))
    return BoundedStatistic(entry, part, statistic, value, bounds, named, pairs, lambda: EMPTY, measured, **told)


def test_its_value_stands_beside_its_bounds():
    found = figure()
    assert (found.value, found.text, found.bounds_text) == (0.25, "0.2500", "[-0.5000, 0.7500]")
    assert found.texts() == ("0.2500", "[-0.5000, 0.7500]", "none")
    assert found.why_no_bounds == ""


def test_a_complete_case_is_a_warning_where_some_pair_is_partly_known():
    assert figure(named=3, pairs=5).partly_known
    assert not figure(named=5, pairs=5).partly_known


def test_what_has_no_value_says_why():
    found = figure(EMPTY, EMPTY)
    assert (found.value, found.text) == (None, "none: all councils have one grade")
    assert found.bounds_text == "none: all councils have one grade"
    assert found.texts()[:2] == ("no value", "no value")
    assert found.to_dict()["complete_case"] == {"value": None, "reason": "all councils have one grade"}


def test_a_test_has_its_degrees_of_freedom_and_p_and_no_bounds():
    found = figure(7.5, None, name="bowker", measured=StatisticValue("bowker", 7.5, None, 7.5, 3, 0.0576))
    assert found.text == "7.5000, df 3, p 0.0576"
    assert found.bounds_text == "none: it needs known counts"
    assert found.uniform == Undefined("it needs known counts", "no_bounds")


@pytest.mark.parametrize(("part", "name"), [("", "rises_and_falls"), ("falls", "rises_and_falls.falls")])
def test_a_part_is_told_apart_by_its_name(part, name):
    found = figure(3, Interval(1, 4), name="rises_and_falls", part=part)
    assert found.name == name
    assert found.text == "3"
    assert found.bounds_text == "1 to 4"


@pytest.mark.parametrize(
    ("p", "text"), [(0.04321, "0.0432"), (0.0001, "0.0001"), (0.00009, "< 0.0001"), (1.0, "1.0000")]
)
def test_a_p_is_never_written_as_zero(p, text):
    assert p_text(p) == text
