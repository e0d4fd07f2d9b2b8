"""A grouping is found by its name: one that is built in, or one of one's own."""

from __future__ import annotations

import datetime as dt

import pytest

from crossregime.core.councils.grouping import Grouping, Membership
from crossregime.core.councils.known_groupings import built_in, check_names, find_grouping
from crossregime.core.councils.register import load_register
from crossregime.core.errors import UsageError

DAY = dt.date(2009, 12, 9)


def own(name, origin="groups.csv"):
    return Grouping(name, "by the sea", ("yes", "no"), (Membership({"leeds": "no"}),), origin=origin)


def test_every_council_of_a_day_has_its_own_region_and_type():
    for dimension in ("region", "type"):
        grouping = find_grouping(dimension)
        for council in load_register().active(DAY):
            assert grouping.group(council.id, DAY) == getattr(council, dimension)


@pytest.mark.parametrize("name", ["region", "Region", " REGION "])
def test_a_name_is_found_in_any_case(name):
    assert find_grouping(name).id == "region"


def test_a_grouping_stands_for_itself_and_ones_of_one_s_own_are_found_beside_those_built_in():
    coast = own("coast")
    assert find_grouping(coast) is coast
    assert find_grouping("coast", [coast]) is coast
    assert find_grouping("type", [coast]).id == "type"


def test_an_unknown_name_is_refused_with_the_nearest_and_all_there_are():
    with pytest.raises(UsageError, match="can't be grouped by 'regoin'") as caught:
        find_grouping("regoin")
    assert caught.value.matches == ("region",)
    for grouping in built_in():
        assert grouping.id in caught.value.do
    with pytest.raises(UsageError, match="can't be grouped by 3"):
        find_grouping(3)


def test_two_of_one_name_are_refused():
    one, other = own("coast", "a/coast.csv"), own("Coast", "b/coast.csv")
    with pytest.raises(UsageError, match="2 groupings are called 'coast'") as caught:
        find_grouping("coast", [one, other])
    assert "a/coast.csv and b/coast.csv" in caught.value.do
    with pytest.raises(UsageError, match="two groupings are called 'Coast'"):
        check_names([one, other])
    with pytest.raises(UsageError, match=r"two groupings are called 'region': built-in and groups\.csv"):
        check_names([own("region")])
    check_names([one, one])
