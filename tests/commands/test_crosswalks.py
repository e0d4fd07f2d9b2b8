"""crosswalks: the list, two regimes side by side, one shown whole."""

from __future__ import annotations

import pytest

import crossregime as cr

from ..documents import valid

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


def test_a_plugin_s_crosswalk_is_named_by_the_plugin_and_not_loaded_before(site_on_path, call):
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
    listed = call("crosswalks", "--show", "all")
    assert "one, of one 1.0: installed" in listed.out
    assert "it is imported" not in listed.out + listed.err
    named = call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "one", "--show", "all")
    assert (named.code, "by first" in named.flat, "it is imported" in named.err) == (0, True, True)
    several = call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "two")
    assert (several.code, "two:a, two:b" in several.err) == (2, True)
    assert call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "two:b").code == 0
    assert call("map", "--from", "ssi2003", "--to", "ofsted2009", "--crosswalk", "two:c").code == 2
