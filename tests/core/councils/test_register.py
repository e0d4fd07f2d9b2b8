"""The register: who was a council when, which name stands for whom, and what came from what."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from crossregime.core.councils.register import load_register
from crossregime.core.errors import UsageError

NOVEMBER_2003 = dt.date(2003, 11, 13)


DECEMBER_2009 = dt.date(2009, 12, 9)


# Numbers


@pytest.mark.parametrize(
    ("on", "councils"),
    [
        ("2003-11-13", 150), ("2009-03-31", 150), ("2009-04-01", 152), ("2009-12-09", 152),
        ("2019-03-31", 152), ("2019-04-01", 151), ("2020-04-01", 151), ("2021-04-01", 152),
        ("2023-03-31", 152), ("2023-04-01", 153),
    ],
)  # fmt: skip
def test_the_number_of_active_councils(on, councils):
    assert len(load_register().active(dt.date.fromisoformat(on))) == councils


def test_types_of_2003_are_as_many_as_printed():
    assert Counter(council.type for council in load_register().active(NOVEMBER_2003)) == {
        "inner_london": 13, "outer_london": 20, "metropolitan": 36, "shire_county": 35, "unitary": 46,
    }  # fmt: skip


def test_regions_of_2003_are_as_many_as_printed():
    """Annex 2 of the ratings of November 2003 prints n for each region, under its own names of them."""
    printed = {
        "Eastern": 10, "East Midlands": 9, "North East": 12, "North West": 22, "London": 33,
        "South East": 19, "South West": 16, "West Midlands": 14, "Yorkshire & Humber": 15,
    }  # fmt: skip
    assert Counter(council.region for council in load_register().active(NOVEMBER_2003)) == {
        load_register().group("region", name): number for name, number in printed.items()
    }


def test_one_body_of_a_series_is_active_at_a_time():
    for on in (NOVEMBER_2003, dt.date(2009, 3, 31), dt.date(2009, 4, 1), DECEMBER_2009, dt.date(2023, 4, 1)):
        series = Counter(council.series for council in load_register().active(on))
        assert set(series.values()) == {1}
        for name in series:
            assert load_register().in_series(name, on).active(on)


# Regions and types


@pytest.mark.parametrize(
    ("dimension", "text", "value"),
    [
        ("region", "Eastern", "East of England"),
        ("region", "yorkshire & humber", "Yorkshire and The Humber"),
        ("region", "Y&H", "Yorkshire and The Humber"),
        ("region", "LONDON", "London"),
        ("type", "Shire Counties", "shire_county"),
        ("type", "unitary", "unitary"),
        ("type", "Inner London", "inner_london"),
    ],
)
def test_a_printed_region_or_type_is_found(dimension, text, value):
    assert load_register().group(dimension, text) == value


def test_an_unknown_region_is_refused_with_the_known_ones():
    with pytest.raises(UsageError, match="there is no region 'Wessex'") as caught:
        load_register().group("region", "Wessex")
    assert "South West" in caught.value.do
    with pytest.raises(UsageError, match="can't be grouped by 'regoin'") as caught:
        load_register().group("regoin", "London")
    assert caught.value.matches == ("region",)
