"""The points rule gives the printed stars, and its weights follow from them."""

from __future__ import annotations

from itertools import product

import pytest

from ...stars import (
    EXCELLENT,
    MOST,
    NO,
    ONE,
    POOR,
    PROMISING,
    SOME,
    THREE,
    TWO,
    UNCERTAIN,
    YES,
    ZERO,
    gathered,
)

# The rule of the stars


@pytest.mark.parametrize(
    ("children", "adults", "star"),
    [
        ((NO, POOR), (MOST, PROMISING), ZERO),
        ((SOME, UNCERTAIN), (SOME, PROMISING), ONE),
        ((MOST, PROMISING), (YES, UNCERTAIN), TWO),
        ((MOST, EXCELLENT), (YES, PROMISING), THREE),
    ],
)
def test_the_rule_gives_the_four_printed_examples_their_stars(rule, children, adults, star):
    """The table of examples of paragraph 7, which prints children's services first."""
    assert rule.headline((*adults, *children)) == star
    assert ((*adults, *children), star) in [(each.pattern, each.headline) for each in rule.examples]


def test_a_better_judgement_never_lowers_the_star_and_adults_and_children_count_alike(rule):
    for pattern in rule.patterns():
        star = rule.headline(pattern)
        assert rule.headline((*pattern[2:], *pattern[:2])) == star
        for place, rank in enumerate(pattern):
            if rank < 3:
                assert rule.headline((*pattern[:place], rank + 1, *pattern[place + 1 :])) >= star


def test_two_is_the_only_whole_number_that_fits_as_the_weight_of_performance(known):
    serving, capacity = gathered().weighings
    assert (serving.judgements, serving.fitting) == (("adults.serving", "children.serving"), (2,))
    assert capacity.fitting == (1,)

    def fits(weight):
        """Order the ratings without a veto by points: the stars must then ascend, and equals be equal."""
        rated = [(weight * (p[0] + p[2]) + p[1] + p[3], star) for _, p, star in known if 0 not in p]
        return all((a > b) <= (x > y) for (x, a), (y, b) in product(rated, rated))

    assert [weight for weight in range(7) if fits(weight)] == [2]


# What is said of weights and steps where ratings are not as the rule has them


def test_no_step_or_weight_is_said_to_fit_that_has_exceptions():
    from crossregime.core.model.rule import Ratios, Stepping, Weighing

    assert Stepping("Good", 5, 6, 5).sentence == "Of the steps to Good, none fits every rating: 5 has exceptions."
    assert Stepping("Good", 5, 4, 4).sentence == "Of the steps to Good, only 4 fits, and the rule has 5."
    assert Stepping("Good", 5, 5, 5).sentence == "Of the steps to Good, only 5 fits."
    assert Weighing(("a",), 1, 3, ()).sentence == (
        "Of the weights 0 to 3 for a, none fits every rating, whatever the steps: 1 has exceptions."
    )
    assert Weighing(("a",), 1, 3, (2,)).sentence.endswith(
        "2 would fit every rating, whatever the steps: 1 has exceptions."
    )
    assert Ratios((("a",), ("b",)), 4, ()).sentence.endswith("a to b, none fits every rating.")
