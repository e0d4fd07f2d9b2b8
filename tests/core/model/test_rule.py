"""Rating rules: the rule of the stars, what it rests on, what is left without it, what --use-rule adds."""

from __future__ import annotations

import json
from itertools import product

import pytest
from jsonschema import Draft202012Validator

import crossregime as cr
from crossregime.core.discovery.contract import rule_findings
from crossregime.core.errors import UsageError
from crossregime.core.files.schema import read_schema
from crossregime.regimes import FOLDER

from ...stars import (
    CARRIERS,
    EXCELLENT,
    JUDGEMENTS,
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


def test_grades_can_be_given_by_label_or_id_in_any_case(rule):
    given = dict(zip(JUDGEMENTS, ("Most", "PROMISING", "some", "uncertain"), strict=True))
    assert rule.pattern(given) == (MOST, PROMISING, SOME, UNCERTAIN)


@pytest.mark.parametrize(
    ("grade", "said"),
    [
        *((rank, "names no grade: grades are named by label or id, not by rank") for rank in (2, -1, True, None, 2.0)),
        ("mots", "has no grade 'mots'"),
    ],
)
def test_what_is_no_grade_is_refused(rule, grade, said):
    given = dict(zip(JUDGEMENTS, (2, 2, 1, grade), strict=True))
    with pytest.raises(UsageError) as caught:
        rule.pattern(given)
    assert said in str(caught.value)
    assert "Promising" in str(caught.value)


@pytest.mark.parametrize("asked", [{"council": 5}, {"council": ["Kent"]}, {"grades": ["adults.serving=most"]}])
def test_a_rating_asked_for_by_something_else_is_refused(asked):
    with pytest.raises(UsageError):
        cr.rate("ssi2003", **asked)


def test_two_is_the_only_whole_number_that_fits_as_the_weight_of_performance(known):
    serving, capacity = gathered().weighings
    assert (serving.judgements, serving.fitting) == (("adults.serving", "children.serving"), (2,))
    assert capacity.fitting == (1,)

    def fits(weight):
        """Order the ratings without a veto by points: the stars must then ascend, and equals be equal."""
        rated = [(weight * (p[0] + p[2]) + p[1] + p[3], star) for _, p, star in known if 0 not in p]
        return all((a > b) <= (x > y) for (x, a), (y, b) in product(rated, rated))

    assert [weight for weight in range(7) if fits(weight)] == [2]


def test_every_regime_that_carries_the_rule_carries_the_same(rule):
    assert CARRIERS == ["ssi2002", "ssi2003", "csci2004"]
    for name in CARRIERS:
        other = cr.regime(name).rule
        assert other.id == rule.id
        assert other.same_as(rule)
        assert [variant.part for variant in other.variants()] == [variant.part for variant in rule.variants()]
        assert rule_findings(cr.regime(name)) == []


@pytest.mark.parametrize("name", CARRIERS)
def test_the_rule_files_that_ship_keep_to_their_schema(name):
    document = json.loads((FOLDER / name / "rule.json").read_text(encoding="utf-8"))
    Draft202012Validator(read_schema("rule")).validate(document)
