"""A call parsed: options that are given again add up, and those that contradict each other are refused."""

from __future__ import annotations

import json

from ..calls import TWO, proper


def test_two_limits_are_both_kept_and_two_of_one_kind_are_refused(call):
    both = ("--where", "region=London", "--where", "type=inner london", "--format", "json")
    found = json.loads(call("compare", *TWO, *both).out)
    assert {(pair["region"], pair["type"]) for pair in found["pairs"]} == {("London", "inner_london")}
    again = call("compare", *TWO, "--where", "region=North West", "--where", "region=London")
    proper(again, 2, "no council is of region North West and of region London")


def test_grades_given_in_several_options_add_up(call):
    apart = call("bounds", *TWO, "--given", "Two Stars", "--given", "Three Stars", "--format", "json")
    together = call("bounds", *TWO, "--given", "Two Stars, Three Stars", "--format", "json")
    assert apart.out == together.out
