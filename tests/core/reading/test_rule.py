"""A rule.json is read from the folder of a regime; a bad one says what is wrong where."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

import pytest

import crossregime as cr
from crossregime.core.discovery.contract import rule_findings
from crossregime.core.errors import DataError
from crossregime.core.model.rule import Passage, Rule
from crossregime.core.rules.applying import apply_rule
from crossregime.core.rules.evidence import evidence

from ...stars import CITED, OWN, changed


def test_a_folder_with_a_rule_file_carries_a_rule(annual):
    assert annual.read().rule is None
    annual.write("rule.json", json.dumps(OWN))
    regime = annual.read()
    assert regime.rule.formula().startswith("Points = capacity")
    assert [regime.rule.headline((rank,)) for rank in range(4)] == [0, 1, 2, 3]
    assert rule_findings(regime) == []


def test_a_rule_narrows_in_a_regime_of_ones_own(annual):
    """Barnet's care is not what its capacity gives: both are known, so it is said and not changed."""
    annual.write("rule.json", json.dumps(OWN))
    regime = annual.read()
    rows = {row["series_id"]: row for row in apply_rule(_on(regime, "2003-11-13", "capacity")).outcomes.to_dicts()}
    assert (rows["kent"]["worst"], rows["kent"]["best"], rows["kent"]["status"]) == (1, 1, "rule")
    assert (rows["kingston-upon-hull"]["worst"], rows["kingston-upon-hull"]["best"]) == (0, 1)
    assert (rows["leeds"]["worst"], rows["leeds"]["best"]) == (0, 3)
    (use,) = apply_rule(_on(regime, "2003-11-13", "care")).rule_use
    assert use.contradicted == ("Barnet",)


def _on(regime, date, judgement):
    from crossregime.core.positions.selection import find_position

    return find_position(f"{regime.id}@{date}:{judgement}", lambda _: regime)


@pytest.mark.parametrize(
    ("document", "column", "what"),
    [
        (changed(format=2), "format", "2 stands where 1 is due"),
        (
            {key: value for key, value in OWN.items() if key != "thresholds"},
            None,
            "the field 'thresholds' is missing",
        ),
        (changed(veto=[]), None, "unknown field 'veto'"),
        (
            changed(judgements=[{"id": "capcity", "weight": 1}]),
            "judgements[0]",
            "unknown judgement 'capcity'",
        ),
        (changed(judgements=[{"id": "care", "weight": 1}]), "judgements[0]", "'care' is the headline"),
        (changed(judgements=[{"id": "capacity", "weight": 1}] * 2), "judgements[1]", "stands twice"),
        (
            changed(judgements=[{"id": "capacity", "weight": -1}]),
            "judgements[0].weight",
            "-1 is less than 0",
        ),
        (
            changed(judgements=[{"id": "capacity", "weight": 0.5}]),
            "judgements[0].weight",
            "0.5 where a whole number is due",
        ),
        (changed(thresholds=OWN["thresholds"][:2]), "thresholds", "don't lead through the grades"),
        (changed(thresholds=OWN["thresholds"][::-1]), "thresholds", "don't lead through the grades"),
        (
            changed(thresholds=[{**each, "points": 1} for each in OWN["thresholds"]]),
            "thresholds",
            "don't lead through the grades",
        ),
        (changed(basis={**CITED, "source": "papr"}), "basis", "unknown source 'papr'"),
        (changed(printed=[{**CITED, "source": "none"}]), "printed[0]", "unknown source 'none'"),
        (changed(recovered_from=["2004-11-13"]), "recovered_from[0]", "nothing of 2004-11-13"),
        (
            changed(caps=[{"name": "the veto", "judgements": ["capacity"], "grade": "Bad", "gives": "Low"}]),
            "caps[0]",
            "unknown grade 'Bad'",
        ),
        (
            changed(caps=[{"name": "the veto", "judgements": ["care"], "grade": "Poor", "gives": "Lo"}]),
            "caps[0].gives",
            "unknown grade 'Lo'",
        ),
        (changed(alike=[["capacity"], ["capacity"]]), "alike", "can't be swapped"),
        (changed(alike=[["capacity"], ["care"]]), "alike[1]", "unknown judgement 'care'"),
        (
            changed(examples=[{"name": "A", "judgements": {}, "headline": "Low", "source": "paper", "place": "p. 1"}]),
            "examples[0]",
            "the example lacks capacity",
        ),
        (
            changed(
                examples=[
                    {
                        "name": "A",
                        "judgements": {"capacity": "Por"},
                        "headline": "Low",
                        "source": "paper",
                        "place": "p. 1",
                    }
                ]
            ),
            "examples[0]",
            "unknown grade 'Por'",
        ),
    ],
)
def test_a_bad_rule_file_says_what_is_wrong_where_and_only_when_it_is_asked_for(annual, document, column, what):
    annual.write("rule.json", json.dumps(document))
    regime = annual.read()
    with pytest.raises(DataError) as caught:
        regime.rule  # noqa: B018  # reading it is the test
    assert caught.value.exit_code == 3
    found = [fault for fault in caught.value.faults if fault.column == column and what in fault.what]
    assert len(found) == 1, caught.value.faults
    assert found[0].file == "./trial/rule.json"


def test_groups_that_the_rule_does_not_treat_alike_are_refused(make_rolling):
    folder = make_rolling("uneven", "2010-01-01,Kent,care,Low,Low,printed,paper,p. 1,")
    folder.describe(
        lambda whole: whole["judgements"].append(
            {
                "id": "speed",
                "title": "Speed",
                "service": "children",
                "aspect": "capacity",
                "scale": "trial-care",
            }
        )
    )
    document = changed(
        judgements=[{"id": "help", "weight": 2}, {"id": "speed", "weight": 1}], alike=[["help"], ["speed"]]
    )
    folder.write("rule.json", json.dumps(document))
    with pytest.raises(DataError, match="is not a rule of uneven") as caught:
        folder.read().rule  # noqa: B018  # as above
    assert "don't count alike" in caught.value.faults[0].what


def test_validate_reads_the_rule_and_names_ratings_that_it_does_not_give(annual, call):
    annual.write("rule.json", json.dumps(OWN))
    answer = call("validate", annual)
    assert answer.code == 0
    assert "Barnet is printed at Top; the trial rule has Low" in answer.out
    annual.write("rule.json", json.dumps(changed(kind="guessed")))
    answer = call("validate", annual)
    assert answer.code == 1
    assert "rule.json" in answer.out + answer.err


def test_one_id_means_one_rule_everywhere(annual):
    """A rule that takes the id of another's is refused as soon as the two would be pooled."""
    annual.write("rule.json", json.dumps(changed(id="ssi-points")))
    regime = annual.read()
    with pytest.raises(DataError, match="is not the rule 'ssi-points' of ssi2003"):
        evidence(regime, regime.rule, [cr.regime("ssi2003")])


@dataclass(frozen=True, kw_only=True)
class Worst(Rule):
    """Give the worst of the judgements: a rule written in Python."""

    def headline(self, pattern):
        return min(pattern)

    def explain(self, pattern):
        return f"The worst of {len(pattern)}."

    def formula(self):
        return "The worst judgement."


def test_a_regime_made_in_code_may_carry_a_rule_made_in_code(annual):
    regime = annual.read()
    own = Worst(
        id="worst", title="worst of all", kind="printed",
        basis=Passage("The worst counts.", "paper", "p. 1"),
        judgements=(regime.judgement("capacity"),), gives=regime.judgement(),
    )  # fmt: skip
    regime = replace(regime, own_rule=own)
    assert regime.rule is own
    assert rule_findings(regime) == []
    used = apply_rule(_on(regime, "2003-11-13", "capacity"))
    assert used.rule_use[0].rule is own
    assert used.rule_use[0].doubting == ()
    broken = replace(own, basis=Passage("The worst counts.", "nowhere", "p. 1"), gives=regime.judgement("capacity"))
    assert len(rule_findings(replace(regime, own_rule=broken))) == 2
