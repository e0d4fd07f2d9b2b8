"""crosswalks: the list, two regimes side by side, one shown whole."""

from __future__ import annotations

import json

import pytest

import crossregime as cr

from ..documents import valid
from ..plugin_crosswalk import CROSSWALK

# crosswalks


def test_crosswalks_lists_what_there_is(call):
    answer = call("crosswalks", "--show", "all")
    assert answer.code == 0
    assert "stars-by-examples: SSI stars to Ofsted 2009" in answer.out
    document = valid(call("crosswalks", "--format", "json").out, "crosswalks")
    assert [each["id"] for each in document["crosswalks"]] == [each.id for each in cr.crosswalks()]


@pytest.mark.parametrize(
    "arguments",
    [
        ("ssi2003",),
        ("ssi2003", "ofsted2009", "--line", "1"),
        ("ssi2002", "ssi2003"),
        ("a", "b", "c"),
        ("ssi2003", "ofsted209"),
    ],
)
def test_crosswalks_between_anything_else_is_refused(call, arguments):
    answer = call("crosswalks", *arguments)
    assert answer.code == 2
    assert "what to do" in answer.err or "did you mean" in answer.err


@pytest.fixture(autouse=True)
def a_host_of_its_own(monkeypatch):
    """No test finds crosswalks that another has loaded."""
    own = cr.host()
    monkeypatch.setattr(own, "_free_standing", None)


def test_a_plugin_s_crosswalk_is_named_by_its_id_or_by_the_plugin_and_not_loaded_before(site_on_path, call):
    source = """
import crossregime as cr
print("it is imported")
SOURCES = {"report": cr.Source("report", "An inspectorate", "A report", "2010", "", "")}
LINKS = tuple(cr.Link(grade, (to,), "close", "report", "p. 1", "so") for grade, to in zip("0123", "1234"))

@cr.hookimpl
def crossregime_crosswalks():
    return tuple(cr.Crosswalk(name, name, "ssi-stars", "ofsted-performs", LINKS, SOURCES) for name in NAMES)
"""
    site_on_path.install("one", "one = oneof", group="crossregime.crosswalks", oneof=source + "NAMES = ['first']")
    site_on_path.install("two", "two = twoof", group="crossregime.crosswalks", twoof=source + "NAMES = ['a', 'b']")
    shipped = call("crosswalks", "stars-by-rank")
    assert "it is imported" not in shipped.out + shipped.err
    listed = call("crosswalks", "--show", "all")
    assert "one, of one 1.0: installed" in listed.out
    assert [f"\n  {name} " in listed.out for name in ("first", "a", "b")] == [True] * 3
    by_id = call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "a", "--show", "all")
    assert (by_id.code, "by a" in by_id.flat) == (0, True)
    named = call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "one", "--show", "all")
    assert (named.code, "by first" in named.flat, "it is imported" in named.err) == (0, True, True)
    several = call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "two")
    assert (several.code, "two:a, two:b" in several.err) == (2, True)
    assert call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "two:b").code == 0
    assert call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "two:c").code == 2


def test_a_free_standing_crosswalk_is_a_rival_like_any_other(site_on_path, call):
    site_on_path.install("walks", "walks = walks", group="crossregime.crosswalks", walks=CROSSWALK)
    rivals = call("crosswalks", "ssi2003:children.serving", "ofsted2009")
    assert "by-report" in rivals.out
    everything = call("compare", "--regime", "ssi2003:children.serving", "--regime", "ofsted2009", "--crosswalk", "all")
    assert (everything.code, "by-report" in everything.out) == (0, True)
    valid = call("validate", "by-report")
    assert (valid.code, valid.flat.startswith("by-report: valid By the report")) == (0, True)
    misspelt = call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "by-reprot")
    assert "did you mean 'by-report'" in misspelt.err


def test_a_plugin_whose_crosswalks_cannot_be_loaded_is_left_out_and_named(site_on_path, call):
    site_on_path.install("walks", "broken = broken", group="crossregime.crosswalks", broken="raise ValueError('no')")
    listed = call("crosswalks", "--format", "json")
    assert listed.code == 0
    assert "ValueError: no" in json.loads(listed.out)["left_out"]["broken"]
    assert "note: left out: the plugin 'broken' can't be used" in listed.err
    between = call("crosswalks", "ssi2003:children.serving", "ofsted2009")
    assert "note: left out: the plugin 'broken' can't be used" in between.err
