"""Crosswalks listed, one shown with the line that its sets cross, and rivals side by side."""

from __future__ import annotations

import pytest

import crossregime as cr
from crossregime.core.crosswalks.listing import Listing, Shown, crosswalks_between
from crossregime.core.errors import UsageError

from ...documents import hold


def follows(document):
    hold(document, "crosswalks")
    return document


@pytest.fixture(scope="module")
def rivals():
    first, second = cr.position("ssi2003"), cr.position("ofsted2009")
    return crosswalks_between(first, second, [*cr.crosswalks(), "equipercentile", "ridit"])


def test_a_list_holds_every_crosswalk_by_its_id():
    walks = cr.crosswalks()
    document = follows(Listing(walks, ()).to_dict())
    assert [each["id"] for each in document["crosswalks"]] == [each.id for each in walks]
    assert document["between"] is None


def test_a_set_crosses_a_line_where_it_holds_grades_below_it_and_grades_at_it_or_better():
    walk = cr.crosswalk("stars-by-consequences")
    for line, label in enumerate(walk.second.labels):
        shown = Shown(walk, label)
        crossing = [
            grade.label
            for grade, ranks in ((grade, walk.set_of(grade.rank)) for grade in walk.first.grades)
            if min(ranks, default=9) < line <= max(ranks, default=-1)
        ]
        assert list(shown.crossing) == crossing
        assert ("No set crosses" in shown.sentence) == (not crossing)
    assert Shown(walk).sentence == ""
    follows(Shown(walk, walk.second.labels[1]).to_dict())


def test_between_two_judgements_stand_those_that_lead_from_the_one_scale_to_the_other(rivals):
    ids = [walk.id for walk in rivals.crosswalks]
    assert {"stars-by-consequences", "stars-by-examples", "stars-by-rank", "equipercentile", "ridit"} <= set(ids)
    assert all((walk.from_scale, walk.to_scale) == ("ssi-stars", "ofsted-performs") for walk in rivals.crosswalks)
    assert rivals.left_out
    assert all("it leads from" in why for why in rivals.left_out.values())
    assert set(ids).isdisjoint(rivals.left_out)


def test_rivals_differ_on_a_grade_where_their_sets_do(rivals):
    document = follows(rivals.to_dict())
    for line in document["grades"]:
        assert line["differ"] == (len({tuple(each["to"]) for each in line["sets"]}) > 1)
    assert document["between"] == ["ssi2003", "ofsted2009"]


def test_the_other_way_round_crosswalks_are_inverted():
    back = crosswalks_between(cr.position("ofsted2009"), cr.position("ssi2003"), [cr.crosswalk("stars-by-rank")])
    assert [walk.id for walk in back.crosswalks] == ["stars-by-rank-inverted"]


def test_two_judgements_on_one_scale_need_no_crosswalk():
    with pytest.raises(UsageError, match="both judgements are on the scale ssi-stars already"):
        crosswalks_between(cr.position("ssi2002"), cr.position("ssi2003"), [])
