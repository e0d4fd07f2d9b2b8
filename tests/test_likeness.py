"""The data on which councils are alike: deprivation by index, and statistical neighbours by edition."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

import crossregime as cr

DATASETS = Path(cr.__file__).parent / "datasets"
ENGLAND = 32_482
"""The lower layer super output areas of the census of 2001 in England, which all three indices rank."""


def rows(name):
    return list(csv.DictReader((DATASETS / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


COUNCILS = {row["council_id"]: row for row in rows("councils")}
DEPRIVATION = rows("deprivation")
NEIGHBOURS = rows("neighbours")


def active(day):
    """Give the councils that existed on a day."""
    return {name for name, row in COUNCILS.items() if row["start"] <= day and (not row["end"] or day <= row["end"])}


def series(councils):
    return {COUNCILS[name]["series_id"] for name in councils}


def test_every_source_is_listed():
    listed = {row["source"] for row in rows("sources")}
    assert {row["source"] for row in DEPRIVATION + NEIGHBOURS} <= listed


# Deprivation


@pytest.mark.parametrize(
    ("index", "day", "councils"),
    [("2004", "2003-11-13", 150), ("2007", "2009-12-09", 152), ("2010", "2009-12-09", 152)],
)
def test_an_index_has_every_council_of_its_day_once_and_every_area_of_england(index, day, councils):
    held = [row for row in DEPRIVATION if row["index"] == index]
    assert {row["councils_on"] for row in held} == {day}
    assert len(held) == councils
    assert {row["council_id"] for row in held} == active(day)
    assert sum(int(row["areas"]) for row in held) == ENGLAND
    # A tenth and a fifth of all areas, counted council by council.
    assert sum(int(row["in_most_deprived_10"]) for row in held) == ENGLAND // 10
    assert sum(int(row["in_most_deprived_20"]) for row in held) == ENGLAND // 5


def test_the_counts_of_a_council_are_within_each_other():
    for row in DEPRIVATION:
        tenth, fifth, areas = (int(row[name]) for name in ("in_most_deprived_10", "in_most_deprived_20", "areas"))
        assert 0 <= tenth <= fifth <= areas, row


@pytest.mark.parametrize("index", ["2004", "2007", "2010"])
def test_the_ranks_are_those_of_the_means_1_the_most_deprived(index):
    held = sorted((row for row in DEPRIVATION if row["index"] == index), key=lambda row: int(row["rank_of_mean"]))
    means = [float(row["mean_of_areas"]) for row in held]
    assert [int(row["rank_of_mean"]) for row in held] == list(range(1, len(held) + 1))
    assert means == sorted(means, reverse=True)


def test_the_mean_is_never_called_official():
    page = (DATASETS.parent / "schemas" / "deprivation.schema.json").read_text(encoding="utf-8")
    assert "not the official average score" in page
    assert "no official measure" in page


# Neighbours


@pytest.mark.parametrize(("edition", "councils"), [("2021-04", 156), ("2025-05", 158)])
def test_a_council_of_an_edition_has_ten_neighbours_in_order_and_none_twice(edition, councils):
    held = [row for row in NEIGHBOURS if row["edition"] == edition]
    of = {}
    for row in held:
        of.setdefault(row["council_id"], []).append(row)
    assert len(of) == councils
    for council, ten in of.items():
        assert [int(row["rank"]) for row in ten] == list(range(1, 11)), council
        found = {row["neighbour_id"] for row in ten}
        assert len(found) == 10, council
        assert council not in found
        assert found <= COUNCILS.keys()


@pytest.mark.parametrize(("edition", "day"), [("2021-04", "2021-04-30"), ("2025-05", "2025-05-31")])
def test_an_edition_has_every_council_that_then_existed(edition, day):
    assert active(day) <= {row["council_id"] for row in NEIGHBOURS if row["edition"] == edition}


@pytest.mark.parametrize("edition", ["2021-04", "2025-05"])
def test_only_bedfordshire_and_cheshire_of_the_councils_rated_have_no_neighbours(edition):
    held = series(row["council_id"] for row in NEIGHBOURS if row["edition"] == edition)
    assert series(active("2003-11-13")) - held == {"bedfordshire", "cheshire"}
    assert series(active("2009-12-09")) - held == set()


@pytest.mark.parametrize(("edition", "councils"), [("2021-04", 30), ("2025-05", 25)])
def test_some_neighbours_did_not_exist_in_2009(edition, councils):
    then = series(active("2009-12-09"))
    late = Counter(
        COUNCILS[row["council_id"]]["series_id"]
        for row in NEIGHBOURS
        if row["edition"] == edition and COUNCILS[row["neighbour_id"]]["series_id"] not in then
    )
    assert len(late.keys() & then) == councils
