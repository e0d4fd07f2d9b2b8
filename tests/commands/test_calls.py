"""A call is written as words of the program that make it again."""

from __future__ import annotations

import pytest

from crossregime.commands.calls import call_text, call_words
from crossregime.commands.parser import command_parser
from crossregime.core.runs.call import Call


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (Call("compare", ("a", "b"), {"use_rule": True}), ["--regime", "a", "--regime", "b", "--use-rule"]),
        (Call("compare", ("a", "b"), {"given": ["x", "y"]})
         , ["--regime", "a", "--regime", "b", "--given", "x", "--given", "y"]),
        (Call("map", ("a", "b")), ["--from", "a", "--to", "b"]),
        (Call("export", ("a", "b"), {"panel": True}), ["a", "b", "--panel"]),
        (Call("plot", ("a", "b"), {"kind": "flow"}), ["flow", "--regime", "a", "--regime", "b"]),
        (Call("bounds", ("a", "b"), {"extremes": True, "statistic": "gamma"}),
         ["--regime", "a", "--regime", "b", "--show-extremes", "--statistic", "gamma"]),
    ],
)  # fmt: skip
def test_each_option_is_named_as_the_command_names_it(call, words):
    assert call_words(call) == ["crossregime", call.command, *words]
    parser, _ = command_parser(call.command)
    parser.parse_intermixed_args(words)


def test_a_value_of_several_words_is_quoted():
    text = call_text(Call("compare", ("a", "b"), {"where": "region=South West"}))
    assert text.endswith("--where 'region=South West'")
