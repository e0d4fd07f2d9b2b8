"""Groupings: fifths with ties, the index of a date, sizes, and how they are found by name."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st
from scipy.stats import rankdata

import crossregime as cr
from crossregime.core.councils.grouping import NO_GROUP, Grouping, Membership, fifths
from crossregime.core.councils.known_groupings import built_in, check_names, find_grouping
from crossregime.core.files.places import DATASETS

NOVEMBER_2003, DECEMBER_2009 = dt.date(2003, 11, 13), dt.date(2009, 12, 9)
SCORES = st.dictionaries(st.integers(0, 200), st.integers(0, 30), min_size=1, max_size=60)


def rows(name):
    with (DATASETS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fifths_by_mean_rank(scores):
    """Cut by the mean rank of ties, as scipy gives it: another way to the same fifths."""
    names = [*scores]
    ranks = rankdata([-float(scores[name]) for name in names], method="average")
    return {name: str(int(5 * (rank - 0.5) // len(names)) + 1) for name, rank in zip(names, ranks, strict=True)}


# Fifths


@given(SCORES)
def test_fifths_are_those_of_the_mean_ranks(scores):
    assert fifths(scores) == fifths_by_mean_rank(scores)


@given(SCORES)
def test_ties_stay_together_and_a_higher_score_is_never_in_a_later_fifth(scores):
    found = fifths(scores)
    for one, score in scores.items():
        for other, of_other in scores.items():
            if score == of_other:
                assert found[one] == found[other]
            elif score > of_other:
                assert found[one] <= found[other]


@given(st.integers(5, 160))
def test_without_ties_a_fifth_has_a_fifth_of_the_councils_give_or_take_one(count):
    sizes = Counter(fifths({f"c{number}": number for number in range(count)}).values())
    assert set(sizes) == {"1", "2", "3", "4", "5"}
    assert all(abs(size - count / 5) <= 1 for size in sizes.values())


# Deprivation


@pytest.mark.parametrize(
    ("on", "index"),
    [
        (dt.date(2002, 5, 30), "2004"), (NOVEMBER_2003, "2004"), (dt.date(2007, 11, 30), "2004"),
        (dt.date(2007, 12, 1), "2007"), (DECEMBER_2009, "2007"), (dt.date(2009, 12, 31), "2007"),
        (dt.date(2010, 1, 1), "2010"), (dt.date(2024, 3, 31), "2010"),
    ],
)  # fmt: skip
def test_the_index_is_that_of_the_date(on, index):
    assert cr.grouping("deprivation").on(on).edition == f"index of {index}"


@pytest.mark.parametrize(
    ("on", "index"), [(NOVEMBER_2003, "2004"), (DECEMBER_2009, "2007"), (dt.date(2011, 1, 1), "2010")]
)
def test_deprivation_is_cut_by_the_share_of_areas_in_englands_most_deprived_fifth(on, index):
    shares = {
        row["council_id"]: Fraction(int(row["in_most_deprived_20"]), int(row["areas"]))
        for row in rows("deprivation")
        if row["index"] == index
    }
    held = cr.grouping("deprivation").on(on).of
    assert held == fifths_by_mean_rank(shares)
    assert all(29 <= size <= 32 for size in Counter(held.values()).values())
    assert {held[name] for name, share in shares.items() if share == 0} == {"5"}


@pytest.mark.parametrize(
    ("council", "fifth"), [("hackney", "1"), ("liverpool", "1"), ("leeds", "2"), ("ealing", "3"), ("rutland", "5")]
)
def test_who_is_in_which_fifth_in_2003(council, fifth):
    assert cr.grouping("deprivation").group(council, NOVEMBER_2003) == fifth


def test_a_council_without_a_row_has_no_group():
    deprivation = cr.grouping("deprivation")
    assert deprivation.group("bedfordshire", NOVEMBER_2003) != NO_GROUP
    assert deprivation.group("bedfordshire", dt.date(2008, 6, 1)) == NO_GROUP
    assert deprivation.group("bedford", NOVEMBER_2003) == NO_GROUP


def test_deprivation_is_never_called_an_official_score():
    for held in cr.grouping("deprivation").memberships:
        assert "not the official score" in held.note
        assert "Indices of Multiple Deprivation" in held.source


# Size


@pytest.mark.parametrize(
    ("on", "year"), [(dt.date(2002, 5, 30), "2003"), (dt.date(2006, 12, 31), "2003"), (dt.date(2007, 1, 1), "2009")]
)
def test_size_is_by_the_population_of_the_nearest_year(on, year):
    held = cr.grouping("size").on(on)
    people = {row["council_id"]: -int(row["population"]) for row in rows("population") if row["year"] == year}
    assert held.edition == f"mid-year population {year}"
    assert held.of == fifths_by_mean_rank(people)
    assert held.of["rutland"] == "1"
    assert held.of["birmingham"] == "5"


def test_the_estimates_among_the_populations_are_told():
    assert "3 of the populations are estimates" in cr.grouping("size").on(NOVEMBER_2003).note


# Names


def test_a_grouping_is_found_by_its_name_however_it_is_written():
    assert find_grouping("DEPRIVATION") is find_grouping("deprivation") is find_grouping(find_grouping("deprivation"))
    assert [each.id for each in built_in()] == ["region", "type", "deprivation", "size"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", "1"), ("most deprived", "1"), ("5 (least)", "5"), ("least deprived", "5"), ("No group", NO_GROUP)],
)
def test_a_group_is_found_by_its_value_label_or_form(text, value):
    assert find_grouping("deprivation").find(text) == value


@pytest.mark.parametrize(
    ("grouping", "text", "said", "do"),
    [
        ("region", "Londn", "there is no region 'Londn'", "the regions are East Midlands"),
        ("deprivation", "7", "there is no group '7' by deprivation", "1 (most), 2, 3, 4, 5 (least)"),
        ("size", "smalest", "there is no group 'smalest' by size", "the groups by size are 1 (smallest)"),
    ],
)
def test_an_unknown_group_is_refused_with_those_that_there_are(grouping, text, said, do):
    with pytest.raises(cr.UsageError, match=said) as caught:
        find_grouping(grouping).find(text)
    assert do in caught.value.do


def test_an_unknown_grouping_is_refused_with_the_nearest():
    with pytest.raises(cr.UsageError, match="can't be grouped by 'deprivaton'") as caught:
        find_grouping("deprivaton")
    assert caught.value.matches == ("deprivation",)


def own(name, origin):
    return Grouping(name, "mine", ("a",), (Membership({"leeds": "a"}),), origin=origin)


def test_two_groupings_of_one_name_are_refused_with_where_they_are_from():
    both = (own("mine", "file a/mine.csv"), own("Mine", "file b/mine.csv"))
    with pytest.raises(cr.UsageError, match="2 groupings are called 'mine'") as caught:
        find_grouping("mine", both)
    assert "file a/mine.csv and file b/mine.csv" in caught.value.do
    with pytest.raises(cr.UsageError, match="two groupings are called 'Mine'"):
        check_names(both)
    with pytest.raises(cr.UsageError, match="two groupings are called 'size'"):
        check_names([own("size", "file size.csv")])
