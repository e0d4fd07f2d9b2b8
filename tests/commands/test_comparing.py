"""What the commands that compare ask of `compare`: each option under the name of the argument, read in one way."""

from __future__ import annotations

import inspect
from argparse import Namespace

import pytest

import crossregime as cr
from crossregime.commands.comparing import ASKED, asked, compared
from crossregime.commands.parser import command_parser

TWO = ("--regime", "ssi2003", "--regime", "ofsted2009")


@pytest.mark.parametrize("name", ASKED)
def test_each_name_is_an_argument_of_compare(name):
    assert name in inspect.signature(cr.compare).parameters


@pytest.mark.parametrize("command", ["compare", "bounds", "report"])
def test_a_command_that_offers_an_option_of_compare_passes_it_on(command):
    parser, _ = command_parser(command)
    options = parser.parse_args([*TWO, "--where", "region=London,type=london_borough", "--lineage", "inherit"])
    offered = {action.dest for action in parser.arguments}
    found = asked(options)
    assert set(found) == offered & set(ASKED)
    assert found["where"] == ["region=London", "type=london_borough"]
    assert found["lineage"] == "inherit"


def test_one_regime_is_refused():
    with pytest.raises(cr.UsageError, match="two regimes or more"):
        asked(Namespace(regimes=["ssi2003"], groups=[], where=None))


def test_what_is_given_besides_stands_in_place_of_the_option(capsys):
    parser, _ = command_parser("bounds")
    options = parser.parse_args([*TWO, "--where", "region=London"])
    assert len(compared(options, where=None).pairs) > len(compared(options).pairs)
    assert capsys.readouterr().err == ""
