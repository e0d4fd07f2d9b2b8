"""The page of a rating: the rule's answer, what it rests on, and what would raise it."""

from __future__ import annotations

import pytest

import crossregime as cr

PATTERN = (
    "adults.serving=most",
    "adults.capacity=promising",
    "children.serving=some",
    "children.capacity=uncertain",
)


@pytest.fixture
def rate(call):
    """Run the command and give its answer."""
    return lambda *arguments: call("rate", *arguments)


def test_the_page_says_the_same_and_what_the_rule_rests_on(rate):
    answer = rate("ssi2003", *PATTERN, "--show", "all")
    assert answer.code == 0
    text = " ".join(answer.out.split())
    for words in (
        "By the rule: One Star. Most 2 x 2 + Promising 2 + Some 2 x 1 + Uncertain 1 = 9 points.",
        "from the 150 printed ratings of ssi2003: One Star (42 of 136 patterns determined)",
        "from those and the 4 printed examples: One Star (47 of 136 patterns determined)",
        "Councils of ssi2003 with this very pattern: 4",
        "children.serving Most instead of Some: Two Stars",
        "recovered, not printed",
        "150 of 150 printed ratings of ssi2003, 2003-11-13: the rule was recovered from these, so they are",
        "10 of 10 printed ratings of ssi2002, 2002-05-30. One wording stands for several judgements in 5 of",
        "4 of 4 printed examples.",
        "Leaving out the veto on No: Bromley (ssi2003) would have One Star, not Zero Stars.",
        "Leaving out the veto on Poor changes no rating and no example: the data do not identify it.",
        "only 2 fits",
    ):
        assert words in text


def test_a_star_that_no_single_judgement_raises_says_so(rate):
    best = rate(
        "ssi2003",
        "adults.serving=yes",
        "adults.capacity=excellent",
        "children.serving=yes",
        "children.capacity=3",
    )
    assert best.code == 2  # on the command line a grade is a label or an id, and 3 is neither
    best = rate("ssi2003", *(f"{name}={grade}" for name, grade in zip(
        cr.regime("ssi2003").rule.names, ("Yes", "Excellent", "YES", "excellent"), strict=True)))  # fmt: skip
    assert "What would raise it: nothing, it is the best" in best.out
    worst = rate(
        "ssi2003",
        "adults.serving=no",
        "adults.capacity=poor",
        "children.serving=no",
        "children.capacity=poor",
    )
    assert "What would raise it: no single better judgement" in worst.out
    assert "adults.serving is No and children.serving is No and adults.capacity is Poor" in " ".join(worst.out.split())
