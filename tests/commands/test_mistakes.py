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
