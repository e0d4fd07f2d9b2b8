"""What a rule added to a position is said in a sentence that never counts it as evidence."""

from __future__ import annotations

import dataclasses

import pytest

import crossregime as cr
from crossregime.core.positions.rule_use import RuleUse


@pytest.fixture(scope="module")
def use():
    return RuleUse("ssi2003", cr.regime("ssi2003").rule, "stars", unknown=24, narrowed=20, determined=15)


def test_a_regime_without_a_rule_has_none_to_add():
    assert RuleUse("ofsted2009", None, "care").sentence.endswith("carries none, so its outcomes stay as they are.")


def test_it_says_how_many_outcomes_are_narrowed_and_that_they_are_no_evidence(use):
    assert "narrows 20 of the 24 unknown outcomes of stars, 15 of them to one grade" in use.sentence
    assert "no evidence of its own" in use.sentence
    assert use.rule.title in use.sentence


def test_it_says_why_it_adds_nothing(use):
    assert "narrows none of the 24 unknown outcomes" in dataclasses.replace(use, narrowed=0).sentence
    why = dataclasses.replace(use, why_not="two judgements are unknown")
    assert "adds nothing, as two judgements are unknown." in why.sentence


def test_it_says_what_stands_where_a_part_of_the_rule_is_in_doubt(use):
    assert "All stand without its vetoes too." in use.sentence
    assert "All stand" in dataclasses.replace(use, doubting=(("the cap", 20, 15),)).sentence
    less = dataclasses.replace(use, doubting=(("the cap", 12, 8), ("the floor", 20, 15)))
    assert "Of them stand 12 (8 at one grade) with the cap in doubt." in less.sentence
    assert "the floor" not in less.sentence


def test_councils_that_the_rule_contradicts_are_named(use):
    assert dataclasses.replace(use, contradicted=("Hull", "Leeds")).sentence.endswith(
        "It contradicts what is known of Hull, Leeds."
    )
