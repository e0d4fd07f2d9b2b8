"""Comparisons by groups: deprivation, size, neighbours and one's own, wherever region and type would do."""

from __future__ import annotations

import json
from dataclasses import replace

import polars as pl
import pytest

import crossregime as cr
from crossregime.core.comparison.inquiry import inquire
from crossregime.core.councils.grouping import Membership
from crossregime.core.discovery.contract import contract_findings

from ...documents import hold

TWO = ("ssi2003", "ofsted2009")


@pytest.fixture
def coast(tmp_path):
    path = tmp_path / "coast.csv"
    path.write_text("council,group\nHull,sea\nBlackpool,sea\nLeeds,inland\nBedfordshire,inland\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("by", ["region", "type", "deprivation", "size"])
def test_the_tables_of_the_groups_add_up_to_the_whole(by):
    comparison = cr.compare(*TWO, by=by)
    whole = comparison.crosstab.tabulation.counts
    for key, councils in whole.items():
        assert sum(group[0].tabulation.counts.get(key, 0) for group in comparison.groups) == councils


def test_groups_are_those_of_the_first_positions_council_on_its_date():
    """Turned round, the same pairs are grouped by the index of 2007 and the councils of 2009."""
    forth, back = cr.compare(*TWO, by="deprivation"), cr.compare(*TWO[::-1], by="deprivation")
    assert [each.membership.edition for each in forth.group_use] == ["index of 2004"]
    assert [each.membership.edition for each in back.group_use] == ["index of 2007"]
    one = dict(forth.pairs.select("series_id", "deprivation").iter_rows())
    other = dict(back.pairs.select("series_id", "deprivation").iter_rows())
    assert one.keys() == other.keys()
    assert one != other
    grouping = cr.grouping("deprivation")
    for series, council in back.pairs.select("series_id", "council_id_1").iter_rows():
        assert other[series] == grouping.group(council, back.positions[0].date)


def test_a_limit_to_a_group_is_the_table_of_that_group():
    grouped = cr.compare(*TWO, by="deprivation").groups[0][0]
    alone = cr.compare(*TWO, where="deprivation=1")
    assert grouped.tabulation == alone.crosstab.tabulation
    assert set(alone.pairs.get_column("deprivation")) == {"1"}
    assert alone.crosstab.bounds == grouped.bounds


def test_limits_of_several_groupings_must_all_be_met():
    found = cr.compare(*TWO, where={"region": "London", "deprivation": "1", "size": "3"}).pairs
    both = cr.compare(*TWO, by="size", where=["region=London", "deprivation=1"]).pairs
    assert found.equals(both.filter(pl.col("size") == "3").select(found.columns))
    assert 0 < found.height < both.height


def test_under_inheritance_the_group_is_that_of_the_predecessor():
    pairs = cr.compare(*TWO, lineage="inherit", by="deprivation").pairs
    groups = dict(pairs.select("series_id", "deprivation").iter_rows())
    on = cr.position("ssi2003").date
    assert groups["bedford"] == cr.grouping("deprivation").group("bedfordshire", on)
    assert groups["cheshire-east"] == cr.grouping("deprivation").group("cheshire", on)


def test_unpaired_councils_are_limited_by_the_group_of_their_own_date():
    every = cr.compare(*TWO).unpaired
    found = [cr.compare(*TWO, where=f"deprivation={value}").unpaired for value in "12345"]
    assert sum(each.height for each in found) == every.height
    assert all(set(each.get_column("series_id")) <= set(every.get_column("series_id")) for each in found)


# One's own groups


def test_a_file_of_groups_is_used_by_its_name_and_stands_in_the_pairs(coast):
    comparison = cr.compare(*TWO, groups=coast, by="coast")
    assert [group[0].group.value for group in comparison.groups] == ["sea", "inland", "no group"]
    assert [group[0].tabulation.pairs for group in comparison.groups] == [2, 1, 145]
    assert comparison.pairs.columns[:4] == ["series_id", "region", "type", "group_coast"]
    assert cr.compare(*TWO, groups=coast, where="coast=sea").pairs.height == 2
    assert cr.compare(*TWO, groups=coast, where="coast=no group").pairs.height == 145
    assert "group_coast" in cr.compare(*TWO, groups=coast).pairs.columns


def test_the_councils_that_a_grouping_misses_are_named(coast):
    (use,) = cr.compare(*TWO, groups=coast, by="coast").group_use
    assert len(use.without) == 150 - 4
    assert "Barnsley" in use.without
    assert use.sentence.endswith("Bracknell Forest, Bradford, Brent and 134 more.")
    assert cr.compare(*TWO, by="deprivation").group_use[0].without == ()


def test_a_grouping_made_in_python_will_do(coast):
    made = cr.grouping("coast", groups=coast)
    assert cr.compare(*TWO, by=made).groups[0][0].tabulation.pairs == 2


def test_a_grouping_of_a_regime_made_in_code_is_held_to_the_contract():
    regime = cr.regime("ofsted2009")

    def findings(*memberships):
        return contract_findings(replace(regime, groupings=(cr.Grouping("plan", "the plan", ("a",), memberships),)))

    assert findings(Membership({"leeds": "a"}, source="The Paper")) == []
    assert findings(Membership({"leds": "a"})) == ["the grouping 'plan' has 'leds', no council of the register"]
    assert findings() == ["the grouping 'plan' has no members"]
    assert "groupings[0].memberships[0].of is of type list where a mapping is due" in findings(Membership(["leeds"]))


# Neighbours


def test_neighbours_limit_a_comparison_and_are_marked():
    comparison = cr.compare(*TWO, neighbours_of="Leeds")
    pairs = comparison.pairs.sort("neighbour_rank")
    assert pairs.get_column("neighbour_rank").to_list() == [*range(11)]
    assert pairs.row(0, named=True)["series_id"] == "leeds"
    assert pairs.row(1, named=True)["closeness"] == "Very close"
    assert set(pairs.get_column("neighbours_of")) == {"Leeds"}
    assert [line[0] for line in comparison.marked_lines][:2] == ["Leeds (itself)", "Sheffield (1)"]


def test_a_neighbour_that_did_not_exist_is_in_no_pair_and_told(call):
    comparison = cr.compare(*TWO, neighbours_of="Central Bedfordshire")
    assert comparison.pairs.height == 9  # itself and Cheshire East came in 2009
    assert {row["series_id"] for row in comparison.unpaired.to_dicts()} == {"central-bedfordshire", "cheshire-east"}
    out = call(
        "compare", "--regime", TWO[0], "--regime", TWO[1], "--neighbours-of", "Central Bedfordshire", "--show", "all"
    ).out
    assert "Of the 10, Cheshire East (since 2009-04-01) did not exist on 2003-11-13." in " ".join(out.split())
    assert "today's, not that of 2003 or 2009" in " ".join(out.split())


def test_neighbours_go_with_groups_and_with_several_crosswalks():
    assert cr.compare(*TWO, neighbours_of="Leeds", where="deprivation=2").pairs.height == 9
    found = cr.sensitivity(*TWO, neighbours_of="Leeds", statistics=["percent_agreement"])
    assert set(found.pairs) == {11}


@pytest.mark.parametrize("name", ["Leds", "", "Cardiff"])
def test_an_unknown_council_has_no_neighbours(name):
    with pytest.raises(cr.CrossregimeError):
        cr.compare(*TWO, neighbours_of=name)


# Files


@pytest.mark.parametrize(
    "more",
    [{"by": "deprivation"}, {"where": "size=1"}, {"neighbours_of": "Leeds", "by": "type"}, {"by": "region"}],
)
@pytest.mark.parametrize("kind", ["comparison", "bounds"])
def test_json_keeps_to_its_schema(more, kind):
    comparison = cr.compare(*TWO, **more)
    document = comparison.to_dict() if kind == "comparison" else inquire(comparison).to_dict()
    hold(document, kind)


def test_json_of_own_groups_names_file_hash_and_whom_they_miss(coast, call):
    answer = call(
        "compare", "--regime", TWO[0], "--regime", TWO[1], "--groups", coast, "--by", "coast", "--format", "json"
    )
    document = json.loads(answer.out)
    hold(document, "comparison")
    (use,) = document["groupings"]
    assert (use["id"], use["on"], len(use["no_group"]), len(use["sha256"])) == ("coast", "2003-11-13", 146, 64)
    assert document["by"] == "coast"
    assert [table["group"] for table in document["tables"]][1:] == [
        {"coast": "sea"}, {"coast": "inland"}, {"coast": "no group"},
    ]  # fmt: skip
    assert {pair["group_coast"] for pair in document["pairs"]} == {"sea", "inland", "no group"}


def test_averages_are_given_by_any_group():
    """Over all councils of a position, by their own group on its date."""
    comparison = cr.compare("ssi2002@2002-11-14", "ssi2003", by="deprivation")
    frame = cr.position("ssi2003").frame
    groups = cr.grouping("deprivation").groups_of(frame.get_column("council_id"), cr.position("ssi2003").date)
    means = frame.with_columns(groups).group_by("deprivation").agg(pl.col("worst_rank").cast(float).mean())
    found = {each.group: each.lowest for each in comparison.averages[2]}
    assert found == pytest.approx(dict(means.iter_rows()))


# Lists of councils


def test_councils_are_listed_by_group_of_a_day(call):
    answer = call("councils", "--on", "2003-11-13", "--where", "deprivation=1", "--format", "csv")
    assert answer.out.count("\n") == 1 + 30
    answer = call("councils", "--where", "deprivation=1")
    assert answer.code == 2
    assert "depends on the day" in answer.err
    assert "--on" in answer.err
