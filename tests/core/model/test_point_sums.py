"""What a sum of points leaves possible is what going through every pattern finds, at the cost of its sums."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, strategies as st

import crossregime as cr
from crossregime.core.errors import UsageError
from crossregime.core.model.judgement import Judgement
from crossregime.core.model.point_sums import PointSums
from crossregime.core.model.points_rule import Cap, PointsRule
from crossregime.core.model.rule import MOST_PATTERNS, Passage, Rule
from crossregime.core.model.scale import Grade, Scale

from ...depth import examples

BASIS = Passage("so many points", "paper", "p. 1")


def judgement(name: str, size: int) -> Judgement:
    scale = Scale(f"of-{size}", "S", tuple(Grade(str(rank), f"Level {rank}", rank) for rank in range(size)))
    return Judgement(name, name, "children", "overall", scale)


def rule_of(sizes, weights, thresholds, caps=()) -> PointsRule:
    """Make a rule of judgements a, b, c and so on."""
    return PointsRule(
        id="sum", title="sum", kind="printed", basis=BASIS,
        judgements=tuple(judgement("abcdefghijklmnopqrst"[place], size) for place, size in enumerate(sizes)),
        gives=judgement("headline", len(thresholds) + 1), weights=tuple(weights), thresholds=tuple(thresholds),
        caps=tuple(caps),
    )  # fmt: skip


@st.composite
def rules(draw):
    sizes = draw(st.lists(st.integers(2, 4), min_size=1, max_size=4))
    weights = draw(st.lists(st.integers(0, 4), min_size=len(sizes), max_size=len(sizes)))
    thresholds = sorted(draw(st.sets(st.integers(0, 20), min_size=1, max_size=3)))
    caps = [
        Cap(f"cap {number}", ("abcd"[place],), draw(st.integers(0, 1)), draw(st.integers(0, len(thresholds))))
        for number, place in enumerate(draw(st.lists(st.integers(0, len(sizes) - 1), max_size=2)))
    ]
    return rule_of(sizes, weights, thresholds, caps)


@st.composite
def questions(draw):
    rule = draw(rules())
    left = tuple(
        tuple(sorted(draw(st.sets(st.integers(0, size - 1), min_size=1, max_size=size)))) for size in rule.sizes
    )
    return (
        rule,
        left,
        draw(st.none() | st.sets(st.integers(0, len(rule.thresholds)), min_size=1).map(sorted).map(tuple)),
    )


@examples(200)
@given(questions())
def test_the_sums_leave_the_very_grades_that_going_through_every_pattern_leaves(question):
    rule, left, headline = question
    assert rule.narrowed(left, headline) == Rule.narrowed(rule, left, headline)


@examples(200)
@given(rules(), rules())
def test_two_sums_are_the_same_where_every_pattern_has_one_headline(one, other):
    other = replace(other, judgements=one.judgements, gives=one.gives, caps=()) if one.sizes == other.sizes else one
    if len(other.thresholds) == len(one.thresholds):
        expected = all(one.headline(pattern) == other.headline(pattern) for pattern in product(*map(range, one.sizes)))
        assert one.same_as(other) == expected


def test_a_rule_with_its_weights_doubled_and_its_thresholds_too_is_the_same():
    one = rule_of((4, 4, 4), (2, 1, 1), (3, 6))
    assert one.same_as(rule_of((4, 4, 4), (4, 2, 2), (6, 12)))
    assert one.same_as(rule_of((4, 4, 4), (4, 2, 2), (5, 11)))  # no sum of it is odd
    assert not one.same_as(rule_of((4, 4, 4), (4, 2, 2), (6, 13)))


def test_twenty_judgements_are_answered_without_a_list_of_their_patterns():
    """They make 4 ** 20 patterns, of which the answer is plain: 20 grades of at least 2 give at least 40 points."""
    rule = rule_of((4,) * 20, (1,) * 20, (30, 40))
    assert rule.narrowed([(2, 3)] * 20)[-1] == (2,)
    assert rule.narrowed([(0, 1, 2, 3)] * 20) == ((0, 1, 2, 3),) * 20 + ((0, 1, 2),)
    # 19 known at the best grade make 57 points: what is left may be anything, and the headline is the best.
    assert rule.narrowed([(3,)] * 19 + [(0, 1, 2, 3)], (2,))[-2] == (0, 1, 2, 3)
    assert rule.narrowed([(3,)] * 10 + [(0,)] * 9 + [(0, 1, 2, 3)], (0,)) is None
    assert rule.same_as(rule_of((4,) * 20, (2,) * 20, (60, 80)))


def test_nothing_is_left_where_no_completion_has_the_headline():
    sums = PointSums((0, 1), (((0, 1), (1, 1)),), lambda total: total[0])
    assert sums.grades_left(((0,),), (1,)) is None


def test_rules_that_differ_in_too_many_weights_are_not_compared(monkeypatch):
    monkeypatch.setattr("crossregime.core.model.point_sums.MOST_PAIRS", 10)
    sums = PointSums((0, 1), (((0, 1), (1, 1)),) * 5, lambda total: total[0])
    others = PointSums((0, 1), tuple(((0, 1), (2**place, 1)) for place in range(5)), lambda total: total[0])
    with pytest.raises(UsageError, match="can't be compared"):
        sums.same_headlines(others)


# A rule in Python


class ByHand(PointsRule):
    """A rule that says no more than its headline, as one written in Python may."""

    narrowed = Rule.narrowed


def test_a_rule_in_python_goes_through_no_more_patterns_than_its_limit_and_says_what_to_do():
    sums = rule_of((4,) * 9, (1,) * 9, (9, 18))
    rule = ByHand(**{name: getattr(sums, name) for name in PointsRule.__dataclass_fields__})
    few = [(0,), (1,), (2,), (3,), (1, 2), (0, 1, 2, 3), (0, 1), (2, 3), (0, 3)]
    assert rule.narrowed(few) == sums.narrowed(few)
    with pytest.raises(UsageError) as caught:
        rule.narrowed([(0, 1, 2, 3)] * 9)
    said = str(caught.value)
    assert "262,144 patterns of judgements, of at most 20,000" in said
    assert "let the rule be a PointsRule" in said
    assert MOST_PATTERNS == 20_000


def test_a_sum_of_points_is_a_public_name():
    assert cr.PointsRule is PointsRule
