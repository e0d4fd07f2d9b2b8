"""Rating rules: the rule of the stars, what it rests on, what is left without it, what --use-rule adds."""

from __future__ import annotations

import json

import pytest

import crossregime as cr
from crossregime.core.discovery.contract import rule_findings
from crossregime.core.errors import UsageError
from crossregime.regimes import FOLDER

from ...documents import hold
from ...stars import (
    CARRIERS,
    JUDGEMENTS,
    MOST,
    PROMISING,
    SOME,
    UNCERTAIN,
)


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
    given = dict(zip(JUDGEMENTS, ("most", "promising", "some", grade), strict=True))
    with pytest.raises(UsageError) as caught:
        rule.pattern(given)
    assert said in str(caught.value)
    assert "Promising" in str(caught.value)


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
    hold(document, "rule")
