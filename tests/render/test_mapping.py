"""The page of a position put on another scale: links, sets of grades, and every council."""

from __future__ import annotations

import json


def test_map_shows_links_shares_and_every_council(call):
    answer = call("map", "--from", "ssi2003", "--to", "ofsted2009", "--show", "all")
    assert answer.code == 0
    assert "by equipercentile" in answer.out
    assert "A concordance, never an equating" in answer.out
    assert "No crosswalk was named. Declared ones are stars-by-consequences, stars-by-examples" in answer.flat
    assert "Councils: 150" in answer.out


def test_a_grade_that_is_linked_to_nothing_is_shown_so(call):
    for command in (
        ("crosswalks", "ssi2003:adults.capacity", "ofsted2009"),
        ("map", "--from", "ssi2003:adults.capacity", "--to", "ofsted2009"),
    ):
        answer = call(*command)
        assert answer.code == 0
        assert "nothing" in answer.out
        assert "exclude" not in answer.out


def test_map_says_whether_a_crosswalk_was_named_and_which_others_there_are(call):
    def said(*rest):
        return " ".join(call("map", *rest, "--show", "all").out.split())

    back = ("--from", "ofsted2009", "--to", "ssi2003")
    assert "No crosswalk was named. Declared ones are stars-by-consequences, stars-by-examples and" in said(*back)
    assert "Rivals: stars-by-consequences and stars-by-rank." in said(*back, "--crosswalk", "stars-by-examples")
    none = ("--from", "ssi2003:adults.capacity", "--to", "ofsted2009")
    assert "No crosswalk was named: none is declared." in said(*none)


def test_map_shows_the_set_and_not_the_range_around_it(call, tmp_path):
    links = [
        {"grade": grade, "to": [to], "kind": "close", "reason": "so", "source": "own", "place": "here"}
        for grade, to in (("no", "1"), ("some", "1"), ("most", "4"), ("yes", "4"))
    ]
    whole = {"format": 1, "id": "jump", "title": "Jump", "from": "ssi-serving", "to": "ofsted-performs",
             "basis": "mine", "sources": [{"id": "own", "publisher": "Me"}], "links": links}  # fmt: skip
    (tmp_path / "jump.json").write_text(json.dumps(whole))
    out = call(
        "map", "--from", "csci2004:children.serving", "--to", "ofsted2009", "--crosswalk", "jump.json", "--show", "all"
    ).out
    assert "Performs poorly or Performs excellently" in " ".join(out.split())
    assert "Performs poorly to Performs excellently" not in out
