"""Statistical neighbours: the edition of a date, who did not exist on it, and who has none."""

from __future__ import annotations

import csv
import datetime as dt

import pytest

import crossregime as cr
from crossregime.core.councils.neighbours import WARNING, neighbours_of
from crossregime.core.files.places import DATASETS

NOVEMBER_2003, DECEMBER_2009 = dt.date(2003, 11, 13), dt.date(2009, 12, 9)


def near(name, on=NOVEMBER_2003):
    return neighbours_of(cr.council(name), on)


def test_the_neighbours_are_the_ten_of_the_edition_nearest_first():
    with (DATASETS / "neighbours.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if (row["edition"], row["council_id"]) == ("2021-04", "leeds")]
    ordered = sorted(rows, key=lambda row: int(row["rank"]))
    found = near("Leeds")
    assert [each.council.id for each in found.others] == [row["neighbour_id"] for row in ordered]
    assert [each.closeness for each in found.others] == [row["closeness"] for row in ordered]
    assert found.rank_of("leeds") == 0
    assert found.rank_of(ordered[0]["neighbour_id"]) == 1
    assert found.rank_of("ealing") is None


@pytest.mark.parametrize(
    ("on", "edition"),
    [(NOVEMBER_2003, "2021-04"), (dt.date(2021, 4, 1), "2021-04"), (dt.date(2025, 1, 1), "2025-05")],
)
def test_the_edition_is_the_nearest_to_the_date_and_is_named_with_its_warning(on, edition):
    found = near("Leeds", on)
    assert found.edition == edition
    assert edition[:4] in found.sentence
    assert WARNING in found.sentence


def test_a_neighbour_that_did_not_exist_on_the_date_is_told():
    found = near("Central Bedfordshire", DECEMBER_2009)
    assert [each.council.id for each in found.absent(NOVEMBER_2003)] == ["cheshire-east"]
    assert found.absent(DECEMBER_2009) == ()
    assert found.absences(NOVEMBER_2003) == "Of the 10, Cheshire East (since 2009-04-01) did not exist on 2003-11-13."
    assert found.absences(DECEMBER_2009) == ""


def test_a_council_under_another_status_is_still_the_neighbour():
    """Shropshire, Wiltshire, Cornwall, Durham and Northumberland were counties before they were unitary."""
    limit = near("Shropshire", NOVEMBER_2003).limit
    bodies = {council.id for council in cr.register().councils.values() if council.series == "shropshire"}
    assert len(bodies) > 1
    assert bodies <= set(limit.grouping.memberships[0].of)


def test_a_council_without_neighbours_is_refused_with_its_heirs():
    with pytest.raises(cr.DataError, match="no statistical neighbours of Bedfordshire are held") as caught:
        near("Bedfordshire")
    assert "its area went to Bedford and Central Bedfordshire" in caught.value.do
