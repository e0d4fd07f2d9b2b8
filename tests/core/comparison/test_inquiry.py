"""An inquiry asks what is known of two positions: of which grades, of which statistic, under which assumptions."""

from __future__ import annotations

import json

import pytest

import crossregime as cr
from crossregime.core.comparison.inquiry import inquire
from crossregime.core.errors import UsageError

from ...documents import validator
from ...pages import compared


@pytest.fixture(scope="module")
def comparison():
    return compared("strict")


def test_without_grades_either_half_of_the_first_is_asked_for_the_better_half_of_the_second(comparison):
    (table,) = inquire(comparison).tables
    assert table.asked == (((2, 3), (2, 3)), ((0, 1), (2, 3)))
    assert len(table.shares) == 2
    assert table.people == ()  # nobody asked for the population


def test_a_side_that_is_not_asked_about_stands_at_its_better_half(comparison):
    assert inquire(comparison, given=["0 stars"]).asked == (((0,), (2, 3)),)
    assert inquire(comparison, then=["poorly"]).asked == (((2, 3), (0,)),)
    assert inquire(comparison, ["3 stars"], ["excellently"]).asked == (((3,), (3,)),)


def test_there_is_a_table_for_each_group():
    found = inquire(compared("by-type"))
    groups = [None if each.crosstab.group is None else each.crosstab.group.value for each in found.tables]
    assert groups[0] is None
    assert len(groups) == 1 + len(set(groups[1:])) > 2


def test_extremes_are_completions_that_attain_the_bounds(comparison):
    (table,) = inquire(comparison, extremes=True).tables
    bounds = table.identification.figure("tau_b").bounds
    for extreme, value in zip(table.ends, (bounds.lowest, bounds.highest), strict=True):
        assert extreme.value == pytest.approx(value)
        assert table.narrowed.value(extreme.table) == pytest.approx(value)
        assert sum(map(sum, extreme.table)) == table.identification.pairs


def test_helpful_facts_are_about_tau_b_or_the_difference_where_grades_are_named(comparison):
    assert inquire(comparison, helping=True).tables[0].narrowed.id == "tau_b"
    named = cr.compare("ssi2003", "ofsted2009", given="3 stars")
    assert inquire(named, helping=True).tables[0].narrowed.id == "contrast_difference"
    assert inquire(named, extremes=True).tables[0].narrowed.id == "tau_b"
    assert inquire(comparison, helping=True, statistic="gamma").tables[0].narrowed.id == "gamma"


def test_assumptions_are_about_the_difference_unless_a_statistic_is_named(comparison):
    (table,) = inquire(comparison, assume="monotone").tables
    assert [each.statistic.id for each in table.assumed] == ["contrast_difference"]
    (other,) = inquire(comparison, assume="monotone", statistic="tau_b").tables
    assert [each.statistic.id for each in other.assumed] == ["tau_b"]
    assert len(inquire(comparison, assume=["at-most=15", "monotone"]).tables[0].assumed) == 5


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"given": ["4 stars"]}, "no grade"),
        ({"then": ["well"], "statistic": "gamma"}, "neither was asked for"),
        ({"statistic": "polychoric", "extremes": True}, "polychoric"),
        ({"statistic": "tau", "extremes": True}, "tau"),
    ],
)
def test_what_can_t_be_asked_is_refused(comparison, options, message):
    with pytest.raises(UsageError, match=message):
        inquire(comparison, **options)


def test_bounds_are_of_two_positions():
    with pytest.raises(UsageError, match="of two regimes, not of 3"):
        inquire(compared("three"))


def test_its_json_holds_to_its_schema_and_leaves_out_what_was_not_asked_for(comparison):
    schema = validator("bounds")
    plain = json.loads(json.dumps(inquire(comparison).to_dict()))
    asked = json.loads(json.dumps(inquire(comparison, extremes=True, helping=True, breakdown=True).to_dict()))
    for document in (plain, asked):
        schema.validate(document)
    parts = ("extremes", "what_would_help", "breakdown")
    assert [plain["tables"][0][part] for part in parts] == [None, None, None]
    assert all(asked["tables"][0][part] for part in parts)
