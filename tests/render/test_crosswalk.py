"""The page of crosswalks: one shown whole, and rivals side by side."""

from __future__ import annotations

from ..documents import valid


def test_crosswalks_of_two_regimes_shows_where_rivals_disagree(call):
    answer = call("crosswalks", "ssi2003", "ofsted2009", "--show", "all")
    assert "They differ on Zero Stars, One Star, Two Stars and Three Stars." in answer.out
    document = valid(call("crosswalks", "ssi2003:children.serving", "ofsted2009", "--format", "json").out, "crosswalks")
    assert document["between"] == ["ssi2003:children.serving", "ofsted2009"]
    assert [each["differ"] for each in document["grades"]] == [False, True, True, True]
    turned = valid(call("crosswalks", "ofsted2009", "ssi2003", "--format", "json").out, "crosswalks")
    assert turned["crosswalks"][0]["id"] == "stars-by-consequences-inverted"


def test_one_crosswalk_is_shown_whole_and_two_are_composed_with_the_sets_that_cross_a_line(call):
    answer = call("crosswalks", "serving-by-wording+performs-to-inspection", "--line", "Good", "--show", "all")
    assert answer.code == 0
    assert "Most > Requires improvement to be good or Good (broader)" in answer.out
    assert "The sets of Most lie on both sides of the line at Good or better." in answer.out
    document = valid(
        call("crosswalks", "stars-by-rank", "--line", "Performs well", "--format", "json").out, "crosswalks"
    )
    assert document["crossing"] == []
    wrong = call("crosswalks", "stars-by-rank+serving-by-rank")
    assert (wrong.code, "share the scale in the middle" in wrong.err) == (2, True)
    wrong = call("crosswalks", "stars-by-rank", "--line", "Good")
    assert (wrong.code, "'Good' is not a grade of ofsted-performs" in wrong.err) == (2, True)
