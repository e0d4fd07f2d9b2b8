"""Say what breaks the contract: findings of a test, and two things that should be one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crossregime.core.comparison import Comparison

CHILD_TIMEOUT = 120.0
"""The time limit for another process to load what is tested, in seconds."""


def comparison_findings(comparison: Comparison) -> list[str]:
    """Find figures of a comparison that don't add up."""
    crosstab = comparison.crosstab
    pairs, unpaired, aligned = comparison.pairs.height, comparison.unpaired.height, comparison.aligned.height
    findings = []
    if pairs + unpaired != aligned:
        findings.append(f"{pairs} pairs and {unpaired} unpaired series are not the {aligned} aligned")
    if crosstab.tabulation.pairs != pairs:
        findings.append(f"the table has {crosstab.tabulation.pairs} pairs, the list {pairs}")
    for known, bounds in zip(crosstab.tabulation.known, crosstab.bounds, strict=True):
        for count, bound in zip(known, bounds, strict=True):
            if not count <= bound.lowest <= bound.highest <= pairs:
                findings.append(f"a cell with {count} known pairs of {pairs} is bounded by {bound}")
    if len({each.regime.id for each in comparison.positions}) > 1 and not comparison.differences:
        findings.append("the two regimes are put side by side without a word on how they differ")
    return findings


def read_json(text: str) -> Any:
    """Read JSON as its standard has it: NaN and the infinities are none."""

    def refuse(constant: str) -> None:
        raise AssertionError(f"the JSON holds {constant}")

    return json.loads(text, parse_constant=refuse)


def expect_none(what: str, findings: list[str]) -> None:
    """Fail with every finding, under what breaks the contract."""
    if findings:
        raise AssertionError("\n  ".join([f"{what}:", *findings]))


def expect_equal(what: str, found: object, expected: object) -> None:
    """Fail where two things differ that should be one."""
    if found != expected:
        raise AssertionError(f"{what}: {str(found)[:200]} is not {str(expected)[:200]}")
