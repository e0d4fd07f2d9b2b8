"""Fifths of councils by the share of their areas that are among England's most deprived: counted from the areas."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter, defaultdict
from fractions import Fraction
from itertools import pairwise

import pytest

from crossregime.core.councils.deprivation import by_deprivation
from crossregime.core.files.places import DATASETS

DAYS = {"2004": dt.date(2003, 11, 13), "2007": dt.date(2009, 12, 9), "2010": dt.date(2010, 12, 9)}


def shares():
    """Read the share of each council's areas in the most deprived 20 per cent, by index."""
    found = defaultdict(dict)
    with (DATASETS / "deprivation.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["index"]][row["council_id"]] = Fraction(int(row["in_most_deprived_20"]), int(row["areas"]))
    return found


@pytest.mark.parametrize("index", DAYS)
def test_no_council_of_a_fifth_is_less_deprived_than_one_of_the_next(index):
    grouping, groups = by_deprivation(), defaultdict(list)
    for council, share in shares()[index].items():
        groups[grouping.group(council, DAYS[index])].append(share)
    assert set(groups) == {"1", "2", "3", "4", "5"}
    for more, less in pairwise(sorted(groups)):
        assert min(groups[more]) > max(groups[less])  # ties stand together


@pytest.mark.parametrize("index", DAYS)
def test_a_fifth_is_about_a_fifth_of_the_councils(index):
    grouping, of = by_deprivation(), shares()[index]
    counts = Counter(grouping.group(council, DAYS[index]) for council in of)
    assert sum(counts.values()) == len(of)
    # Councils with no such area tie, so the last fifths may be uneven.
    assert abs(counts["1"] - len(of) / 5) < 2


@pytest.mark.parametrize(
    ("on", "edition"),
    [
        (dt.date(2002, 5, 30), "index of 2004"),
        (dt.date(2007, 11, 30), "index of 2004"),
        (dt.date(2007, 12, 1), "index of 2007"),
        (dt.date(2009, 12, 31), "index of 2007"),
        (dt.date(2010, 1, 1), "index of 2010"),
    ],
)
def test_an_index_is_used_from_its_first_day_on_and_cited(on, edition):
    found = by_deprivation().on(on)
    assert found.edition == edition
    assert found.source
    assert "not the official score" in found.note


def test_a_fifth_may_be_named_by_words():
    grouping = by_deprivation()
    assert grouping.find("most deprived") == "1"
    assert grouping.label("5") == "5 (least)"
