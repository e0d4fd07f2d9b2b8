"""The tiles of the map: every council once, no tile twice, the same place through all periods, London in one piece."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from itertools import pairwise

import pytest

import crossregime
from crossregime.core.files import DATASETS

REGISTER = crossregime.register()
EPOCH = dt.date(2002, 1, 1)


def read():
    periods = defaultdict(dict)
    with (DATASETS / "tiles.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = periods[dt.date.fromisoformat(row["start"])]
            assert row["council_id"] not in place
            place[row["council_id"]] = ((int(row["tile_column"]), int(row["tile_row"])), row["code"])
    return dict(periods)


PERIODS = read()
PARAMETER = pytest.mark.parametrize("start", sorted(PERIODS), ids=str)


def neighbours(tile):
    column, row = tile
    odd = row % 2
    return {(column - 1, row), (column + 1, row), (column - 1 + odd, row - 1), (column + odd, row - 1),
            (column - 1 + odd, row + 1), (column + odd, row + 1)}  # fmt: skip


def pieces(tiles):
    left, number = set(tiles), 0
    while left:
        number += 1
        queue = [left.pop()]
        while queue:
            found = neighbours(queue.pop()) & left
            left -= found
            queue += found
    return number


def test_a_period_starts_with_the_first_ratings_and_with_each_reorganisation():
    changes = {council.start for council in REGISTER.councils.values() if council.start and council.start > EPOCH}
    assert set(PERIODS) == changes | {EPOCH}
    assert [start.year for start in sorted(PERIODS)] == [2002, 2009, 2019, 2020, 2021, 2023]


@PARAMETER
def test_every_council_of_the_day_stands_once_and_no_tile_is_taken_twice(start):
    tiles = PERIODS[start]
    assert set(tiles) == {council.id for council in REGISTER.active(start)}
    places = [place for place, _ in tiles.values()]
    assert len(set(places)) == len(places)
    assert min(min(place) for place in places) >= 0


@PARAMETER
def test_the_codes_in_the_hexagons_tell_councils_apart(start):
    codes = [code for _, code in PERIODS[start].values()]
    assert len(set(codes)) == len(codes)


def test_no_council_moves_from_one_period_to_the_next():
    for earlier, later in pairwise(sorted(PERIODS)):
        before = {REGISTER.council(name).series: place for name, place in PERIODS[earlier].items()}
        after = {REGISTER.council(name).series: place for name, place in PERIODS[later].items()}
        assert {series: before[series] for series in before.keys() & after.keys()} == {
            series: after[series] for series in before.keys() & after.keys()
        }


@PARAMETER
def test_london_is_in_one_piece_and_regions_hang_together(start):
    regions = defaultdict(list)
    for name, (place, _) in PERIODS[start].items():
        regions[REGISTER.council(name).region].append(place)
    assert len(regions["London"]) == 33
    assert pieces(regions["London"]) == 1
    # Islands, and what London parts: the South East lies around it.
    assert {region for region, tiles in regions.items() if pieces(tiles) > 2} <= {"South East"}
    assert sum(map(pieces, regions.values())) <= 15


@PARAMETER
def test_north_is_up_and_east_is_right(start):
    with (DATASETS / "points.csv").open(encoding="utf-8", newline="") as file:
        points = {row["council_id"]: (float(row["longitude"]), float(row["latitude"])) for row in csv.DictReader(file)}
    names = sorted(PERIODS[start])
    from scipy.stats import kendalltau

    places = [PERIODS[start][name][0] for name in names]
    east = kendalltau([points[name][0] for name in names], [column + row % 2 / 2 for column, row in places])
    north = kendalltau([points[name][1] for name in names], [-row for _, row in places])
    assert east.statistic > 0.75
    assert north.statistic > 0.75


def test_the_register_of_a_day_finds_its_tiles_in_the_period_before_it():
    day = dt.date(2009, 12, 9)
    start = max(each for each in PERIODS if each <= day)
    assert {council.id for council in REGISTER.active(day)} == set(PERIODS[start])
