"""Test a regime against the contract: a pytest class that the author of a regime subclasses in two lines.

from crossregime.testing import RegimeConformance

class TestMine(RegimeConformance):
    regime = "my-regime"  # an installed regime's id, or a Path to its folder
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

import crossregime
from crossregime.core.claims import reconcile_claims
from crossregime.core.comparison import Comparison, compare_positions
from crossregime.core.discovery import (
    change_findings,
    council_findings,
    coverage_findings,
    fingerprint,
    order_findings,
    rule_findings,
    run_in_child,
    schema_findings,
    total_findings,
)
from crossregime.core.host import Host
from crossregime.core.model import crosswalk_faults
from crossregime.core.positions import LINEAGES, find_position
from crossregime.regimes import BUILTINS, FOLDER

if TYPE_CHECKING:
    from crossregime.core.model import Regime
    from crossregime.core.positions import Position

CHILD_TIMEOUT = 120.0
"""The time limit for another process to load the regime, in seconds."""


class RegimeConformance:
    """Test a regime against what the rest of the program relies on.

    A subclass sets `regime`: the id of an installed regime, or a Path to a folder, which is then also checked against
    its JSON Schemas. Every failure names what breaks the contract.
    """

    regime: ClassVar[str | Path]

    # What a subclass may use in tests of its own

    @property
    def source(self) -> str:
        """The regime as a selector names it."""
        if not isinstance(getattr(self, "regime", None), str | Path):
            pytest.fail(
                f"{type(self).__name__} names no regime: set `regime` to an id, or to a Path to its folder",
                pytrace=False,
            )
        # A folder is known by its slash, whatever the system writes between folders.
        return self.regime if isinstance(self.regime, str) else self.regime.resolve().as_posix()

    def load(self) -> Regime:
        """Load the regime."""
        return crossregime.host().load(self.source)

    def positions(self) -> list[Position]:
        """Give a position for every judgement, as of the regime's last date."""
        regime = self.load()
        return [find_position(f"{self.source}:{each.id}", lambda _: regime) for each in regime.judgements]

    # The tests

    def test_schema(self) -> None:
        """Every outcome has the columns, types, statuses and grades that the contract allows."""
        _expect_none("the outcomes break their schema", schema_findings(self.load()))

    def test_order(self) -> None:
        """Publications and outcomes stand in their declared order, each once."""
        _expect_none("the order is not the declared one", order_findings(self.load()))

    def test_coverage(self) -> None:
        """Every council of a publication's universe has an outcome of every judgement, known or not."""
        _expect_none("a publication does not cover its universe", coverage_findings(self.load()))

    def test_councils(self) -> None:
        """Every council is one of the register, on the date on which it was rated."""
        _expect_none("a council is not one of the register", council_findings(self.load()))

    def test_totals(self) -> None:
        """Some completion of the outcomes meets all printed totals."""
        _expect_none("the totals contradict the outcomes", total_findings(self.load()))

    def test_rule(self) -> None:
        """The rating rule, where there is one, can be read and is about the regime's own judgements."""
        _expect_none("the rating rule breaks its contract", rule_findings(self.load()))

    def test_changes(self) -> None:
        """The change marks, where there are any, are about the regime's own judgements."""
        _expect_none("the change marks break their contract", change_findings(self.load()))

    def test_crosswalks(self) -> None:
        """Every crosswalk that it brings can be read, and the checker finds no fault with it."""
        regime = self.load()
        faults = [str(fault) for each in regime.crosswalks for fault in crosswalk_faults(each)]
        _expect_none("a crosswalk can't be used", faults)

    def test_claims(self) -> None:
        """The data reproduce every claim of claims.json, or the claim explains why they contradict it."""
        failed = reconcile_claims([self.load()], crossregime.host().load).failed
        _expect_none(
            "a claim is contradicted without an explanation, or explained though the data agree",
            [f"{each.claim.id}: printed {each.claim.printed}, the data: {each.computed}" for each in failed],
        )

    def test_determinism(self) -> None:
        """Loading twice, also in a process with another hash seed, gives the same regime."""
        first = fingerprint(Host(_builtins()).load(self.source))
        again = fingerprint(Host(_builtins()).load(self.source))
        _expect_equal("a second load gives another regime", again, first)
        for seed in (1, 2):
            other = run_in_child(__name__, "_fingerprint_of", self.source, timeout=CHILD_TIMEOUT, hash_seed=seed)
            _expect_equal("another process gives another regime: is it in the order of a set?", other, first)

    def test_json_round_trip(self) -> None:
        """A comparison of its headline survives JSON unchanged, and is the same bytes each time."""
        headline = next(each for each in self.positions() if each.is_headline)
        others = (crossregime.host().position(builtin) for builtin in BUILTINS)
        pair = [next(each for each in others if each.identity != headline.identity), headline]
        comparison, again = compare_positions(pair), compare_positions(pair)
        text = comparison.to_json()
        _expect_equal("JSON does not give the comparison back", _json(text), comparison.to_dict())
        _expect_equal("a second call gives other bytes", again.to_json(), text)

    @pytest.mark.parametrize("builtin", BUILTINS)
    def test_comparison_with(self, builtin: str) -> None:
        """Every judgement can be put beside the headline of every built-in, under both lineage policies."""
        other = crossregime.host().position(builtin)
        for mine in self.positions():
            if mine.identity == other.identity:
                continue  # a position is not compared with itself
            pair = sorted([other, mine], key=lambda each: each.date)
            for lineage in LINEAGES:
                _expect_none(
                    f"{mine.label} beside {other.label}, lineage {lineage}",
                    _comparison_findings(compare_positions(pair, lineage=lineage)),
                )


def _builtins() -> dict[str, Path]:
    return {name: FOLDER / name for name in BUILTINS}


def _fingerprint_of(source: str) -> str:
    """Load a regime in this process and give its fingerprint: the call comes from another process."""
    return fingerprint(crossregime.host().load(source))


def _comparison_findings(comparison: Comparison) -> list[str]:
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


def _json(text: str) -> Any:
    def refuse(constant: str) -> None:
        raise AssertionError(f"the JSON holds {constant}")

    return json.loads(text, parse_constant=refuse)


def _expect_none(what: str, findings: list[str]) -> None:
    if findings:
        raise AssertionError("\n  ".join([f"{what}:", *findings]))


def _expect_equal(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise AssertionError(f"{what}: {str(found)[:200]} is not {str(expected)[:200]}")
