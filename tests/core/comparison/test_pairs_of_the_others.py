"""A comparison of several says where naming one more leaves out pairs that the others have."""

from __future__ import annotations

import pytest

import crossregime as cr

FOUR = ("ssi2002", "ssi2003", "csci2004", "ofsted2009")


@pytest.mark.parametrize("where", [None, "region=South West"])
def test_the_numbers_are_those_of_the_comparisons_of_the_others(where):
    whole = cr.compare(*FOUR, where=where)
    for side in whole.sides:
        others = [name for number, name in enumerate(FOUR, 1) if number != side]
        pairs = cr.compare(*others, where=where).pairs.height
        if side > 1 or where is None:
            assert whole.pairs_without.get(side, whole.pairs.height) == pairs


def test_where_ratings_are_handed_on_nothing_is_said():
    assert cr.compare("ssi2002", "ssi2003", "ofsted2009", lineage="inherit").pairs_without == {}


def test_two_positions_have_none_and_the_screen_says_nothing(call):
    assert cr.compare("ssi2003", "ofsted2009").pairs_without == {}
    assert "of the others" not in call("compare", "--regime", "ssi2003", "--regime", "ofsted2009").out


def test_the_screen_says_which_one_leaves_out_how_many(call):
    arguments = [word for name in FOUR for word in ("--regime", name)]
    text = " ".join(call("compare", *arguments).out.split())
    assert "without ofsted2009 150 councils are in all 3." in text


def test_the_document_says_it_too():
    assert cr.compare(*FOUR).to_dict(pairs=False)["pairs_without"] == [
        {"position": side, "pairs": pairs} for side, pairs in sorted(cr.compare(*FOUR).pairs_without.items())
    ]
    assert cr.compare("ssi2003", "ofsted2009").to_dict(pairs=False)["pairs_without"] == []
