"""The groups of a comparison's councils are set against each other by name, on either date or on the change."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.errors import UsageError


@pytest.fixture(scope="module")
def comparison():
    """Two editions of one regime, on one scale, by region."""
    return cr.compare("ssi2002", "ssi2003", by="region")


def shares(comparison, region, ranks, side):
    """Count the councils of a region at some grades on a side where all are known: how many, of how many."""
    pairs = comparison.pairs.filter(region=region)
    labels = [comparison.positions[side].scale.labels[rank] for rank in ranks]
    at = pairs[f"worst_{side + 1}"].is_in(labels)
    assert (pairs[f"worst_{side + 1}"] == pairs[f"best_{side + 1}"]).all()
    return int(at.sum()), pairs.height


def test_on_a_date_whose_grades_are_known_shares_are_those_of_the_pairs(comparison):
    found = comparison.between("London", "South East", of="second")
    for group, region in ((found.first, "London"), (found.second, "South East")):
        at, of = shares(comparison, region, found.then, 1)
        assert (group.count.lowest, group.count.highest, group.of.lowest) == (at, at, of)
    assert found.difference.lowest == found.difference.highest


def test_a_group_is_named_as_anybody_writes_it_and_its_label_is_shown(comparison):
    found = comparison.between("south east", "LONDON")
    assert (found.group, found.against, found.labels) == ("South East", "London", ("South East", "London"))
    assert comparison.between("London").labels == ("London", "all others")


def test_the_grades_are_those_of_the_side_that_is_asked_about():
    comparison = cr.compare("ssi2003", "ofsted2009", by="region")
    assert comparison.between("London", of="first", then="3 stars").then == (3,)
    assert comparison.between("London", of="second", then="excellently").then == (3,)
    with pytest.raises(UsageError, match="no grade"):
        comparison.between("London", of="second", then="3 stars")


def test_a_change_runs_from_the_earlier_to_the_later_whichever_is_named_first(comparison):
    back = cr.compare("ssi2003", "ssi2002", by="region").between("London", of="change")
    forth = comparison.between("London", of="change")
    assert (back.difference.lowest, back.difference.highest) == (forth.difference.lowest, forth.difference.highest)


def test_two_scales_have_no_change():
    comparison = cr.compare("ssi2003", "ofsted2009", by="region")
    with pytest.raises(UsageError, match="one scale"):
        comparison.between("London", of="change")
    assert {each.of for each in comparison.every_group_contrast} == {"first", "second"}


def test_each_group_stands_against_all_others_once_a_kind(comparison):
    regions = sorted(set(comparison.pairs["region"]))
    found = [(each.of, each.group) for each in comparison.every_group_contrast]
    assert sorted(found) == sorted((of, region) for of in ("first", "second", "change") for region in regions)


def test_one_group_has_nothing_to_stand_against():
    comparison = cr.compare("ssi2003", "ofsted2009", by="region", where="region=London")
    assert comparison.every_group_contrast == ()
    with pytest.raises(UsageError, match="all paired councils are in one group"):
        comparison.between("London")
