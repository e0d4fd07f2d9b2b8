"""Mistakes in a call are told as the rest of the program tells them, with the call that was meant."""

from __future__ import annotations

import json

import pytest

from ..calls import TWO, proper


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("bounds", *TWO, "--given", "Two Stars", "Three Stars"), '--given "Two Stars" --given "Three Stars"'),
        (("councils", "--region", "North", "East"), '--region "North East"'),
    ],
)
def test_a_name_without_its_quotes_is_told_with_the_call_that_was_meant(call, arguments, meant):
    proper(call(*arguments), 2, f"write {meant}")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("Cheshire", "East"), ["Cheshire East"]),
        (("Hull", "York"), ["Kingston upon Hull", "York"]),
        (("Kensington", "and", "Chelsea", "Hull"), ["Kensington and Chelsea", "Kingston upon Hull"]),
        (("Bath", "and", "North", "East", "Somerset"), ["Bath and North East Somerset"]),
    ],
)
def test_the_words_of_a_council_may_stand_without_quotes(call, words, names):
    answer = call("compare", *TWO, "--lineage", "inherit", "--council", *words, "--format", "json")
    assert answer.code == 0
    assert sorted(pair["name_2"] for pair in json.loads(answer.out)["pairs"]) == names


def test_an_unknown_command_or_option_is_refused(call):
    proper(call("compere", *TWO), 2, "compere", "compare", "see crossregime --help")
    proper(call("--verison"), 2, "there is no option '--verison'", "did you mean '--version'?")


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("compare", "ssi2003", "ofsted2009"), ("write --regime ssi2003 --regime ofsted2009",)),
        (("compare", "--regimes", "ssi2003", "ofsted2009"), ("write --regime ssi2003 --regime ofsted2009",)),
        (("compare", *TWO, "--region", "London"), ("write --where region=London",)),
        (("compare", *TWO, "--region=North West"), ('write --where "region=North West"',)),
        (("compare", "--regime", "SSI2003", "--regime", "ofsted2009"), ("did you mean 'ssi2003'?",)),
        (("compare", "--regime", "ssi2003:child", "--regime", "ofsted2009"), ("'children.serving'",)),
        (("compare", *TWO, "--format", "excel"), ("there is no format 'excel'", "did you mean 'xlsx'?")),
        (("map", "ssi2003", "ofsted2009"), ("write crossregime map --from SELECTOR --to SELECTOR [option ...]",)),
        (("validate",), ("crossregime validate needs ID|PATH", "write crossregime validate ID|PATH [option ...]")),
        (("help",), ("there is no command 'help'", "did you mean '--help'?")),
    ],
)
def test_what_was_meant_is_told_where_it_can_be_known(call, arguments, parts):
    proper(call(*arguments), 2, *parts)
