"""Three positions give a table a step; a limit that lets nobody in gives reasons and no numbers."""

from __future__ import annotations

import dataclasses

import crossregime as cr

# Three positions, and a limit that lets nobody in


def test_three_positions_give_a_table_a_step():
    comparison = cr.compare("ssi2002@first", "ssi2003", "ofsted2009")
    assert [crosstab.sides for crosstab in comparison.crosstabs] == [(1, 2), (2, 3)]
    assert set(comparison.table.get_column("sides")) == {1, 2}
    last = cr.compare("ssi2003", "ofsted2009").crosstab
    assert comparison.crosstabs[1].tabulation == last.tabulation
    assert comparison.crosstabs[1].bounds == last.bounds


def test_no_pairs_give_reasons_and_no_numbers():
    second = cr.position("ofsted2009")
    nobody = dataclasses.replace(second, outcomes=second.outcomes.clear(), totals=())
    comparison = cr.compare("ssi2003", nobody)
    assert comparison.pairs.is_empty()
    assert comparison.unpaired.height == 150
    crosstab = comparison.crosstab
    assert all(share.share is None for share in crosstab.shares)
    assert all(share.sentence.startswith("No paired council") for share in crosstab.shares)
    assert "has no value" in crosstab.sentence
    assert "fewer than two pairs" in crosstab.sentence
    assert comparison.to_dict()["tables"][0]["association"]["complete_case"]["value"] is None


def test_groups_of_three_positions_set_the_first_against_the_last_as_two_do():
    three = cr.compare("ssi2002", "ssi2003", "ofsted2009").grouped_by("type")
    assert [each.sides for each in three.ends_by_group] == [(1, 3)] * len(three.groups)
    assert sum(each.tabulation.pairs for each in three.ends_by_group) == three.ends.tabulation.pairs
    two = cr.compare("ssi2003", "ofsted2009", by="type")
    assert two.ends_by_group == tuple(tables[0] for tables in two.groups)
