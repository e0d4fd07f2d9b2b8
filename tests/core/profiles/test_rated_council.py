"""A council has its history, as an object, a frame and a page; several stand side by side."""

from __future__ import annotations

import datetime as dt
import json

import pytest

import crossregime as cr

from ...documents import hold


def test_it_has_what_a_council_of_the_register_has_and_equals_it():
    council, registered = cr.council("Hull"), cr.register().resolve("Hull")
    assert council == registered
    assert registered == council
    assert {council, cr.council("Kingston upon Hull")} == {council}
    assert isinstance(council, cr.Council)
    assert council.code("dfe", dt.date(2009, 12, 9)) == "810"
    assert council.lifetime() == registered.lifetime()
    assert repr(council) == repr(registered)
    assert council != cr.council("Leeds")


def test_its_history_is_read_when_it_is_asked_for():
    council = cr.council("Hull")
    assert "history" not in vars(council)
    assert council.history.council == council
    assert council.history is council.history


def test_the_frame_has_every_outcome_of_it_and_its_relatives():
    council = cr.council("Bedford")
    history = council.history
    assert council.frame.height == len(history.own) + len(history.before) + len(history.after)
    before = council.frame.filter(relation="before")
    assert set(before["series_id"]) == {each.series for each in history.before}
    ranges = council.frame.filter(known=False)
    assert ranges["grade"].null_count() == ranges.height > 0


def test_the_command_gives_what_python_gives(call):
    answer = call("council", "Ealing", "--format", "json")
    assert json.loads(answer.out) == json.loads(json.dumps(cr.council("Ealing").to_dict()))
    rows = call("council", "Ealing", "--format", "csv").out.splitlines()
    assert len(rows) - 1 == cr.council("Ealing").frame.height


def test_several_councils_stand_side_by_side(call):
    answer = call("council", "Hull", "Leeds", "York")
    assert answer.code == 0
    head = next(line for line in answer.out.splitlines() if "rating" in line and "date" in line)
    assert head.index("Hull") < head.index("Leeds") < head.index("York")
    document = json.loads(call("council", "Hull", "Leeds", "--format", "json").out)
    hold(document, "profiles")
    assert [each["council"]["council_id"] for each in document["councils"]] == ["kingston-upon-hull", "leeds"]


@pytest.mark.parametrize("words", [("Cheshire", "East"), ("Herefordshire, County of",)])
def test_the_words_of_one_council_are_one_council(call, words):
    answer = call("council", *words)
    assert answer.code == 0
    assert words[0].split(",")[0] in answer.out.splitlines()[0]
