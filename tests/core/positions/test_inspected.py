"""How many councils a rolling position speaks of, and how old its grades are."""

from __future__ import annotations

import datetime as dt

import pytest

import crossregime as cr
from crossregime.core.comparison import compare_positions
from crossregime.core.host import Host
from crossregime.core.positions.ages import parse_age, within_age


@pytest.fixture
def host(make_rolling):
    """A host that knows a rolling regime: two inspections of Barnet, one each of Kent and Northamptonshire."""
    spot = make_rolling(
        "spot",
        "2009-05-01,Barnet,care,Low,Low,printed,paper,p. 1,",
        "2012-05-01,Barnet,care,Good,Good,printed,paper,p. 1,",
        "2010-02-28,Kent,care,Fair,Fair,printed,paper,p. 1,",
        "2012-01-01,Northamptonshire,care,Good,Good,printed,paper,p. 1,",
        "2012-06-01,Northamptonshire,help,Low,Low,printed,paper,p. 1,",
    )
    return Host({"spot": spot.path})


def test_a_rolling_position_says_how_many_have_been_inspected_and_how_old_its_grades_are(host):
    found = host.position("spot@2012-05-31").inspected
    assert (found.active, found.inspected, found.too_old) == (152, 3, 0)
    assert found.oldest == dt.date(2010, 2, 28)
    assert found.median_age == (dt.date(2012, 5, 31) - dt.date(2012, 1, 1)).days
    assert len(found.not_inspected) == 149
    assert "Leeds" in found.not_inspected
    assert found.sentence == (
        "3 of the 152 councils of that day have been inspected; half of the grades are older than 5 months, the oldest"
        " is of 2010-02-28."
    )


def test_an_annual_position_covers_its_universe_and_has_no_ages():
    assert cr.position("ssi2003").inspected is None
    assert within_age(cr.position("ssi2003"), (1, "d")) == cr.position("ssi2003")


def test_what_is_too_old_is_left_out_and_counted_and_gives_the_reason(host):
    young = within_age(host.position("spot@2012-05-31"), parse_age("2y"))
    assert young.outcomes.get_column("series_id").to_list() == ["barnet", "northamptonshire"]
    assert young.inspected.too_old == 1
    comparison = compare_positions([cr.position("ofsted2009"), young])
    kent = next(row for row in comparison.unpaired.iter_rows(named=True) if row["series_id"] == "kent")
    assert (kent["reason"], kent["explanation"]) == (
        "too_old",
        "its inspection in spot@2012-05-31, of 2010-02-28, is too old",
    )


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2012-05-31,previous", "1 of the 152 councils of that day have an inspection before their latest"),
        ("2012-05-31,last-graded", "3 of the 152 councils of that day have an inspection that gave a grade"),
        ("first", "3 of the 152 councils of that day have been inspected"),
    ],
)
def test_what_is_asked_of_the_inspections_is_said(host, when, said):
    assert host.position(f"spot@{when}").inspected.sentence.startswith(said)
