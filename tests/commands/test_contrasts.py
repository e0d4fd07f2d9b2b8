"""Contrasts at the command line: the grades that are named, every cut, who is in a cell, groups, assumptions."""

from __future__ import annotations

import json

import pytest

from crossregime.cli import main

from ..documents import hold

PAIR = ("--regime", "ssi2003", "--regime", "ofsted2009")


@pytest.fixture
def run(capsys):
    def go(*arguments):
        code = main(arguments)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return go


@pytest.fixture
def document(run):
    def go(command, *arguments):
        code, out, err = run(command, *arguments, "--format", "json")
        assert (code, err) == (0, "")
        found = json.loads(out)
        hold(found, {"compare": "comparison"}.get(command, command))
        return found

    return go


def flat(text):
    return " ".join(text.split())


def test_a_comparison_holds_the_headline_and_every_cut(document):
    found = document("compare", *PAIR)
    assert found["contrast"]["verdict"] == "not settled"
    assert found["contrast"] == found["tables"][0]["contrast"]
    assert len(found["contrasts"]) == 9
    assert found["group_contrasts"] == []
    assert "by ssi-2003" in found["contrast"]["note"]


def test_grades_are_named_by_label_short_label_or_id_in_any_case(document):
    asked = [("--given", "Two Stars,Three Stars"), ("--given", "2 stars", "--given", "THREE STARS"), ("--given", "2,3")]
    found = [document("compare", *PAIR, *words, "--then", "well,4")["contrast"] for words in asked]
    assert found[0] == found[1] == found[2]
    assert found[0]["against"] == ["Zero Stars", "One Star"]


def test_every_cut_is_shown_on_request(run):
    _, out, _ = run("compare", *PAIR, "--show", "contrasts")
    assert "every cut of both scales" in out
    assert flat(out).count("settled higher") == 4


def test_who_is_in_a_cell_is_shown_with_the_grades(run):
    _, out, _ = run("compare", *PAIR, "--given", "0 stars", "--then", "well,excellently", "--show", "pairs")
    assert "Certainly: 1 council ssi2003 ofsted2009" in flat(out)
    assert "Possibly: 4" in out
    assert "Oldham" in out


def test_groups_of_councils_are_set_against_each_other(document, run):
    by = ("--regime", "ssi2002@2002-05-30", "--regime", "ssi2003", "--by", "region")
    found = document("compare", *by)["group_contrasts"]
    assert [each["of"] for each in found] == ["first"] * 9 + ["second"] * 9 + ["change"] * 9
    two = document("bounds", *by, "--between", "London", "--between", "south east")["group_contrasts"]
    assert [(each["group"], each["against"]) for each in two] == [("London", "South East")] * 3
    _, out, _ = run("compare", *by, "--show", "groups")
    assert "how the share at Two Stars or Three Stars changed" in flat(out)
    assert "change" not in {each["of"] for each in document("compare", *PAIR, "--by", "region")["group_contrasts"]}


def test_assumptions_and_the_breakdown_stand_beside_what_is_known(document, run):
    plain = document("bounds", *PAIR)["tables"][0]
    found = document("bounds", *PAIR, "--assume", "at-most=15", "--assume", "alike", "--breakdown")["tables"][0]
    assert len(found["assumed"]) == 5
    assert found["breakdown"]["assumptions"][0]["breakdown"][0] == {"sign": 1, "at": 15, "up_to": 15}
    assert (plain["assumed"], plain["breakdown"]) == ([], None)
    same = [key for key in plain if key not in ("assumed", "breakdown")]
    assert [plain[key] for key in same] == [found[key] for key in same]  # no assumption enters another figure
    _, out, _ = run("bounds", *PAIR, "--breakdown")
    assert "did better if at most 15 of their 68 open councils were at adequately, worse if 18 or more were" in flat(
        out
    )


def test_a_breakdown_says_where_nothing_need_be_believed(document):
    found = document("bounds", "--regime", "ssi2002", "--regime", "ssi2003", "--breakdown")["tables"][0]["breakdown"]
    assert found["settled"]
    assert "nothing need be believed" in found["sentences"][0]


def test_what_would_help_is_about_the_contrast_that_is_asked(document, run):
    asked = (*PAIR, "--given", "3 stars", "--what-would-help")
    found = document("bounds", *asked)["tables"][0]["what_would_help"]
    assert found["statistic"] == "contrast_difference"
    for kind in found["kinds"]:
        facts = [value["facts"] for value in kind["values"]]
        assert facts == sorted(facts)
        shrinks = [value["best_shrink"] for value in kind["values"]]
        assert shrinks == sorted(shrinks)  # more facts are never worth less
        assert all(value["guaranteed_shrink"] <= value["best_shrink"] for value in kind["values"])
    _, out, _ = run("bounds", *asked)
    assert "Several together: 1:" in flat(out)


def test_a_kind_of_fact_that_is_worth_nothing_is_one_line(run):
    poorly = ("--given", "0 stars", "--then", "poorly", "--what-would-help")
    _, out, _ = run("bounds", *PAIR, *poorly)
    assert "Worth nothing: the grade in ofsted2009 of the 58 councils at Two Stars" in flat(out)
    assert "Barnsley" not in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("compare", *PAIR, "--given", "0,1,2,3"), ("every grade of ssi2003 is named", "--given")),
        (("compare", *PAIR, "--given", "performs well"), ("'ssi-stars' has no grade 'performs well'", "--given")),
        (("compare", *PAIR, "--given", "2,3", "--against", "3"), ("overlap", "--given and --against")),
        (("compare", *PAIR, "--show", "contrast"), ("contrasts",)),
        (("compare", *PAIR, "--between", "London"), ("the councils are in no groups", "--between")),
        (("compare", *PAIR, "--by", "region", "--between", "Londn"), ("London",)),
        (("bounds", *PAIR, "--by", "region", "--between", "London", "--between", "London"), ("overlap", "--between")),
        (("bounds", *PAIR, "--assume", "within=0"), ("no completion of the facts allows within=0", "--assume")),
        (("bounds", *PAIR, "--assume", "at-least=3"), ("there is no assumption 'at-least'", "--assume")),
        (("bounds", "--regime", "csci2004", "--regime", "ofsted2009", "--assume", "monotone"),
         ("and some are open", "--assume")),
        (("bounds", *PAIR, "--statistic", "difference"), ("neither was asked for",)),
    ],
)  # fmt: skip
def test_what_makes_no_contrast_or_assumption_is_refused(run, arguments, words):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    for word in words:
        assert word in flat(err)
