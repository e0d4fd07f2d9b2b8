"""Tiles: every council of a date has a hexagon of its own."""

from __future__ import annotations

import datetime as dt

import pytest

import crossregime as cr
from crossregime.core.councils import tiles_on


@pytest.mark.parametrize("date", ["2002-05-30", "2003-11-13", "2009-12-09", "2019-06-30", "2022-12-31", "2024-01-01"])
def test_every_council_of_a_date_has_a_tile_of_its_own(date):
    day = dt.date.fromisoformat(date)
    tiles = tiles_on(day)
    assert {council.id for council in cr.register().active(day)} == set(tiles)
    assert len({(tile.column, tile.row) for tile in tiles.values()}) == len(tiles)


def test_a_date_before_the_first_period_has_the_tiles_of_the_first():
    assert tiles_on(dt.date(1999, 1, 1)) == tiles_on(dt.date(2002, 1, 1))
