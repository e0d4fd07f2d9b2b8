"""Limits of a comparison: a region, a type, or both."""

from __future__ import annotations

import pytest

from crossregime.core.councils.groups import Where, label, parse_where
from crossregime.core.councils.known_groupings import find_grouping
from crossregime.core.errors import UsageError


@pytest.mark.parametrize(
    "given",
    ["region=London", {"region": "London"}, ["region=London"], ("region=london",)],
)
def test_a_limit_can_be_written_in_several_ways(given):
    assert parse_where(given) == (Where(find_grouping("region"), "London"),)


def test_no_limit_lets_every_council_in():
    assert parse_where(None) == parse_where({}) == parse_where([]) == ()
    assert label(()) == ""


def test_a_region_and_a_type_are_named_together():
    assert label(parse_where(["type=unitary", "region=South East"])) == "type Unitary Authority and region South East"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("London", "'London' is not a limit"),
        (["region=London", "region=Eastern"], "no council is of region London and of region East of England"),
        ({"region": ["London", "Eastern"]}, "is not a name of a region"),
        ([3], "'3' is not a limit"),
        ("region=Londn", "no region 'Londn'"),
    ],
)
def test_what_is_no_limit_is_refused(given, said):
    with pytest.raises(UsageError, match=said):
        parse_where(given)
